import { EAP_TEMPLATES, UNFILLED } from '../../knowledge/profile-xml/eap-templates.ts';
import { lacks } from '../../model/profile/lacks.ts';
import { branch, type NewElement } from '../../model/profile/new-element.ts';
import { fieldAt, nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { isDeviceTunnel } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

/** From Authentication down to what holds the settings. */
const CHAIN = ['Eap', 'Configuration', 'EapHostConfig'];

export default rule({
  id: 'auth-user-missing-eap',
  on: 'profile',
  severity: 'error',
  title: 'UserMethod is EAP, and there is no EAP configuration',
  why: 'Without an EapHostConfig Windows has no method to authenticate with, no certificate to choose and no server to trust.',
  howToFix:
    'Put the EapHostConfig of a connection that works into Eap/Configuration, as Get-EapConfiguration.ps1 of richardhicks/aovpn prints it, or insert a template and fill in its names and thumbprints.',
  whenOff: 'Where a deployment script fills in the EAP configuration, for the folder of those templates. Never for a profile that is deployed as it is.',
  lowered: 'Warning while Configuration is there and empty: published templates leave it so on purpose, for a deployment script to fill in.',
  sources: ['Microsoft VPNv2 CSP, XML schema', 'richardhicks/aovpn, ProfileXML_User.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <Authentication>
      <UserMethod>⟦Eap⟧</UserMethod>
    </Authentication>
  </NativeProfile>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>⟦EAP⟧</UserMethod><Eap></Eap></Authentication></NativeProfile></VPNProfile>\n',
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <Authentication>
      <UserMethod>⟦EAP⟧</UserMethod>
      <Eap>
        <Configuration>
          <!-- Paste it here. -->
        </Configuration>
      </Eap>
    </Authentication>
  </NativeProfile>
</VPNProfile>
`,
    ],
    good: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration><EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"/></Configuration></Eap></Authentication></NativeProfile></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>Eap</UserMethod><Eap><Configuration>{{EapHostConfig}}</Configuration></Eap></Authentication></NativeProfile></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>$Method</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Another method.
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>MSChapv2</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // A device tunnel has no use for EAP at all.
      '=== profile.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><Authentication><⟦UserMethod⟧{device-auth}>Eap</UserMethod></Authentication></NativeProfile></VPNProfile>\n',
      // Misspelt, which other rules say.
      '=== profile.xml\n<VPNProfile><NativeProfile><Authentication><UserMethod>Eap</UserMethod><EAP><Configuration/></EAP></Authentication></NativeProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><NativeProfile><⟦Authentication⟧{xml-not-wellformed}><UserMethod>Eap</UserMethod>',
    ],
  },
  check(profile, report) {
    const authentication = nodeAt(profile.root, 'NativeProfile/Authentication');
    if (!authentication || isDeviceTunnel(profile) !== false) return;
    const method = fieldAt(authentication, 'UserMethod');
    if (method.state !== 'known' || method.written.value.toLowerCase() !== 'eap') return;
    const gap = gapIn(authentication);
    if (!gap) return;
    const isTemplate = gap.missing.length === 1;
    report({
      at: method.written.at,
      message: isTemplate
        ? 'The EAP configuration is empty, so users cannot authenticate unless deployment fills it in. Put an EapHostConfig into Eap/Configuration.'
        : 'UserMethod is EAP, and the profile has no EAP configuration to authenticate with. Add Eap/Configuration with an EapHostConfig.',
      ...(isTemplate && { severity: 'warning' }),
      fixes: () =>
        EAP_TEMPLATES.map(({ title, hostConfig }) => ({
          title: `Insert ${title}, to be filled in`,
          safe: false,
          changes: [{ kind: 'add-element', parent: gap.parent.at, element: within(gap.missing.slice(0, -1), hostConfig(UNFILLED)) }],
        })),
    });
  },
});

/** Where the chain down to the EapHostConfig certainly ends too early, and what is missing from there. */
function gapIn(authentication: ProfileNode): { parent: ProfileNode; missing: string[] } | undefined {
  let parent = authentication;
  for (const [index, name] of CHAIN.entries()) {
    if (lacks(parent, name)) {
      // Text in place of elements may be the configuration in another form.
      const isEmpty = parent.children.length > 0 || parent.value.state === 'empty';
      return isEmpty ? { parent, missing: CHAIN.slice(index) } : undefined;
    }
    const next = nodeAt(parent, name);
    if (!next) return undefined;
    parent = next;
  }
  return undefined;
}

/** An element in others of these names, the outermost first. */
function within(names: readonly string[], element: NewElement): NewElement {
  return names.reduceRight((inner, name) => branch(name, inner), element);
}
