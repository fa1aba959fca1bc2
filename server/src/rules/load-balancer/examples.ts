/**
 * Sound deployments for two servers behind 203.0.113.10, once for each notation, from which the examples of the rules are made by a change or two.
 * All say the same.
 */
interface Notations {
  /** F5 BIG-IP, object form. */
  readonly f5: string;
  /** F5 BIG-IP, commands. */
  readonly tmsh: string;
  readonly citrix: string;
  /** Kemp LoadMaster, PowerShell module. */
  readonly kemp: string;
  /** Kemp LoadMaster, REST. */
  readonly rest: string;
}

/** Both ports of IKEv2. */
export const IKE: Notations = {
  f5: String.raw`=== bigip.conf
ltm persistence source-addr /Common/ike {
    defaults-from /Common/source_addr
    match-across-services enabled
    timeout 3600
}
ltm pool /Common/pool500 {
    members {
        /Common/10.10.1.11:500 {
            address 10.10.1.11
        }
        /Common/10.10.1.12:500 {
            address 10.10.1.12
        }
    }
    monitor /Common/gateway_icmp
}
ltm pool /Common/pool4500 {
    members {
        /Common/10.10.1.11:4500 {
            address 10.10.1.11
        }
        /Common/10.10.1.12:4500 {
            address 10.10.1.12
        }
    }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/vs500 {
    destination /Common/203.0.113.10:500
    ip-protocol udp
    mask 255.255.255.255
    persist {
        /Common/ike {
            default yes
        }
    }
    pool /Common/pool500
    profiles {
        /Common/udp { }
    }
    source-address-translation {
        type none
    }
}
ltm virtual /Common/vs4500 {
    destination /Common/203.0.113.10:4500
    ip-protocol udp
    mask 255.255.255.255
    persist {
        /Common/ike {
            default yes
        }
    }
    pool /Common/pool4500
    profiles {
        /Common/udp { }
    }
    source-address-translation {
        type none
    }
}
`,
  tmsh: String.raw`=== ike.tmsh
create ltm persistence source-addr ike match-across-services enabled timeout 3600
create ltm pool pool500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp
create ltm pool pool4500 members add { 10.10.1.11:4500 10.10.1.12:4500 } monitor gateway_icmp
create ltm virtual vs500 destination 203.0.113.10:500 ip-protocol udp profiles add { udp } pool pool500 persist replace-all-with { ike } source-address-translation { type none }
create ltm virtual vs4500 destination 203.0.113.10:4500 ip-protocol udp profiles add { udp } pool pool4500 persist replace-all-with { ike } source-address-translation { type none }
`,
  citrix: String.raw`=== ns.conf
enable ns mode FR L3 USNIP
add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add serviceGroup sg500 UDP -usip YES
add serviceGroup sg4500 UDP -usip YES
add lb vserver vs500 UDP 203.0.113.10 500
add lb vserver vs4500 UDP 203.0.113.10 4500
bind lb vserver vs500 sg500
bind lb vserver vs4500 sg4500
add lb group ike -persistenceType SOURCEIP -timeout 60
bind lb group ike vs500
bind lb group ike vs4500
bind serviceGroup sg500 vpn1 500
bind serviceGroup sg500 vpn2 500
bind serviceGroup sg500 -monitorName ping
bind serviceGroup sg4500 vpn1 4500
bind serviceGroup sg4500 vpn2 4500
bind serviceGroup sg4500 -monitorName ping
`,
  kemp: String.raw`=== loadmaster.ps1
New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp -RealServer 10.10.1.11 -RealServerPort 500
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp -RealServer 10.10.1.12 -RealServerPort 500
New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -Persist src -PersistTimeout 3600 -Transparent $true -CheckType icmp
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -RealServer 10.10.1.11 -RealServerPort 4500
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -RealServer 10.10.1.12 -RealServerPort 4500
$ike = Get-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 500 -VSProtocol udp
Set-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 4500 -VSProtocol udp -FollowVSID $ike.Data.VS.Index
`,
  rest: String.raw`=== loadmaster.sh
curl -k "https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=500&prot=udp&persist=src&persisttimeout=3600&transparent=1&checktype=icmp"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=500&prot=udp&rs=10.10.1.11&rsport=500"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=500&prot=udp&rs=10.10.1.12&rsport=500"
curl -k "https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=4500&prot=udp&persist=src&persisttimeout=3600&transparent=1&checktype=icmp"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=4500&prot=udp&rs=10.10.1.11&rsport=4500"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=4500&prot=udp&rs=10.10.1.12&rsport=4500"
curl -k "https://lm.fabrikam.com/access/modvs?vs=203.0.113.10&port=4500&prot=udp&followvsid=1"
`,
};

