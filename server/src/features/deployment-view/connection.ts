import type { Location } from '../../core/source-file.ts';
import { textArgument, isOn, type CmdletCall } from '../../model/cmdlet-call.ts';
import { fieldPlace, type Field } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField, protocolList } from '../../model/profile/profile.ts';
import { listed } from '../../rules/wording.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Party } from './subject.ts';

/** One statement about a connection beside its policy: `undefined` where nothing that is read says it. */
export interface Statement {
  readonly text: string | undefined;
  readonly note?: string;
  readonly at?: Location;
}

/** What a client connects with, as it is stated: protocol, authentication, routing. */
export interface Connection {
  readonly protocol: Statement;
  /** `undefined` where it is not known. */
  readonly usesIke: boolean | undefined;
  readonly usesSstp: boolean | undefined;
  readonly authentication: Statement;
  readonly routing: Statement;
  readonly isDevice: boolean;
}

/** What a client states: in its profile, or by the cmdlets that make its connection. */
export function connectionOf(workspace: Workspace, party: Party): Connection {
  return party.profile ? ofProfile(party.profile) : ofCmdlets(workspace, party);
}

function ofProfile(profile: NonNullable<Party['profile']>): Connection {
  const protocol = profileField(profile, 'NativeProfile/NativeProtocolType');
  const listedProtocols = protocolList(profile);
  const word = protocol.state === 'known' ? protocol.written.value : undefined;
  const protocols = protocolsOf(word, listedProtocols);
  const text = word?.toLowerCase() === 'protocollist' && listedProtocols ? `ProtocolList: ${listedProtocols.join(', ')}` : word;
  return {
    protocol: { ...statementOf(protocol, 'Windows then uses Automatic'), ...(text !== undefined && { text }) },
    usesIke: protocols?.includes('ikev2'),
    usesSstp: protocols?.includes('sstp'),
    authentication: authenticationOf(profile),
    routing: statementOf(profileField(profile, 'NativeProfile/RoutingPolicyType'), 'sources disagree on what Windows then does'),
    isDevice: isDeviceTunnel(profile) === true,
  };
}

function statementOf(field: Field, otherwise: string): Statement {
  const at = fieldPlace(field);
  if (field.state === 'known') return { text: field.written.value, ...(at && { at }) };
  if (field.state === 'absent') return { text: 'not stated', note: `Not stated: ${otherwise}.` };
  return { text: undefined, note: 'Its value cannot be read from the text.', ...(at && { at }) };
}

/** What a type of tunnel can come to, in lower case; `undefined` where it is not known. */
function protocolsOf(word: string | undefined, list: readonly string[] | undefined): readonly string[] | undefined {
  switch (word?.toLowerCase()) {
    case undefined:
      return undefined;
    case 'automatic':
      return ['sstp', 'ikev2'];
    case 'protocollist':
      return list?.map((each) => each.toLowerCase());
    default:
      return [word?.toLowerCase() ?? ''];
  }
}

function authenticationOf(profile: NonNullable<Party['profile']>): Statement {
  const fields = ['UserMethod', 'MachineMethod'].map((name) => ({ name, field: profileField(profile, `NativeProfile/Authentication/${name}`) }));
  const stated = fields.flatMap(({ name, field }) => (field.state === 'known' ? [{ text: `${name} ${field.written.value}`, at: field.written.at }] : []));
  const [first] = stated;
  if (first) return { text: listed(stated.map(({ text }) => text)), at: first.at };
  return fields.every(({ field }) => field.state === 'absent') ? { text: 'not stated' } : { text: undefined, note: 'Its value cannot be read from the text.' };
}

const CONNECTION: ReadonlySet<string> = new Set(['Add-VpnConnection', 'Set-VpnConnection']);

function ofCmdlets(workspace: Workspace, { policy }: Party): Connection {
  const calls = workspace.analysisOf(policy.at.file.uri)?.facts.calls ?? [];
  const own = calls.filter((call) => CONNECTION.has(call.cmdlet) && isNamed(call, policy.name));
  const tunnel = stated(own, 'TunnelType');
  const protocols = tunnel ? protocolsOf(tunnel.text, undefined) : policy.tunnel === 'ikev2' ? ['ikev2'] : undefined;
  return {
    protocol: tunnel ?? (policy.tunnel === 'ikev2' ? { text: 'IKEv2' } : UNSEEN),
    usesIke: protocols ? protocols.includes('ikev2') : undefined,
    usesSstp: protocols?.includes('sstp'),
    authentication:
      stated(own, 'AuthenticationMethod') ?? (policy.authentication ? { text: policy.authentication.method, at: policy.authentication.at } : UNSEEN),
    routing: splitBy(own) ?? UNSEEN,
    isDevice: false,
  };
}

const UNSEEN: Statement = { text: undefined, note: 'No command that is read says it.' };

function isNamed(call: CmdletCall, name: string | undefined): boolean {
  const given = textArgument(call, 'Name')?.text;
  return name !== undefined && given?.toLowerCase() === name.toLowerCase();
}

/** What the only call that says it gives to a parameter. */
function stated(calls: readonly CmdletCall[], parameter: string): { readonly text: string; readonly at: Location } | undefined {
  const given = calls.flatMap((call) => textArgument(call, parameter) ?? []);
  const [first] = given;
  return first && given.every(({ text }) => text.toLowerCase() === first.text.toLowerCase()) ? { text: first.text, at: first.at } : undefined;
}

function splitBy(calls: readonly CmdletCall[]): Statement | undefined {
  const call = calls.find((each) => isOn(each, 'SplitTunneling'));
  return call && { text: 'SplitTunneling', at: call.at };
}
