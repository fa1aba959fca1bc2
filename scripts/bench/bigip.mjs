/** A production-like bigip.conf of so many megabytes: web applications without end, and one VPN. @param {number} megabytes */
export function bigipConf(megabytes) {
  const parts = ['#TMSH-VERSION: 16.1.4\n\n', VPN];
  let size = parts[0].length + VPN.length;
  for (let index = 0; size < megabytes * 1e6; index++) {
    const part = application(index);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

/** @param {number} index */
function application(index) {
  const [a, b] = [index >> 8, index & 255];
  return `ltm node /Common/10.${a % 200}.${b}.11 {
    address 10.${a % 200}.${b}.11
}
ltm node /Common/10.${a % 200}.${b}.12 {
    address 10.${a % 200}.${b}.12
}
ltm monitor http /Common/mon_app${index} {
    adaptive disabled
    defaults-from /Common/http
    destination *:*
    interval 5
    ip-dscp 0
    recv "HTTP/1.1 200"
    recv-disable none
    send "GET /app${index}/health?probe=\\"deep\\" HTTP/1.1\\\\r\\\\nHost: app${index}.fabrikam.com\\\\r\\\\nConnection: Close\\\\r\\\\n\\\\r\\\\n"
    time-until-up 0
    timeout 16
}
ltm pool /Common/pool_app${index} {
    description "Application ${index}"
    load-balancing-mode least-connections-member
    members {
        /Common/10.${a % 200}.${b}.11:8443 {
            address 10.${a % 200}.${b}.11
            session monitor-enabled
            state up
        }
        /Common/10.${a % 200}.${b}.12:8443 {
            address 10.${a % 200}.${b}.12
            session monitor-enabled
            state up
        }
    }
    monitor /Common/mon_app${index}
}
ltm profile client-ssl /Common/cssl_app${index} {
    app-service none
    cert-key-chain {
        app${index}_0 {
            cert /Common/app${index}.crt
            chain /Common/chain.crt
            key /Common/app${index}.key
        }
    }
    defaults-from /Common/clientssl
    inherit-ca-certkeychain true
    inherit-certkeychain false
}
ltm rule /Common/rule_app${index} {
    when HTTP_REQUEST {
        # Braces in strings and comments { are as they are.
        if { [HTTP::uri] starts_with "/app${index}" } {
            HTTP::header insert "X-App" "${index}"
            pool /Common/pool_app${index}
        } else {
            HTTP::respond 404 content "<html>{not found}</html>"
        }
    }
}
ltm virtual /Common/vs_app${index} {
    creation-time 2024-03-05:10:24:11
    destination /Common/172.${16 + (a % 16)}.${a % 256}.${b}:443
    ip-protocol tcp
    last-modified-time 2024-03-05:10:24:11
    mask 255.255.255.255
    pool /Common/pool_app${index}
    profiles {
        /Common/cssl_app${index} {
            context clientside
        }
        /Common/http { }
        /Common/serverssl {
            context serverside
        }
        /Common/tcp { }
    }
    rules {
        /Common/rule_app${index}
    }
    serverssl-use-sni disabled
    source 0.0.0.0/0
    source-address-translation {
        type automap
    }
    translate-address enabled
    translate-port enabled
    vs-index ${index + 10}
}
`;
}

const VPN = `ltm pool /Common/pool_ike500 {
    members {
        /Common/10.250.1.11:500 {
            address 10.250.1.11
        }
        /Common/10.250.1.12:500 {
            address 10.250.1.12
        }
    }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/vs_ike500 {
    destination /Common/203.0.113.10:500
    ip-protocol udp
    mask 255.255.255.255
    pool /Common/pool_ike500
    profiles {
        /Common/udp { }
    }
    source 0.0.0.0/0
    source-address-translation {
        type automap
    }
    translate-address enabled
    translate-port enabled
}
`;
