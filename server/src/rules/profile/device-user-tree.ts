import { fieldPlace } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

const message = (tree: string, profile: string): string =>
  `=== message.xml\n<SyncML><SyncBody><Add><Item><Target><LocURI>./${tree}Vendor/MSFT/VPNv2/Fabrikam/ProfileXML</LocURI></Target><Data><![CDATA[${profile}]]></Data></Item></Add></SyncBody></SyncML>\n`;

export default rule({
  id: 'device-user-tree',
  on: 'profile',
  severity: 'error',
  title: 'A device tunnel is deployed to the user tree',
  why: 'The CSP has DeviceTunnel in the device tree only. In the user tree the profile is refused, or becomes no device tunnel, and nobody is connected before sign-in.',
  howToFix: 'Send the profile to `./Device/Vendor/MSFT/VPNv2/NAME/ProfileXML`. In Intune that is the OMA-URI of the setting; assign it to devices.',
  whenOff: 'Never: in the user tree no device tunnel comes of it.',
  sources: ['Microsoft, VPNv2 DDF, DeviceTunnel'],
  confidence: 'documented',
  examples: {
    bad: [
      message('User/', '<VPNProfile><DeviceTunnel>⟦true⟧</DeviceTunnel></VPNProfile>'),
      `=== intune.json
{ "omaSettings": [{ "omaUri": "./User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML", "value": "<VPNProfile><DeviceTunnel>⟦true⟧</DeviceTunnel></VPNProfile>" }] }
`,
      `=== deploy.ps1
$node = './User/Vendor/MSFT/VPNv2'
$profile = @'
<VPNProfile>
  <DeviceTunnel>⟦true⟧</DeviceTunnel>
</VPNProfile>
'@
`,
    ],
    good: [
      message('Device/', '<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>'),
      // The other name of the device tree.
      message('', '<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>'),
      message('User/', '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>'),
      message('User/', '<VPNProfile><DeviceTunnel>false</DeviceTunnel></VPNProfile>'),
      // A user tunnel for everybody who signs in to the device.
      message('Device/', '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>'),
      // The script removes one and adds the other: which goes where is not certain.
      `=== deploy.ps1
Remove-Profile './User/Vendor/MSFT/VPNv2'
$node = './Device/Vendor/MSFT/VPNv2'
$profile = '<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>'
`,
      // In the WMI bridge this is the tree of whoever's session it is.
      `=== deploy.ps1
$node = './Vendor/MSFT/VPNv2'
$profile = '<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>'
`,
    ],
  },
  check(profile, report) {
    const { deployedTo } = profile;
    if (deployedTo?.tree !== 'user' || isDeviceTunnel(profile) !== true) return;
    report({
      at: fieldPlace(profileField(profile, 'DeviceTunnel')) ?? profile.at,
      message: 'This device tunnel is deployed to the user tree, which has no DeviceTunnel. Deploy it to ./Device/Vendor/MSFT/VPNv2.',
      related: [{ at: deployedTo.at, message: 'The user tree' }],
    });
  },
});
