import { rule } from '../rule.ts';

export default rule({
  id: 'xml-not-wellformed',
  on: 'problem',
  severity: 'error',
  title: 'The profile is not well-formed XML',
  why: 'Windows refuses the whole profile, often with no more than "a general error occurred".',
  howToFix: 'The finding stands where the text stops being XML; most often an element is not closed, or an ampersand is not written as `&amp;`.',
  whenOff: 'Never for a profile that is deployed as it is. Where a template has marks in it that are no XML, exclude its folder.',
  sources: ['W3C, Extensible Markup Language 1.0', 'Microsoft VPNv2 CSP, ProfileXML'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><NativeProfile><Servers>vpn.fabrikam.com</Servers><RoutingPolicyType>SplitTunnel</RoutingPolicyType><Authentication><⟦MachineMethod⟧>Certificate</Authentication></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // A stray > is text, and legal.
      '=== profile.xml\n<VPNProfile><!-- users -->> <NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
    ],
  },
  check({ at, message, notation, fix }, report) {
    if (notation !== undefined) return;
    report({
      at,
      message,
      fixes: () => (fix ? [{ title: fix.title, safe: fix.safe, changes: [{ kind: 'replace', at: fix.at, text: fix.text }] }] : []),
    });
  },
});
