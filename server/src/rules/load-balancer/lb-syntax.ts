import { rule } from '../rule.ts';

export default rule({
  id: 'lb-syntax',
  on: 'problem',
  severity: 'error',
  title: 'The configuration of a load balancer breaks off or is not balanced',
  why: 'BIG-IP refuses the whole file, Citrix ADC the command; what stands around the defect is read as if it said nothing.',
  howToFix: 'The finding stands where the text stops making sense; most often a brace or a quote is missing or one too many.',
  whenOff: 'Where the file is a part that is put together with others before it is loaded. Never for a whole configuration: the appliance refuses it.',
  sources: ['F5, TMSH reference, load sys config'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== bigip.conf\n⟦ltm pool /Common/pool_ike500 {⟧\n    members {\n        /Common/10.10.1.11:500 {\n            address 10.10.1.11\n    }\n}\nltm pool /Common/pool_sstp {\n    monitor /Common/tcp\n}\n',
      '=== f5.sh\ntmsh ⟦create ltm pool pool_ike500 members add { 10.10.1.11:500⟧\ntmsh create ltm pool pool_ike4500 members add { 10.10.1.11:4500 }\n',
      '=== bigip.conf\nltm pool /Common/pool_ike500 {\n    description ⟦"IKE⟧\n}\nltm pool /Common/pool_sstp {\n    monitor /Common/tcp\n}\n',
      '=== bigip.conf\nltm pool /Common/pool_ike500 {\n    members { }\n    }\n⟦}⟧\nltm pool /Common/pool_sstp {\n    monitor /Common/tcp\n}\n',
      '=== ns.conf\nadd lb vserver vs_ike500 UDP 203.0.113.10 500 -comment ⟦"IKE⟧\nadd lb vserver vs_ike4500 UDP 203.0.113.10 4500\n',
      '=== ns.conf\nadd server vpn1 10.10.1.11\n⟦-----BEGIN CERTIFICATE-----⟧\nMIIB\n-----END CERTIFICATE-----\nadd serviceGroup sg_ike500 UDP\n',
    ],
    good: [
      // An iRule may have a brace in a string, which is no brace of the file.
      '=== bigip.conf\nltm rule /Common/rule_log {\n    when CLIENT_ACCEPTED {\n        log local0. "unbalanced {"\n    }\n}\nltm pool /Common/pool_sstp {\n    monitor /Common/tcp\n}\n',
      '=== bigip.conf\nltm pool /Common/pool_sstp {\n    description "a brace } and a quote \\" in a string"\n    monitor /Common/tcp\n}\n',
      '=== f5.sh\ntmsh create ltm pool pool_ike500 members add { \\\n  10.10.1.11:500 \\\n  10.10.1.12:500 }\n',
      // Quotes of other kinds, a quote within a word, and commands of other features, whose quotes nobody here knows.
      '=== ns.conf\nadd lb vserver vs_ike500 UDP 203.0.113.10 500 -comment \'6" rack\'\nadd lb group g -rule q{CLIENT.IP.SRC.EQ("a") }\nadd server vpn-6" 10.10.1.11\nadd responder action a respondwith "x\n',
    ],
  },
  check({ at, message, notation }, report) {
    if (notation === 'f5' || notation === 'citrix-adc') report({ at, message: `${message}. Correct it: until then nothing is known of what stands there.` });
  },
});
