import { rule } from '../rule.ts';
import { reportForeignSpellings } from '../spelling.ts';

export default rule({
  id: 'ps-xml-spelling',
  on: 'policy',
  severity: 'error',
  title: 'A cmdlet parameter has a value spelled as in ProfileXML',
  why: 'ProfileXML says AES_GCM_128 and SHA196 where the cmdlets say GCMAES128 and SHA1. A cmdlet does not know the other spelling and does nothing.',
  howToFix: 'Spell it as the cmdlets do. The meaning stays the same.',
  whenOff: 'Never: the cmdlet does not know the spelling.',
  sources: ['Microsoft VPNv2 CSP', 'Microsoft, Set-VpnConnectionIPsecConfiguration and Set-VpnServerConfiguration'],
  confidence: 'documented',
  examples: {
    bad: ['=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -EncryptionMethod ⟦AES_GCM_256⟧ -IntegrityCheckMethod ⟦⟦SHA196⟧⟧{crypto-weak}\n'],
    good: ['=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -EncryptionMethod GCMAES256 -AuthenticationTransformConstants ⟦SHA196⟧{crypto-weak}\n'],
  },
  check({ policy }, report) {
    if (!policy.printed && policy.form !== 'profile-xml') reportForeignSpellings(policy, report);
  },
});
