import { windowsRelease, type WindowsName } from '../../knowledge/windows.ts';
import type { Location } from '../../core/source-file.ts';
import { ownNodes, type ProfileNode } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'xml-version-floor',
  on: 'clientProfile',
  severity: 'information',
  title: 'An element or value needs a newer Windows than the oldest in use',
  why: 'Older clients ignore what they do not know or refuse the profile, and neither says so. Reported only where `minimumWindows` in `aovpn.json` says how old the clients may be.',
  howToFix: 'Give older clients a profile of their own, or raise `minimumWindows` if there are none.',
  whenOff: 'Leave out `minimumWindows` instead: without it the rule says nothing. Switch it off for the folder of profiles that newer clients alone get.',
  sources: ['Microsoft VPNv2 CSP, device description of February 2025', 'richardhicks/aovpn and ld0614/DPC, where they report a later release'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== aovpn.json
{ "minimumWindows": "Windows 10 22H2" }
=== profile.xml
<VPNProfile>
  <⟦DisableDisconnectButton⟧>true</DisableDisconnectButton>
  <TrafficFilter><Direction>Outbound</Direction></TrafficFilter>
  <NativeProfile><NativeProtocolType>⟦SSTP⟧</NativeProtocolType></NativeProfile>
  <⟦NetworkOutageTime⟧>0</NetworkOutageTime>
</VPNProfile>
`,
      `=== aovpn.json
{ "minimumWindows": "10.0.22000" }
=== profile.xml
<VPNProfile><⟦DisableDisconnectButton⟧>true</DisableDisconnectButton><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // Nothing says which Windows is in use.
      '=== profile.xml\n<VPNProfile><NetworkOutageTime>0</NetworkOutageTime></VPNProfile>\n',
      // The project file of another folder.
      '=== other/aovpn.json\n{ "minimumWindows": "Windows 10 1809" }\n=== profile.xml\n<VPNProfile><NetworkOutageTime>0</NetworkOutageTime></VPNProfile>\n',
      '=== aovpn.json\n{ "minimumWindows": "Windows 11 24H2" }\n=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile><NetworkOutageTime>0</NetworkOutageTime></VPNProfile>\n',
    ],
  },
  check({ profile, minimumWindows }, report) {
    if (!minimumWindows) return;
    const seen = new Set<string>();
    for (const node of ownNodes(profile.root)) {
      for (const { at, what, since, according } of needsOf(node)) {
        if (windowsRelease(since).build <= minimumWindows.build || seen.has(what)) continue;
        seen.add(what);
        report({
          at,
          message: `${what} needs ${since}${according}, and aovpn.json says that clients may be as old as ${minimumWindows.name}. Older ones ignore it or refuse the profile.`,
        });
      }
    }
  },
});

interface Need {
  readonly at: Location;
  readonly what: string;
  readonly since: WindowsName;
  readonly according: string;
}

/** What an element and its value need. Where reports from the field name a later release than Microsoft, that one counts. */
function needsOf({ name, at, element, value }: ProfileNode): Need[] {
  const since = element?.observedSince ?? element?.since;
  const according = element?.observedSince === undefined ? '' : ` (reported from the field; Microsoft names ${element.since ?? 'none'})`;
  const own: Need[] = since === undefined ? [] : [{ at, what: name, since, according }];
  if (value.state !== 'known') return own;
  const { written } = value;
  const [text, valueSince] = Object.entries(element?.valuesSince ?? {}).find(([each]) => each.toLowerCase() === written.value.toLowerCase()) ?? [];
  return text === undefined || valueSince === undefined ? own : [...own, { at: written.at, what: `${name} ${text}`, since: valueSince, according: '' }];
}
