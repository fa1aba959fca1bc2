import { SAMPLE_SOURCES, sampleTextIn } from '../../knowledge/sample-texts.ts';
import { nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

/** The elements whose value reaches the clients as it is. `ServerNames` of EAP, which has a schema of its own, comes on top. */
const DEPLOYED: readonly string[] = ['NativeProfile/Servers', 'DeviceCompliance/Sso/Eku', 'Proxy/AutoConfigUrl', 'PluginProfile/ServerUrlList'];

export default rule({
  id: 'xml-placeholder',
  on: 'profile',
  severity: 'information',
  title: 'A value was left from a sample',
  why: 'Published samples have names such as vpn.example.net where your own belong, and a profile with one of them looks for a server that is not there. That the text was left by mistake is inferred.',
  howToFix:
    'Write your own name. Only the first of such texts in a file is reported. For samples and test documents, switch the rule off in aovpn.json: `"overrides": [{ "files": ["templates/**"], "rules": { "xml-placeholder": "off" } }]`.',
  whenOff: 'For samples, templates and test documents: switch it off in overrides for their folders.',
  sources: [...SAMPLE_SOURCES, 'richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'inferred',
  restsOn: 'The names that RFC 2606 and RFC 6761 reserve, and the texts of published samples. That such a text was left by mistake is a guess.',
  examples: {
    bad: [
      // The first one only.
      `=== profile.xml
<VPNProfile>
  <DnsSuffix>corp.example.net</DnsSuffix>
  <NativeProfile>
    <Servers>⟦vpn.example.net;vpn.example.net⟧</Servers>
  </NativeProfile>
  <Proxy><AutoConfigUrl>http://proxy.example.net/proxy.pac</AutoConfigUrl></Proxy>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><DeviceCompliance><Enabled>true</Enabled><Sso><Enabled>true</Enabled><Eku>⟦This is my Eku⟧</Eku></Sso></DeviceCompliance></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><PluginProfile><ServerUrlList>⟦https://vpn.fabrikam.com/;testserver1.contoso..com⟧</ServerUrlList></PluginProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><Eap><Configuration><EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"><ServerNames>⟦NPS.example.org⟧</ServerNames></EapHostConfig></Configuration></Eap></Authentication></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Names of one's own that only look similar.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.myexample.com,example.fabrikam.com,vpn.fabrikam.test</Servers></NativeProfile><Proxy><AutoConfigUrl>http://pac.fabrikam.com/example.com</AutoConfigUrl></Proxy></VPNProfile>\n',
      // Not deployed, or filled in later.
      '=== profile.xml\n<VPNProfile><!-- vpn.example.net --><ProfileName>example.com</ProfileName><NativeProfile><Servers>$prefix.example.com</Servers></NativeProfile></VPNProfile>\n',
      // Switched off for test documents.
      '=== templates/profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.example.net</Servers></NativeProfile></VPNProfile>\n=== aovpn.json\n{ "overrides": [{ "files": ["templates/**"], "rules": { "xml-placeholder": "off" } }] }\n',
    ],
  },
  check(profile, report) {
    for (const { name, value } of deployed(profile)) {
      const sample = value.state === 'known' ? sampleTextIn(value.written.value) : undefined;
      if (value.state !== 'known' || !sample) continue;
      report({ at: value.written.at, message: `${name} says ${sample.text}, ${sample.is}, so it was probably left from a sample (inferred). Write your own.` });
      return;
    }
  },
});

/** The values that are deployed, in the order of the document. */
function deployed({ root, native }: VpnProfile): ProfileNode[] {
  const found = DEPLOYED.flatMap((path) => nodeAt(root, path) ?? []);
  const host = native && nodeAt(native.node, 'Authentication/Eap/Configuration/EapHostConfig');
  if (host) collect(host, 'ServerNames', found);
  return found.sort((a, b) => a.at.span.start - b.at.span.start);
}

function collect(node: ProfileNode, name: string, found: ProfileNode[]): void {
  if (node.name === name) found.push(node);
  for (const child of node.children) collect(child, name, found);
}
