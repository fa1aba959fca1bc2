import type { SourceFile, Written } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { byAttribute, algorithmFor, ATTRIBUTES, spellings, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import { DEFAULT_ENCRYPTION_TYPE } from '../../knowledge/cmdlets/vpn-server.ts';
import { Anchors, emptyFacts } from '../../model/facts.ts';
import { LIFETIMES, type IPsecPolicy, type LifetimeName, type Slot, type TunnelKind } from '../../model/policy.ts';
import type { Reading } from '../artefact.ts';
import { attributeOf, blocksOf, isServerRow, type Block, type Output, type Row, type Silence } from './blocks.ts';
import type { Command, TunnelTypes } from './commands.ts';

/** The objects that state a policy. */
export interface ConsoleTree {
  readonly printed: readonly Printed[];
}

/** One of them. */
export interface Printed {
  /** The command that printed it, or its first row. */
  readonly at: Span;
  readonly side: 'client' | 'server';
  /** The connection, where that is known. */
  readonly name?: string;
  readonly kind: IPsecPolicy['kind'];
  /** None where nothing was printed. */
  readonly rows: readonly Row[];
}

/** A printed object, or a silence, that states a policy. */
interface Stated {
  readonly rows: readonly Row[];
  readonly side: 'client' | 'server';
  readonly command?: Command;
}

/** A text without any of these is no output of the cmdlets that print a policy. */
const RELEVANT = /TransformConstants|EncryptionType|DHGroup|EncryptionMethod|IPsecCustomPolicy/i;
/** What a server without a custom policy prints. Source: Set-VpnServerConfiguration, EncryptionType. */
const ENCRYPTION_TYPES = /^(?:No|Optional|Require|Maximum)Encryption$/i;

/** Whether a text is captured output that states a policy. Text that only speaks of the cmdlets and their values is not. */
export function isOutput(text: string): boolean {
  return RELEVANT.test(text) && statedIn(blocksOf(text)).length > 0;
}

/** Reads captured output. Never throws for any text. What is not printed is not missing: the output may have been cut. */
export function readOutput(file: SourceFile): Reading<ConsoleTree> {
  const output = RELEVANT.test(file.text) ? blocksOf(file.text) : undefined;
  if (!output) return { file, tree: { printed: [] }, facts: emptyFacts(file) };
  const stated = statedIn(output);
  const anchors = new Anchors(file);
  const named = new Set<Command>();
  const counts = new Map<Command | undefined, number>();
  for (const { command } of stated) counts.set(command, (counts.get(command) ?? 0) + 1);
  const policies = stated.map((each, index): IPsecPolicy => {
    // The cmdlet's name stands for the first object that it printed.
    const first = each.command && !named.has(each.command) ? each.command : undefined;
    if (each.command) named.add(each.command);
    const span = first?.at ?? each.rows[0]?.nameSpan ?? { start: 0, end: 0 };
    return policyOf(each, index, anchors, span, counts.get(each.command) === 1 ? each.command?.name : undefined, output.tunnels);
  });
  return {
    file,
    tree: {
      printed: policies.map(({ at, side, kind, name }, index): Printed => {
        return { at: at.span, side, kind, ...(name !== undefined && { name }), rows: stated[index]?.rows ?? [] };
      }),
    },
    facts: {
      ...emptyFacts(file),
      policies: withoutSuperseded(policies, stated),
      placeOf: (key) => anchors.placeOf(key),
    },
  };
}

function statedIn({ parts, nature }: Output): Stated[] {
  if (nature === 'article') return [];
  return parts.flatMap((part): Stated[] => {
    if (nature === 'prose' && !part.command) return [];
    if (!('rows' in part)) return [{ rows: [], side: 'client', command: (part satisfies Silence).command }];
    const side = sideOf(part);
    return side ? [{ ...part, side }] : [];
  });
}

/** Whose policy an object states. Without the command that printed it, its rows alone must leave no doubt. */
function sideOf({ rows, command }: Block): 'client' | 'server' | undefined {
  if (command?.prints === 'other') return undefined;
  const values = rows.filter((row) => attributeOf(row) !== undefined);
  // A printed value is one word.
  if (values.some(({ value }) => /\s/.test(value))) return undefined;
  const known = values.filter((row) => isKnownValue(row)).length;
  const own = rows.filter(isServerRow);
  const isDefault = own.some(({ name, value }) => name === 'encryptiontype' && ENCRYPTION_TYPES.test(value));
  const numbers = own.filter(({ value }) => /^\d+$/.test(value)).length;
  if (own.length > 0) {
    if (command?.prints === 'server') return known > 0 || isDefault ? 'server' : undefined;
    return rows.length >= 3 && (known >= 2 || (isDefault && values.length === 0 && numbers >= 2)) ? 'server' : undefined;
  }
  if (command) return known > 0 ? command.prints : undefined;
  return values.length === ATTRIBUTES.length && rows.length === ATTRIBUTES.length && known >= 4 ? 'client' : undefined;
}

function isKnownValue(row: Row): boolean {
  const attribute = attributeOf(row);
  return attribute !== undefined && algorithmFor(attribute, row.value, 'server-output') !== undefined;
}

function policyOf(
  { rows, side, command }: Stated,
  index: number,
  anchors: Anchors,
  span: Row['nameSpan'],
  name: string | undefined,
  tunnels: TunnelTypes,
): IPsecPolicy {
  const key = `output/${index}`;
  const kind = kindOf(rows, side);
  const form = side === 'server' ? 'server-output' : 'client-output';
  const lifetimes = side === 'server' ? lifetimesOf(rows, key, anchors) : [];
  return {
    key,
    side,
    form,
    kind,
    slots: byAttribute((attribute) => slotOf(rows, attribute, kind, { key, form, anchors })),
    at: anchors.at(span, key),
    tunnel: side === 'server' ? tunnelOfServer(rows, command) : tunnels.of(name ?? command?.name, kind === 'custom' ? 'ikev2' : 'maybe-ikev2'),
    ...(name !== undefined && { name }),
    ...(lifetimes.length > 0 && { lifetimes: Object.fromEntries(lifetimes) }),
    superseded: false,
    printed: true,
    writable: false,
  };
}

/** How long keys live. A row has no unit in its name, or one in brackets: `SALifeTime(s)`. */
function lifetimesOf(rows: readonly Row[], key: string, anchors: Anchors): [LifetimeName, Written<number>][] {
  return LIFETIMES.flatMap((lifetime): [LifetimeName, Written<number>][] => {
    const row = rows.find((each) => isServerRow(each) && lifetime.toLowerCase().startsWith(each.name));
    if (!row || row.perhapsCut || !/^\d{1,10}$/.test(row.value)) return [];
    return [[lifetime, { value: Number(row.value), text: row.value, at: anchors.at(row.valueSpan, `${key}/${lifetime}`) }]];
  });
}

function kindOf(rows: readonly Row[], side: 'client' | 'server'): IPsecPolicy['kind'] {
  const valueOf = (wanted: string): string | undefined => rows.find(({ name }) => name === wanted)?.value.toLowerCase();
  if (rows.some((row) => attributeOf(row) !== undefined)) {
    return valueOf('custompolicy') === 'false' || valueOf('encryptiontype') !== undefined ? 'unread' : 'custom';
  }
  // The other types have proposals of their own, which are written nowhere.
  if (side === 'server')
    return valueOf('encryptiontype') === DEFAULT_ENCRYPTION_TYPE.toLowerCase() && valueOf('custompolicy') !== 'true' ? 'system-default' : 'unread';
  return 'system-default';
}

function slotOf(
  rows: readonly Row[],
  attribute: AttributeName,
  kind: IPsecPolicy['kind'],
  { key, form, anchors }: { readonly key: string; readonly form: PolicyForm; readonly anchors: Anchors },
): Slot {
  if (kind !== 'custom') return { state: kind === 'unread' ? 'unread' : 'absent' };
  const row = rows.find((each) => attributeOf(each) === attribute);
  if (!row || row.value === '') return { state: 'unread' };
  const { value, valueSpan, perhapsCut } = row;
  const at = anchors.at(valueSpan, `${key}/${attribute}`);
  const all = spellings(attribute, form).map((spelling) => spelling.toLowerCase());
  if (perhapsCut && all.some((spelling) => spelling.length > value.length && spelling.startsWith(value.toLowerCase()))) return { state: 'unread', at };
  const written = { value, text: at.file.text.slice(valueSpan.start, valueSpan.end), at };
  const algorithm = algorithmFor(attribute, value, form);
  if (algorithm) return { state: 'known', algorithm: algorithm.id, written, spelledAs: form };
  // A number, or a value that the width of a table cut short, could be any of them.
  return /^[a-z]\w*$/i.test(value) && !perhapsCut ? { state: 'invalid', written } : { state: 'unread', at };
}

function tunnelOfServer(rows: readonly Row[], command: Command | undefined): TunnelKind {
  if (/\s-TunnelType(?:\s+|:)["']?L2TP\b/i.test(command?.text ?? '')) return 'other';
  const type = rows.find(({ name }) => name === 'tunneltype')?.value;
  if (type === undefined || type === '' || /ikev2/i.test(type)) return 'ikev2';
  return /^\{?l2tp\}?$/i.test(type) ? 'other' : 'maybe-ikev2';
}

/**
 * A later answer to the same question replaces an earlier one: it was asked in the same session, of the same computer. Answers whose
 * questions are not shown may be those of different computers.
 */
function withoutSuperseded(policies: readonly IPsecPolicy[], stated: readonly Stated[]): IPsecPolicy[] {
  /** The commands that ask the same later, by what they ask: two are as good as many. */
  const later = new Map<string, Command[]>();
  const marked = policies.toReversed().map((policy, behind): IPsecPolicy => {
    const each = stated[policies.length - 1 - behind];
    const command = each?.command;
    if (!command || command.remote) return policy;
    const key = questionOf(policy, command, each);
    const commands = later.get(key) ?? [];
    later.set(key, commands);
    const isAnswered = commands.some((other) => other !== command);
    if (commands.length < 2 && !commands.includes(command)) commands.push(command);
    return isAnswered && !(policy.side === 'client' && policy.name === undefined) ? { ...policy, superseded: true } : policy;
  });
  return marked.toReversed();
}

/** What a command has asked, and whom. The policies of a server for two tunnels are two. */
function questionOf({ side, tunnel, name }: IPsecPolicy, { host }: Command, each: Stated): string {
  return JSON.stringify([side, side === 'client' ? undefined : tunnel, name?.toLowerCase(), host, computerOf(each)]);
}

function computerOf(stated: Stated | undefined): string | undefined {
  return stated?.rows.find(({ name }) => name === 'pscomputername')?.value.toLowerCase();
}