/** SSTP with TLS passed through. */
export const SSTP: Notations = {
  f5: String.raw`=== bigip.conf
ltm monitor https /Common/sstp_head {
    defaults-from /Common/https
    destination *:*
    interval 10
    recv "HTTP/1.1 401"
    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\\r\\nHost: vpn.fabrikam.com\\r\\nConnection: Close\\r\\n\\r\\n"
    timeout 31
}
ltm pool /Common/pool443 {
    members {
        /Common/10.10.1.11:443 {
            address 10.10.1.11
        }
        /Common/10.10.1.12:443 {
            address 10.10.1.12
        }
    }
    monitor /Common/sstp_head
}
ltm virtual /Common/vs443_sstp {
    destination /Common/203.0.113.10:443
    fallback-persistence /Common/source_addr
    ip-protocol tcp
    mask 255.255.255.255
    persist {
        /Common/ssl {
            default yes
        }
    }
    pool /Common/pool443
    profiles {
        /Common/tcp { }
    }
}
`,
  tmsh: String.raw`=== sstp.tmsh
create ltm monitor https sstp_head destination *:* interval 10 timeout 31 recv "HTTP/1.1 401" send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost: vpn.fabrikam.com\r\nConnection: Close\r\n\r\n"
create ltm pool pool443 members add { 10.10.1.11:443 10.10.1.12:443 } monitor sstp_head
create ltm virtual vs443_sstp destination 203.0.113.10:443 ip-protocol tcp profiles add { tcp } pool pool443 persist replace-all-with { ssl } fallback-persistence source_addr
`,
  citrix: String.raw`=== ns.conf
add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add serviceGroup sg443 SSL_BRIDGE
add lb vserver vs443_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -timeout 5 -persistenceBackup SOURCEIP
bind lb vserver vs443_sstp sg443
add lb monitor sstp_head HTTP -respCode 401 -httpRequest "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/" -customHeaders "Host: vpn.fabrikam.com\r\n" -secure YES
bind serviceGroup sg443 vpn1 443
bind serviceGroup sg443 vpn2 443
bind serviceGroup sg443 -monitorName sstp_head
`,
  kemp: String.raw`=== loadmaster.ps1
New-AdcVirtualService -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -Nickname SSTP -Persist ssl -PersistTimeout 300 -CheckType https -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' -CheckUse1_1 1 -CheckUseGet 0 -CheckCodes '401' -CheckHost vpn.fabrikam.com
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -RealServer 10.10.1.11 -RealServerPort 443
New-AdcRealServer -VirtualService 203.0.113.10 -VSPort 443 -VSProtocol tcp -RealServer 10.10.1.12 -RealServerPort 443
`,
  rest: String.raw`=== loadmaster.sh
curl -k "https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=443&prot=tcp&nickname=SSTP&persist=ssl&persisttimeout=300&checktype=https&checkurl=/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/&checkuse1.1=1&checkuseget=0&checkcodes=401&checkhost=vpn.fabrikam.com"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=443&prot=tcp&rs=10.10.1.11&rsport=443"
curl -k "https://lm.fabrikam.com/access/addrs?vs=203.0.113.10&port=443&prot=tcp&rs=10.10.1.12&rsport=443"
`,
};

/**
 * An example with some of its texts replaced, each where it stands first: what stands there and what comes there, and marks where they are written.
 *
 * @throws Error if one of them does not stand there: the example would not show what it is meant to
 */
export function edited(example: string, ...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const found = typeof from === 'string' ? text.includes(from) : from.test(text);
    if (!found) throw new Error(`No such text in an example: ${String(from)}`);
    return typeof from === 'string' ? text.replace(from, () => to) : text.replace(from, to);
  }, example);
}
