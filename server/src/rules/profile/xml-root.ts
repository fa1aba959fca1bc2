import { textOf } from '../../core/span.ts';
import type { Change } from '../../model/change.ts';
import { rule } from '../rule.ts';

const ROOT = 'VPNProfile';

export default rule({
  id: 'xml-root',
  on: 'profile',
  severity: 'error',
  title: 'The root element is not VPNProfile, or it is in a namespace',
  why: 'The ProfileXML node of the CSP takes a document whose root is VPNProfile, in these letters and in no namespace. Windows rejects another.',
  howToFix: 'Write VPNProfile, without a prefix and without an xmlns attribute. The EapHostConfig below keeps its own.',
  whenOff: 'Never: Windows rejects the document.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML (schema without target namespace)'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<⟦VpnProfile⟧>\n  <NativeProfile/>\n</VpnProfile>\n',
      '=== profile.xml\n<⟦VPNProfile⟧ xmlns="urn:fabrikam">\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n',
      '=== profile.xml\n<⟦vpnprofile⟧ xmlns="urn:fabrikam"><PluginProfile/></vpnprofile>\n',
      '=== profile.xml\n<⟦v:VPNProfile⟧ xmlns:v="urn:fabrikam"><v:NativeProfile/></v:VPNProfile>\n',
    ],
    good: [
      // No ProfileXML: what Get-VpnConnection knows, written out by a script.
      '=== connection.xml\n<VpnProfile><Name>Fabrikam</Name><ServerAddress>vpn.fabrikam.com</ServerAddress></VpnProfile>\n',
      // A prefix that the root does not use, and an empty namespace.
      '=== profile.xml\n<VPNProfile xmlns="" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><AlwaysOn>true</AlwaysOn></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><Eap><Configuration><EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"/></Configuration></Eap></Authentication></NativeProfile></VPNProfile>\n',
    ],
  },
  check({ root }, report) {
    const { at, name, namespace, complete } = root;
    const written = textOf(at.file.text, at.span);
    const isPrefixed = written !== name;
    if (name === ROOT && namespace === '' && !isPrefixed) return;
    const renamed: Change[] = name === ROOT ? [] : [{ kind: 'rename-element', at, name: ROOT }];
    const freed: Change[] = namespace === '' ? [] : [{ kind: 'set-attribute', at, name: 'xmlns' }];
    const where = isPrefixed ? ' with a prefix' : namespace === '' ? '' : ` in the namespace ${namespace}`;
    report({
      at,
      message: `The root element is ${name}${where}, and Windows expects ${ROOT} without a namespace. ${
        isPrefixed ? 'Remove the prefix here and from its children' : `Write <${ROOT}>`
      }.`,
      // A prefix would have to go from every element below as well.
      fixes: () => (isPrefixed || !complete ? [] : [{ title: `Change to <${ROOT}>`, safe: freed.length === 0, changes: [...renamed, ...freed] }]),
    });
  },
});
