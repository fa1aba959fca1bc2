import { fieldFlag, isNotTrue } from '../../model/profile/field.ts';
import { holdsOnlyKnown, lacks } from '../../model/profile/lacks.ts';
import { leaf } from '../../model/profile/new-element.ts';
import { childNodes, fieldAt } from '../../model/profile/node.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { isPlainTunnel } from './plain-tunnel.ts';

/** Where a profile says what to connect to. Without that there is nothing to start. */
const SERVERS = ['NativeProfile/Servers', 'PluginProfile/ServerUrlList'];
const profile = (content: string): string =>
  `=== profile.xml\n<VPNProfile>${content}<NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>\n`;

export default rule({
  id: 'alwayson-off',
  on: 'profile',
  severity: 'information',
  title: 'Nothing starts the profile',
  why: 'AlwaysOn is false where it is not written. Without it, and without a trigger by an app or a name, the tunnel comes up only when a user starts it by hand.',
  howToFix: 'Set AlwaysOn to true. Leave it for a profile that is a backup and is meant to be started by hand.',
  whenOff: 'Where users are to start the tunnel by hand, as with a profile that is a backup. If all your profiles are meant so, switch it off for the project.',
  sources: ['Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<⟦VPNProfile⟧>
  <DnsSuffix>corp.fabrikam.com</DnsSuffix>
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
  </NativeProfile>
</VPNProfile>
`,
      profile('<AlwaysOn>⟦false⟧</AlwaysOn><DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName></DomainNameInformation>'),
    ],
    good: [
      profile('<AlwaysOn>True</AlwaysOn>'),
      profile('<AlwaysOn>$AlwaysOn</AlwaysOn>'),
      // Started by an app, by a name, or perhaps.
      profile('<AppTrigger><App><Id>SYSTEM</Id></App></AppTrigger>'),
      profile('<DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName><AutoTrigger>true</AutoTrigger></DomainNameInformation>'),
      profile('<DomainNameInformation><DomainName>.corp.fabrikam.com</DomainName><AutoTrigger>$Trigger</AutoTrigger></DomainNameInformation>'),
      profile('<EdpModeId>fabrikam.com</EdpModeId>'),
      // Always on without being told so.
      profile('<LockDown>true</LockDown>'),
      profile('<DeviceTunnel>true</DeviceTunnel>'),
      // Misspelt, which other rules say.
      profile('<Alwayson>true</Alwayson>'),
      profile('<AppTriggerList><App><Id>SYSTEM</Id></App></AppTriggerList>'),
      // There is nothing to start yet.
      '=== profile.xml\n<VPNProfile><NativeProfile></NativeProfile></VPNProfile>\n',
      // A trigger may follow.
      '=== profile.xml\n<⟦VPNProfile⟧{xml-not-wellformed}><AlwaysOn>false</AlwaysOn><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile>',
    ],
  },
  check(profile, report) {
    const { root } = profile;
    const alwaysOn = profileField(profile, 'AlwaysOn');
    const isOff = alwaysOn.state === 'absent' || (alwaysOn.state === 'known' && fieldFlag(alwaysOn) === false);
    if (!SERVERS.some((path) => ['known', 'unread'].includes(profileField(profile, path).state))) return;
    // EdpModeId starts the tunnel for apps that Windows Information Protection knows.
    if (!isOff || !isPlainTunnel(profile) || !lacks(root, 'AppTrigger') || !lacks(root, 'EdpModeId')) return;
    if (!childNodes(root, 'DomainNameInformation').every((each) => holdsOnlyKnown(each) && isNotTrue(fieldAt(each, 'AutoTrigger')))) return;
    report({
      at: alwaysOn.state === 'known' ? alwaysOn.written.at : root.at,
      message: `AlwaysOn is ${alwaysOn.state === 'known' ? 'false' : 'not set, which means false'}, and nothing else starts this profile. Set it to true, unless users are to start it by hand.`,
      fixes: () => [
        {
          title: 'Set AlwaysOn to true',
          safe: false,
          changes: [
            alwaysOn.state === 'known'
              ? { kind: 'replace', at: alwaysOn.written.at, text: 'true' }
              : { kind: 'add-element', parent: root.at, element: leaf('AlwaysOn', 'true') },
          ],
        },
      ],
    });
  },
});
