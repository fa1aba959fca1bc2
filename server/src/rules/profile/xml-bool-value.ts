import type { Location } from '../../core/source-file.ts';
import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'xml-bool-value',
  on: 'element',
  severity: 'error',
  title: 'A switch is neither true nor false',
  why: 'The element is an xs:boolean, which is true, false, 1 or 0, in small letters. Windows rejects the profile or drops the setting; administrators report a tunnel of the wrong type after one True with a capital letter.',
  howToFix: 'Write true or false.',
  whenOff:
    'Where a script fills in the value before the profile is deployed, for the folder of those templates. Never for a profile that is deployed as it is.',
  lowered:
    'A warning where only the letter case is wrong: Microsoft says that this leads to a profile that is configured in part, but it is met in scripts that work. A warning as well where the element is empty, since it may be waiting for its value.',
  sources: [
    'Microsoft VPNv2 CSP, ProfileXML',
    'W3C, XML Schema Part 2: Datatypes, boolean',
    'MicrosoftDocs/windowsserverdocs, issues 766 and 867, and the note that followed from them',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <AlwaysOn>⟦True⟧</AlwaysOn>
  <RegisterDNS>⟦yes⟧</RegisterDNS>
  <⟦DeviceTunnel⟧></DeviceTunnel>
  <⟦PrivateNetwork⟧ />
  <NativeProfile><DisableClassBasedDefaultRoute>⟦disabled⟧</DisableClassBasedDefaultRoute></NativeProfile>
  <Route><ExclusionRoute>⟦FALSE⟧</ExclusionRoute></Route>
</VPNProfile>
`,
    ],
    good: [
      // All that XML Schema has, blanks included.
      '=== profile.xml\n<VPNProfile><AlwaysOn> true </AlwaysOn><RegisterDNS>false</RegisterDNS><DeviceTunnel>1</DeviceTunnel><LockDown>0</LockDown></VPNProfile>\n',
      // Filled in later.
      '=== profile.xml\n<VPNProfile><AlwaysOn>$AlwaysOn</AlwaysOn><RegisterDNS>{{register}}</RegisterDNS><DeviceTunnel>%DEVICE%</DeviceTunnel></VPNProfile>\n',
      // A number, a text, and another schema.
      '=== profile.xml\n<VPNProfile><AlwaysOnActive>1</AlwaysOnActive><ProfileName>Yes</ProfileName><PluginProfile><CustomConfiguration><AlwaysOn>yes</AlwaysOn></CustomConfiguration></PluginProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦AlwaysOn⟧{xml-not-wellformed}>tru</VPNProfile>\n',
    ],
  },
  check({ element, name, at, value }, report) {
    if (element?.type !== 'boolean') return;
    if (value.state === 'empty') {
      report({ at, severity: 'warning', message: `${name} has no value. Write true or false.`, fixes: () => [set(at, 'true'), set(at, 'false')] });
      return;
    }
    if (value.state !== 'known') return;
    const { written } = value;
    const lower = written.value.toLowerCase();
    if (['true', 'false', '1', '0'].includes(written.value)) return;
    if (lower === 'true' || lower === 'false')
      report({
        at: written.at,
        severity: 'warning',
        message: `${name} says ${written.value} with capital letters, and Microsoft warns of profiles that are then configured in part. Write ${lower}.`,
        fixes: () => [{ ...set(at, lower), safe: true }],
      });
    else
      report({
        at: written.at,
        message: `${name} is a switch and has no value ${written.value}. Write true or false.`,
        fixes: () => (/^(no|n|off|disabled?|none|never|f)$/.test(lower) ? [set(at, 'false'), set(at, 'true')] : [set(at, 'true'), set(at, 'false')]),
      });
  },
});

function set(at: Location, text: string): Fix {
  return { title: `Change to ${text}`, safe: false, changes: [{ kind: 'set-value', at, text }] };
}
