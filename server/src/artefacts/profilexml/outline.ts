import { encloses, textOf } from '../../core/span.ts';
import { eapMethodType } from '../../knowledge/profile-xml/eap-methods.ts';
import type { ElementType } from '../../knowledge/profile-xml.ts';
import { fieldFlag, type Field } from '../../model/profile/field.ts';
import { fieldAt, nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import type { OutlineEntry } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import { elementOf } from './read-nodes.ts';
import type { ProfileTree } from './tree.ts';

/** Longer texts are cut: an outline is narrow. */
const LONGEST = 60;

/** What an editor's outline needs no one looking over the shoulder to read. */
const SECRET = /(^|\/)(L2tpPsk|Password)$/;

/** A profile's elements with the names by which an administrator tells them apart. */
export function profileOutline({ facts }: Reading<ProfileTree>): OutlineEntry[] {
  return facts.profiles.flatMap(({ root }) => entryOf(root) ?? []);
}

function entryOf(node: ProfileNode): OutlineEntry | undefined {
  const element = elementOf(node);
  if (!element || node.name === '') return undefined;
  const { span, nameSpan } = element;
  const { name, detail } = labelOf(node);
  return {
    name,
    ...(detail !== '' && { detail }),
    kind: node.parent ? kindOf(node) : 'document',
    span,
    nameSpan: encloses(span, nameSpan) ? nameSpan : span,
    children: node.children.flatMap((child) => entryOf(child) ?? []),
  };
}

interface Label {
  readonly name: string;
  readonly detail: string;
}

function labelOf(node: ProfileNode): Label {
  switch (node.path) {
    case '':
      return { name: node.name, detail: said(node, 'ProfileName') };
    case 'Route':
      return routeLabel(node);
    case 'TrafficFilter':
      return named(node, filterText(node));
    case 'DomainNameInformation':
      return named(node, said(node, 'DomainName'), saysNothing(fieldAt(node, 'DnsServers')) ? 'exempt' : said(node, 'DnsServers'));
    case 'AppTrigger':
      return named(node, said(node, 'App/Id'));
    case 'NativeProfile':
      return named(node, said(node, 'Servers'), joined(', ', said(node, 'NativeProtocolType'), said(node, 'RoutingPolicyType')));
    case 'NativeProfile/CryptographySuite':
      return named(node, '', suiteText(node));
    case 'NativeProfile/Authentication':
      return named(node, '', joined(', ', said(node, 'UserMethod'), said(node, 'MachineMethod')));
    case 'NativeProfile/Authentication/Eap':
      return named(node, eapText(node));
    default:
      return { name: node.name, detail: node.children.length > 0 || SECRET.test(node.path) ? '' : textIn(node.value) };
  }
}

function named({ name }: ProfileNode, what: string, detail = ''): Label {
  return { name: joined(' ', name, what), detail };
}

function routeLabel(node: ProfileNode): Label {
  const prefix = joined('/', said(node, 'Address'), said(node, 'PrefixSize'));
  const metric = said(node, 'Metric');
  const exclusion = fieldFlag(fieldAt(node, 'ExclusionRoute')) === true ? '(exclusion)' : '';
  return named(node, joined(' ', prefix, exclusion), metric === '' ? '' : `metric ${metric}`);
}

const PROTOCOLS: Readonly<Record<string, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' };

/** The traffic that a filter lets through: app, protocol with the remote ports, remote addresses, then what is local. */
function filterText(node: ProfileNode): string {
  const protocol = said(node, 'Protocol');
  const inbound = said(node, 'Direction').toLowerCase() === 'inbound' ? 'inbound' : '';
  const local = joined(' ', said(node, 'LocalAddressRanges'), said(node, 'LocalPortRanges'));
  return joined(
    ' · ',
    said(node, 'App/Id'),
    joined(' ', PROTOCOLS[protocol] ?? (protocol === '' ? '' : `protocol ${protocol}`), said(node, 'RemotePortRanges')),
    said(node, 'RemoteAddressRanges'),
    local === '' ? '' : `local ${local}`,
    inbound,
  );
}

/** Main mode, then child SA, a question mark for what cannot be read; empty for a suite that says nothing at all. */
function suiteText(node: ProfileNode): string {
  const group = (...names: readonly string[]): string[] => names.map((name) => said(node, name) || '?');
  const mainMode = group('EncryptionMethod', 'IntegrityCheckMethod', 'DHGroup');
  const childSa = group('CipherTransformConstants', 'AuthenticationTransformConstants', 'PfsGroup');
  return [...mainMode, ...childSa].every((value) => value === '?') ? '' : `${mainMode.join('/')} · ${childSa.join('/')}`;
}

/** The method of an EAP configuration and, in a PEAP, the one inside. */
function eapText(node: ProfileNode): string {
  const host = nodeAt(node, 'Configuration/EapHostConfig');
  if (!host) return '';
  const method = (path: string): string => {
    const type = said(host, path);
    return eapMethodType(type)?.name ?? (type === '' ? '' : `method ${type}`);
  };
  return joined(' with ', method('EapMethod/Type'), method('Config/Eap/EapType/Eap/Type'));
}

/** The text of the element at a path as it is written, placeholders included; empty where it is not there or not in one piece. */
function said(node: ProfileNode, path: string): string {
  return textIn(fieldAt(node, path));
}

function textIn(field: Field): string {
  if (field.state === 'known') return shortened(field.written.value);
  // An unread text has a place of its own; anything else that is unread is known by the element's name only.
  if (field.state !== 'unread' || field.at?.key?.endsWith('/#text') !== true) return '';
  return shortened(textOf(field.at.file.text, field.at.span));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function saysNothing(field: Field): boolean {
  return field.state === 'absent' || field.state === 'empty';
}

function joined(separator: string, ...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}

const KINDS: Readonly<Record<ElementType, OutlineEntry['kind']>> = {
  container: 'group',
  foreign: 'group',
  boolean: 'boolean',
  number: 'number',
  enumeration: 'choice',
  text: 'text',
};

function kindOf({ element, children }: ProfileNode): OutlineEntry['kind'] {
  return children.length > 0 ? 'group' : KINDS[element?.type ?? 'text'];
}
