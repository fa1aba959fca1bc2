import { childrenOf, elementName, profileElement, type ProfileElement } from '../../knowledge/profile-xml.ts';
import type { Change } from '../../model/change.ts';
import { fieldFlag, fieldText } from '../../model/profile/field.ts';
import { branch, leaf, type NewElement } from '../../model/profile/new-element.ts';
import { fieldAt, isAbsent, type ProfileNode } from '../../model/profile/node.ts';
import { rule, type Fix } from '../rule.ts';
import { listed } from '../wording.ts';
import { placeName, rootOf } from './stray.ts';

/** Stands for a name that is somebody's to state, in the form that everything here takes for not known yet. */
const UNFILLED_SERVER = '{{VPN server}}';

export default rule({
  id: 'xml-missing-required',
  on: 'element',
  severity: 'error',
  title: 'An element lacks a child that the schema requires',
  why: 'Windows rejects the profile, or drops the element that is not whole: a Route without PrefixSize is no route.',
  howToFix:
    'Add what the message names. A fix adds it where its value is certain, or is a server, for whose name it leaves `{{VPN server}}` to be filled in; routes, names and packages are yours to state.',
  whenOff: 'Where a script completes the profile before it is deployed, for the folder of those templates. Never for a profile that is deployed as it is.',
  sources: ['Microsoft VPNv2 CSP, ProfileXML'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <DeviceTunnel>true</DeviceTunnel>
  <DeviceCompliance>
    <Enabled>false</Enabled>
    <⟦Sso⟧><Eku>1.3.6.1.5.5.7.3.2</Eku></Sso>
  </DeviceCompliance>
  <⟦DomainNameInformation⟧><DnsServers>10.20.0.10</DnsServers></DomainNameInformation>
  <TrafficFilter><⟦App⟧>SYSTEM</App></TrafficFilter>
  <⟦NativeProfile⟧>
    <NativeProtocolType>IKEv2</NativeProtocolType>
  </NativeProfile>
  <⟦Route⟧><Address>10.20.0.1</Address></Route>
  <⟦Route⟧/>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn><⟦PluginProfile⟧><PluginPackageFamilyName>Fabrikam_8wekyb3d8bbwe</PluginPackageFamilyName></PluginProfile></VPNProfile>\n',
    ],
    good: [
      // Nothing in Authentication or Eap is required of every profile; what EAP needs is the business of auth-user-missing-eap.
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>$server</Servers><Authentication><UserMethod>EAP</UserMethod><Eap><Configuration/></Eap></Authentication></NativeProfile><Route><Address/><PrefixSize>16</PrefixSize></Route></VPNProfile>\n',
      // Perhaps misspelt, in the wrong letter case, or in the wrong place: not missing.
      '=== profile.xml\n<VPNProfile><Servers>vpn.fabrikam.com</Servers><NativeProfile><Authentication/></NativeProfile><Route><Address>10.20.0.0</Address><prefixsize>16</prefixsize></Route><Route><Address>10.20.0.0</Address><Prefix>16</Prefix></Route></VPNProfile>\n',
      // The prefix stands in the address, which is said there.
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.0.0/16</Address></Route></VPNProfile>\n',
      // A deployment tool fills it in.
      '=== profile.xml\n<VPNProfile><Route>$route</Route></VPNProfile>\n',
      // Something is broken: what is missing may be on its way.
      '=== profile.xml\n<VPNProfile><Route><Address>10.20.0.0</Address></Route><⟦Route⟧{xml-not-wellformed}><Address>10.20.1.0</Address></VPNProfile>\n',
    ],
  },
  check(node, report) {
    if (
      node.element?.type !== 'container' ||
      requiredBelow(node.element).length === 0 ||
      !node.complete ||
      (node.value.state === 'unread' && node.children.length === 0)
    )
      return;
    const missing = missingFrom(node);
    if (missing.length === 0) return;
    report({
      at: node.at,
      message: `${placeName(node.path)} lacks ${listed(missing)}, which Microsoft's schema requires. Add ${missing.length === 1 ? 'it' : 'them'}.`,
      fixes: () => completions(node, missing),
    });
  },
});

/** Names of the children that Microsoft's schema requires of an element. */
function requiredBelow(element: ProfileElement): readonly string[] {
  let names = REQUIRED.get(element);
  if (!names) {
    names = childrenOf(element.path).flatMap(({ path, required, inSchema }) => (required && inSchema ? [elementName(path)] : []));
    REQUIRED.set(element, names);
  }
  return names;
}

const REQUIRED = new Map<ProfileElement, readonly string[]>();

function missingFrom(node: ProfileNode): string[] {
  // What the EAP of a user needs depends on the method.
  if (node.path.startsWith('NativeProfile/Authentication/')) return [];
  const names = node.element ? requiredBelow(node.element) : [];
  const absent = names.filter((name) => isAbsent(node, name) && !(name === 'PrefixSize' && fieldText(fieldAt(node, 'Address'))?.includes('/')));
  if (absent.length === 0) return [];
  const root = rootOf(node);
  // A child that nobody knows may be the one, misspelt; so may one of its name in the wrong place.
  if (!root.complete || node.children.some(({ element }) => !element)) return [];
  return absent.filter((name) => !root.strays.has(name.toLowerCase()));
}

/** All that is missing, in each way that is certain enough; empty where a value would be invented. */
function completions(node: ProfileNode, missing: readonly string[]): Fix[] {
  const text = fieldText(node.value);
  // The schema of 2018 had the application's name in App itself.
  if (node.name === 'App' && text !== undefined)
    return [{ title: 'Put the text into Id', safe: false, changes: [{ kind: 'replace-element', at: node.at, by: [branch('App', leaf('Id', text))] }] }];
  if (text !== undefined) return [];
  const choices = missing.map((name) => valuesOf(name, node));
  const [single, ...more] = choices;
  // Each value of the only one that is missing, or the one way to write them all.
  const ways = single && more.length === 0 ? single.map((element) => [element]) : choices.every(({ length }) => length === 1) ? [choices.flat()] : [];
  return ways.map((elements) => ({
    title: `Add ${listed(elements.map(({ name, text }) => (text === undefined ? name : `${name} (${text})`)))}`,
    safe: false,
    changes: elements.map((element): Change => ({ kind: 'add-element', parent: node.at, element })),
  }));
}

function valuesOf(name: string, parent: ProfileNode): NewElement[] {
  if (name === 'Servers' || name === 'ServerUrlList') return [leaf(name, UNFILLED_SERVER)];
  if (profileElement(`${parent.path}/${name}`)?.type === 'boolean') return [leaf(name, 'true'), leaf(name, 'false')];
  // The device tunnel has one way to authenticate; that of a user is a decision.
  if (name === 'Authentication' && fieldFlag(fieldAt(rootOf(parent), 'DeviceTunnel')) === true) return [branch(name, leaf('MachineMethod', 'Certificate'))];
  return [];
}
