import { nodeAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'edp-legacy',
  on: 'profile',
  severity: 'information',
  title: 'A profile has EdpModeId',
  why: 'The element ties the tunnel to Windows Information Protection, which Microsoft has deprecated since July 2022 and Windows 11 24H2 no longer has.',
  howToFix: 'Remove it once no computer uses Windows Information Protection. Before that, make sure that something else starts the tunnel.',
  whenOff: 'Where computers still use Windows Information Protection on a release that has it.',
  sources: ['Microsoft, EnterpriseDataProtection CSP', 'Microsoft, "Migrating from Windows Information Protection to Microsoft Purview"'],
  confidence: 'documented',
  examples: {
    bad: ['=== profile.xml\n<VPNProfile><⟦EdpModeId⟧>fabrikam.com</EdpModeId></VPNProfile>\n'],
    good: [
      '=== profile.xml\n<VPNProfile><!-- <EdpModeId>fabrikam.com</EdpModeId> --></VPNProfile>\n',
      // Another spelling: another rule says so.
      '=== profile.xml\n<VPNProfile><EDPModeID>fabrikam.com</EDPModeID></VPNProfile>\n',
    ],
  },
  check({ root }, report) {
    const node = nodeAt(root, 'EdpModeId');
    if (!node) return;
    report({
      at: node.at,
      message: 'EdpModeId is for Windows Information Protection, which Windows 11 24H2 no longer has. Remove it once no computer uses that.',
    });
  },
});
