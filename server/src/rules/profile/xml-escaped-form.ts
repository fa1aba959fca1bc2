import { rule } from '../rule.ts';

export default rule({
  id: 'xml-escaped-form',
  on: 'escapedForm',
  severity: 'information',
  title: 'The file holds a ProfileXML in escaped form',
  why: 'The WMI bridge takes the ProfileXML with its markup escaped. Intune takes the plain document, and a script that escapes what it reads would escape this one twice.',
  howToFix:
    'Leave it if the file is handed to the WMI bridge as it is. Otherwise unescape it: in every other place the profile stands as plain XML, and people can read it.',
  whenOff: 'Where your files are handed to the WMI bridge as they are.',
  sources: ['Richard Hicks, Always On VPN ProfileXML and PowerShell scripts', 'Microsoft, VPN device tunnel configuration'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n⟦&lt;VPNProfile⟧&gt;&lt;AlwaysOn&gt;true&lt;/AlwaysOn&gt;&lt;/VPNProfile&gt;\n',
      '=== declared.xml\n&lt;?xml version="1.0"?&gt;\n⟦&lt;VPNProfile⟧&gt;\n  &lt;AlwaysOn&gt;true&lt;/AlwaysOn&gt;\n&lt;/VPNProfile&gt;\n',
      '=== twice.xml\n⟦&amp;lt;VPNProfile⟧&amp;gt;&amp;lt;AlwaysOn&amp;gt;true&amp;lt;/AlwaysOn&amp;gt;&amp;lt;/VPNProfile&amp;gt;\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>\n',
      // Escaped where it must be.
      '=== message.xml\n<SyncML><SyncBody><Add><Item><Target><LocURI>./Device/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML</LocURI></Target><Data>&lt;VPNProfile&gt;&lt;AlwaysOn&gt;true&lt;/AlwaysOn&gt;&lt;/VPNProfile&gt;</Data></Item></Add></SyncBody></SyncML>\n',
      "=== deploy.ps1\n$ProfileXML = '&lt;VPNProfile&gt;&lt;AlwaysOn&gt;true&lt;/AlwaysOn&gt;&lt;/VPNProfile&gt;'\n",
      '=== other.xml\n&lt;Configuration&gt;VPNProfile&lt;/Configuration&gt;\n',
    ],
  },
  check({ at, whole, unescaped }, report) {
    report({
      at,
      message: 'This file is a ProfileXML in escaped form, which only the WMI bridge takes. Unescape it if Intune or a script that does the escaping reads it.',
      fixes: () => [{ title: 'Unescape the whole file', safe: false, changes: [{ kind: 'replace', at: whole, text: unescaped }] }],
    });
  },
});
