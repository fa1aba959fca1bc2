import { fieldFlag } from '../../model/profile/field.ts';
import { nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';

const PROVISIONING = 'http://www.microsoft.com/provisioning';
/** PEAP with a method inside it. */
const host = (type: string, method: string): string => `<EapHostConfig xmlns="${PROVISIONING}/EapHostConfig">
            <Config>
              <Eap xmlns="${PROVISIONING}/BaseEapConnectionPropertiesV1">
                <Type>25</Type>
                <EapType xmlns="${PROVISIONING}/MsPeapConnectionPropertiesV1">
                  <Eap xmlns="${PROVISIONING}/BaseEapConnectionPropertiesV1">
                    <Type>${type}</Type>
                    <EapType xmlns="${PROVISIONING}/${method}ConnectionPropertiesV1" />
                  </Eap>
                </EapType>
              </Eap>
            </Config>
          </EapHostConfig>`;
const profile = (remember: string, configuration: string): string => `=== profile.xml
<VPNProfile>
  <RememberCredentials>${remember}</RememberCredentials>
  <NativeProfile>
    <Authentication>
      <UserMethod>Eap</UserMethod>
      <Eap>
        <Configuration>
          ${configuration}
        </Configuration>
      </Eap>
    </Authentication>
  </NativeProfile>
</VPNProfile>
`;
const CERTIFICATE = host('13', 'EapTls');
const PASSWORD = host('26', 'MsChapV2');

export default rule({
  id: 'remember-credentials',
  on: 'profile',
  severity: 'information',
  title: 'RememberCredentials is true where users authenticate with a certificate',
  why: "There is no password to remember. The profile generator ld0614/DPC never writes the element, since at best it does nothing; Microsoft's script that makes a profile with PEAP and certificates writes it all the same.",
  howToFix: 'Remove RememberCredentials. Leave it if users are asked for their certificate at each connection without it.',
  whenOff: 'Where users are asked for their certificate at each connection without it.',
  sources: ['ld0614/DPC, its profile generator', 'Microsoft, "Configure Windows 10 client Always On VPN connections", MakeProfile.ps1'],
  confidence: 'observed',
  examples: {
    bad: [profile('⟦true⟧', CERTIFICATE)],
    good: [
      profile('false', CERTIFICATE),
      profile('$Remember', CERTIFICATE),
      profile('true', PASSWORD),
      // A method that Windows asks a password for may stand beside the certificate.
      profile('true', CERTIFICATE.replace('</Config>', `${PASSWORD}</Config>`)),
      // Filled in later.
      profile('true', ''),
      profile('true', '{{EapHostConfig}}'),
      // Being typed.
      profile('true', CERTIFICATE).replace(/<.Config>[^]*$/, ''),
      // A plug-in has its own.
      '=== profile.xml\n<VPNProfile><RememberCredentials>true</RememberCredentials><PluginProfile><ServerUrlList>vpn.fabrikam.com</ServerUrlList></PluginProfile></VPNProfile>\n',
    ],
  },
  check(profile, report) {
    const remember = profileField(profile, 'RememberCredentials');
    const host = nodeAt(profile.root, 'NativeProfile/Authentication/Eap/Configuration/EapHostConfig');
    if (remember.state !== 'known' || fieldFlag(remember) !== true || !host?.complete) return;
    const methods = eapMethods(host);
    if (!methods.includes('EapTls') || methods.some((method) => method !== 'EapTls' && method !== 'MsPeap')) return;
    report({
      at: remember.written.at,
      message:
        "RememberCredentials has no password to remember here, since users authenticate with a certificate (observed: ld0614/DPC leaves it out, Microsoft's sample script does not). Remove it, unless users are then asked for their certificate.",
    });
  },
});

/** The EAP methods of a configuration by the beginning of their namespace: `MsPeap`, `EapTls`. */
function eapMethods(node: ProfileNode): string[] {
  const own = node.name === 'EapType' ? [/(?<![^/])([^/]*)ConnectionPropertiesV\d+$/.exec(node.namespace)?.[1] ?? ''] : [];
  return [...own, ...node.children.flatMap(eapMethods)];
}
