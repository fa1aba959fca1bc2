import { edited, IKE, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { cautiously, LOWERED_IN_BRIEF, wordsOf } from './words.ts';

export default rule({
  id: 'lb-undefined-ref',
  on: 'undefinedName',
  severity: 'warning',
  title: 'A load balancer for a VPN names an object that does not exist',
  why: 'The appliance refuses a command or a whole file that names what it does not have, and goes on with what it had before.',
  howToFix: 'Correct the name, or add the object.',
  whenOff: 'Where the object is in a part of the configuration that is not in the folder. Better add that part: then the whole path is checked.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['F5, published bigip.conf files', 'Citrix, NetScaler command reference'],
  confidence: 'inferred',
  restsOn: 'That appliances check names while they load a configuration. It has not been tried with every kind of object.',
  examples: {
    bad: [
      edited(IKE.f5, ['    pool /Common/pool4500', '    pool ⟦/Common/pool450⟧']),
      edited(IKE.f5, ['/Common/ike {\n            default', '⟦/Common/iek⟧ {\n            default']),
      edited(SSTP.f5, ['monitor /Common/sstp_head\n}', 'monitor ⟦/Common/sstp_haed⟧\n}']),
      edited(IKE.tmsh, ['pool pool500 persist', 'pool ⟦pool50⟧ persist']),
      edited(IKE.citrix, ['bind lb vserver vs500 sg500', 'bind lb vserver vs500 ⟦sg50⟧']),
      edited(SSTP.citrix, ['sg443 -monitorName sstp_head', 'sg443 -monitorName ⟦sstp⟧']),
    ],
    good: [
      IKE.f5,
      IKE.tmsh,
      IKE.citrix,
      SSTP.f5,
      SSTP.citrix,
      // A part of a configuration, whose rest is elsewhere.
      '=== bigip.conf\nltm virtual /Common/vs500 {\n    destination /Common/203.0.113.10:500\n    ip-protocol udp\n    pool /Common/ike\n    persist {\n        /Common/ike_src {\n            default yes\n        }\n    }\n}\n',
      '=== ns.conf\nadd lb vserver vs500 UDP 203.0.113.10 500\nbind lb vserver vs500 sg500\n',
      // In another file of the same load balancer.
      `${edited(IKE.f5, [/^[^]*(?=ltm pool .Common.pool4500)/, '=== lb/virtual.conf\n'])}=== lb/other.conf\nltm pool /Common/pool500 {\n}\nltm persistence source-addr /Common/ike {\n    match-across-services enabled\n}\n`,
      // Something that is no VPN.
      '=== bigip.conf\nltm pool /Common/web {\n}\nltm virtual /Common/web {\n    destination /Common/203.0.113.20:80\n    ip-protocol tcp\n    pool /Common/webb\n}\n',
      // What the product has: profiles, monitors and persistences of its own.
      edited(SSTP.f5, [
        '/Common/tcp { }',
        '/Common/f5-tcp-wan {\n            context clientside\n        }\n        /Common/tcp-lan-optimized {\n            context serverside\n        }',
      ]),
      edited(SSTP.citrix, ['-monitorName sstp_head', '-monitorName tcp-default']),
    ],
  },
  check({ undefinedName: { kind, name, at }, balancer }, report) {
    cautiously(
      balancer,
      report,
    )({ at, message: `There is no ${kind} ${name}, so ${wordsOf(balancer).product} refuses this. Correct the name, or add the ${kind}.` });
  },
});
