/** A whole deployment as BIG-IP stores it: both ports of IKE bound together, and SSTP. */
export const STORED = String.raw`#TMSH-VERSION: 15.1.8

ltm monitor https /Common/mon_sstp {
    adaptive disabled
    defaults-from /Common/https
    destination *:*
    interval 10
    recv "HTTP/1.1 401"
    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\\r\\nHost: vpn.fabrikam.com\\r\\nConnection: Close\\r\\n\\r\\n"
    timeout 31
}
ltm persistence source-addr /Common/persist_ike {
    defaults-from /Common/source_addr
    match-across-services enabled
    timeout 3600
}
ltm pool /Common/pool_ike500 {
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
ltm pool /Common/pool_ike4500 {
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
ltm pool /Common/pool_sstp {
    members {
        /Common/10.10.1.11:443 {
            address 10.10.1.11
        }
        /Common/10.10.1.12:443 {
            address 10.10.1.12
        }
    }
    monitor /Common/mon_sstp
}
ltm virtual /Common/vs_ike500 {
    destination /Common/203.0.113.10:500
    ip-protocol udp
    mask 255.255.255.255
    persist {
        /Common/persist_ike {
            default yes
        }
    }
    pool /Common/pool_ike500
    profiles {
        /Common/udp { }
    }
    source 0.0.0.0/0
    source-address-translation {
        type none
    }
    translate-address enabled
    translate-port enabled
}
ltm virtual /Common/vs_ike4500 {
    destination /Common/203.0.113.10:4500
    ip-protocol udp
    mask 255.255.255.255
    persist {
        /Common/persist_ike {
            default yes
        }
    }
    pool /Common/pool_ike4500
    profiles {
        /Common/udp { }
    }
    source 0.0.0.0/0
    source-address-translation {
        type none
    }
    translate-address enabled
    translate-port enabled
}
ltm virtual /Common/vs_sstp {
    destination /Common/203.0.113.10:443
    fallback-persistence /Common/source_addr
    ip-protocol tcp
    mask 255.255.255.255
    persist {
        /Common/ssl {
            default yes
        }
    }
    pool /Common/pool_sstp
    profiles {
        /Common/tcp { }
    }
    source 0.0.0.0/0
    source-address-translation {
        type none
    }
    translate-address enabled
    translate-port enabled
}
`;

/** The same as commands in a script of another shell. */
export const COMMANDS = String.raw`#!/bin/bash
tmsh create ltm monitor https mon_sstp defaults-from https interval 10 timeout 31 recv '"HTTP/1.1 401"' send '"HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost: vpn.fabrikam.com\r\nConnection: Close\r\n\r\n"'
tmsh create ltm persistence source-addr persist_ike defaults-from source_addr match-across-services enabled timeout 3600
tmsh create ltm pool pool_ike500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp
tmsh create ltm pool pool_ike4500 members add { 10.10.1.11:4500 10.10.1.12:4500 } monitor gateway_icmp
tmsh create ltm pool pool_sstp members add { 10.10.1.11:443 10.10.1.12:443 } monitor mon_sstp
tmsh create ltm virtual vs_ike500 destination 203.0.113.10:500 ip-protocol udp pool pool_ike500 profiles add { udp } \
    persist replace-all-with { persist_ike { default yes } } source-address-translation { type none }
tmsh create ltm virtual vs_ike4500 destination 203.0.113.10:4500 ip-protocol udp pool pool_ike4500 profiles add { udp } \
    persist replace-all-with { persist_ike { default yes } } source-address-translation { type none }
tmsh create ltm virtual vs_sstp destination 203.0.113.10:443 ip-protocol tcp pool pool_sstp profiles add { tcp } \
    persist replace-all-with { ssl { default yes } } fallback-persistence source_addr source-address-translation { type none }
tmsh save sys config
`;

/** The same with some of its names and addresses in variables. */
const VARIABLES = COMMANDS.replace('#!/bin/bash', "#!/bin/bash\nVIP=203.0.113.10\nS2='10.10.1.12' POOL=pool_ike500\nexport VS=vs_ike500")
  .replace('203.0.113.10:500', '"${VIP}:500"')
  .replace('10.10.1.12:500', '$S2:500')
  .replace('create ltm pool pool_ike500', 'create ltm pool $POOL')
  .replace('udp pool pool_ike500', 'udp pool "$POOL"')
  .replace('vs_ike500 destination', '${VS} destination');

/** The deployment in every form and style: what it is called, the name of its file, its text. */
export const FORMS = [
  ['stored', 'bigip.conf', STORED],
  ['commands', 'f5.sh', COMMANDS],
  [
    'commands in quotes',
    'f5.sh',
    COMMANDS.replaceAll(/^tmsh (create .*?[^\\])$/gms, (_, command: string) => `tmsh -q -c "${command.replaceAll(/'"|"'/g, '\\"')}"`),
  ],
  ['typed commands', 'f5.txt', COMMANDS.replaceAll(/^tmsh /gm, '').replaceAll(/'"|"'/g, '"')],
  ['one line each', 'bigip.conf', STORED.replaceAll(/\n(?=[ }])/g, ' ').replaceAll(/ +/g, ' ')],
  ['variables', 'f5.sh', VARIABLES],
  [
    'variables in a here-document',
    'f5.sh',
    VARIABLES.replaceAll(/^tmsh /gm, '')
      .replaceAll(/'"|"'/g, '"')
      .replace(/\n(?=create)/, '\ntmsh <<EOF\n')
      .replace('\nsave', '\nEOF\nsave'),
  ],
  ['tabs', 'bigip.conf', STORED.replaceAll('    ', '\t')],
  ['CR LF', 'bigip.conf', STORED.replaceAll('\n', '\r\n')],
  ['another partition', 'bigip.conf', STORED.replaceAll(/\/Common\/(?=vs_|pool_|mon_sstp|persist_|10\.|203)/g, '/Fabrikam/')],
] as const;
