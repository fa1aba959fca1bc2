import { uriSegments } from '../../core/uri.ts';
import { normalised, type IPsecPolicy } from '../../model/policy.ts';
import { isDeviceTunnel, type VpnProfile } from '../../model/profile/profile.ts';
import { withPlaceholders } from '../../model/secret.ts';
import type { Part } from '../../workspace/embedded-texts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { policyText } from './policy-text.ts';
import type { Conversion, Target } from './target.ts';
import { wmiScript } from './wmi-script.ts';

/** A policy and the document of the file that states it. */
interface Stated {
  readonly policy: IPsecPolicy;
  readonly part: Part;
}

/**
 * The one policy or profile of a file in another form.
 * @param name the connection to take where a file has several, in any letter case; `undefined` for the only one.
 */
export function convertTo(workspace: Workspace, uri: string, target: Target, name: string | undefined): Conversion {
  const parts = sentAs(workspace.partsOf(uri), name);
  if (target === 'wmi-script' || target === 'intune') return profileAs(parts, uri, target, name);
  const stated = policiesOf(parts, name);
  const [only, ...more] = stated;
  if (!only)
    return { reason: name === undefined ? 'No IPsec policy for IKEv2 is stated here.' : `No IPsec policy of the name ${JSON.stringify(name)} is stated here.` };
  if (more.length > 0)
    return {
      reason: `${stated.length} different policies are stated here. ${choose(stated.flatMap(({ policy, part }) => policy.name ?? deployedAs(part) ?? []))}`,
    };
  const own = only.policy.name ?? name ?? deployedAs(only.part);
  const policy = policyText(only.policy, target, { name: own ?? nameOf(uri), allUsers: isForAllUsers(only.part) });
  const isPart = target === 'client-cmdlet' && only.part.analysis.reading.facts.profiles.length > 0;
  const text =
    isPart && 'text' in policy
      ? withNote(policy, 'This is the IPsec policy only, for a connection that exists. What else the profile says is not in it.')
      : policy;
  // A profile is mostly called as its file is; a file around it, and that of a server, have another name than any connection.
  if (own !== undefined || target !== 'client-cmdlet' || (only.policy.side !== 'server' && !only.part.embedded) || 'reason' in text) return text;
  return withNote(text, unnamed(uri));
}

/** The profiles that are sent under a name, where any is; else all parts, since `--name` may be a new one. */
function sentAs(parts: readonly Part[], name: string | undefined): readonly Part[] {
  const meant = parts.filter((part) => name !== undefined && deployedAs(part)?.toLowerCase() === name.toLowerCase());
  return meant.length > 0 ? meant : parts;
}

/** The policies of an IKEv2 tunnel that differ from each other. */
function policiesOf(parts: readonly Part[], name: string | undefined): Stated[] {
  const all = parts.flatMap((part) => part.analysis.reading.facts.policies.map((policy): Stated => ({ policy, part })));
  const meant = all.filter(({ policy }) => !policy.superseded && policy.tunnel !== 'other' && isNamed(policy.name, name));
  return [...new Map(meant.map((each) => [normalised(each.policy), each])).values()];
}

function profileAs(parts: readonly Part[], uri: string, target: 'wmi-script' | 'intune', name: string | undefined): Conversion {
  const profiles = parts.filter(({ analysis }) => analysis.reading.facts.profiles.length > 0);
  const [only, ...more] = profiles;
  if (!only) return { reason: 'There is no ProfileXML here, and this form holds a whole profile.' };
  if (more.length > 0) return { reason: `There are ${profiles.length} profiles here. ${choose(profiles.flatMap((part) => deployedAs(part) ?? []))}` };
  const own = name ?? deployedAs(only);
  const text = profileText(only, target, own ?? nameOf(uri));
  return own !== undefined || target === 'intune' || !only.embedded || 'reason' in text ? text : withNote(text, unnamed(uri));
}

/** What the place calls the connection that a profile is sent to; `undefined` where nothing says it. */
export function deployedAs({ analysis }: Part): string | undefined {
  return analysis.reading.facts.profiles[0]?.deployedTo?.name;
}

function withNote(text: Extract<Conversion, { readonly text: string }>, note: string): Conversion {
  return { ...text, notes: [...text.notes, note] };
}

function unnamed(uri: string): string {
  return `Nothing here says what the connection is called, so it has the name of the file: ${nameOf(uri)}. Give its name by --name.`;
}

/** Stands in a text that is made for what is secret in its source, and is no secret itself. */
const PLACEHOLDER = '{{SECRET}}';

/**
 * The profile that is a document, for one way to deploy it. What is made is printed, kept and sent around more than its source, so a pre-shared key is not carried over:
 * the profile does not connect without it, and a note says where it belongs.
 */
export function profileText(part: Part, target: 'wmi-script' | 'intune', name: string): Conversion {
  const { text, count } = withPlaceholders(withoutEncoding(part.analysis.file.text), PLACEHOLDER);
  const notes = [...broken(part), ...filledIn(part), ...leftOut(count)];
  const isDevice = isForAllUsers(part);
  if (target === 'intune') {
    const where = `In Intune this is the value of a custom setting with the OMA-URI ./${isDevice ? 'Device' : 'User'}/Vendor/MSFT/VPNv2/NAME/ProfileXML and the data type String (XML file).`;
    return { text: text.endsWith('\n') ? text : `${text}\n`, notes: [where, ...notes] };
  }
  const script = wmiScript(text, name, isDevice ? 'device' : 'user');
  return 'reason' in script ? script : { ...script, notes: [...script.notes, ...notes] };
}

/** A document whose declaration does not name the encoding of the file that it comes from: whoever saves it chooses another one, and it would be refused. */
export function withoutEncoding(xml: string): string {
  return xml.replace(/^(\uFEFF?<\?xml[^?>]*?)\sencoding\s*=\s*(["'])(?!utf-8\2)[^"']*\2/i, '$1');
}

function isNamed(own: string | undefined, name: string | undefined): boolean {
  return name === undefined || own === undefined || own.toLowerCase() === name.toLowerCase();
}

/** Whether a document is surely for the device's tree: the profile of a device tunnel, or sent there. */
export function isForAllUsers({ analysis }: Part): boolean {
  return analysis.reading.facts.profiles.some(isForDevice);
}

/** The same of a profile. */
export function isForDevice(profile: VpnProfile): boolean {
  return isDeviceTunnel(profile) === true || profile.deployedTo?.tree === 'device';
}

function choose(names: readonly string[]): string {
  return names.length > 0 ? `Choose one by --name: ${[...new Set(names)].join(', ')}.` : 'Put the one to convert into a file of its own.';
}

function leftOut(count: number): string[] {
  if (count === 0) return [];
  const [what, places] =
    count === 1 ? ['A key or password of the profile was', 'its place'] : [`${count} keys or passwords of the profile were`, 'their places'];
  return [`${what} not written: have ${count === 1 ? 'it' : 'them'} filled in where ${PLACEHOLDER} stands in ${places}.`];
}

function broken({ analysis }: Part): string[] {
  const isBroken = analysis.reading.facts.problems.some(({ notation }) => notation === undefined);
  return isBroken ? ['The profile is not well-formed XML and is given as it stands: Windows refuses it. Correct it first.'] : [];
}

function filledIn({ embedded }: Part): string[] {
  const count = embedded?.content.unknown.length ?? 0;
  if (count === 0) return [];
  return [
    `The script fills in ${count === 1 ? 'one value' : `${count} values`} of the profile: write what is meant in ${count === 1 ? 'its place' : 'their places'}.`,
  ];
}

/** What people would call the connection: the file without its extension. */
export function nameOf(uri: string): string {
  return (uriSegments(uri).at(-1) ?? '').replace(/\.[^.]*$/, '') || 'Always On VPN';
}
