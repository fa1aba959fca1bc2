import type { SourceFile } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { byAttribute, type AttributeName } from '../../knowledge/ipsec.ts';
import { algorithmByNumber, DIGITS, numberOf, POLICY_ORDER, VPN_STRATEGIES } from '../../knowledge/phonebook.ts';
import { Anchors, emptyFacts } from '../../model/facts.ts';
import type { IPsecPolicy, Slot, TunnelKind } from '../../model/policy.ts';
import type { Reading } from '../artefact.ts';
import { entriesOf, hasSetting, settingOf, type Entry, type Setting } from './entries.ts';

/** A connection that is a VPN, under the key of its policy. */
export interface Connection {
  readonly key: string;
  readonly entry: Entry;
}

export interface PhonebookTree {
  /** All of them, those that are no VPN too. */
  readonly entries: readonly Entry[];
  readonly connections: readonly Connection[];
}

/** Reads a phone book. Never throws for any text. */
export function readPhonebook(file: SourceFile): Reading<PhonebookTree> {
  const anchors = new Anchors(file);
  // Type 2 is a VPN; the others are modems, PPPoE and incoming connections.
  const entries = entriesOf(file.text);
  const connections = entries.filter((entry) => settingOf(entry, 'type')?.value === '2').map((entry, index): Connection => ({ key: `entry/${index}`, entry }));
  const facts = {
    ...emptyFacts(file),
    policies: connections.map((connection) => policyOf(connection, anchors, file)),
    placeOf: (key: string): Span | undefined => anchors.placeOf(key),
  };
  return { file, tree: { entries, connections }, facts };
}

function policyOf({ key, entry }: Connection, anchors: Anchors, file: SourceFile): IPsecPolicy {
  const kind = kindOf(entry);
  const slots = byAttribute((attribute): Slot => {
    if (kind === 'system-default') return { state: 'absent' };
    const span = kind === 'custom' ? placeOfValue(entry, attribute) : undefined;
    return span ? slotOf(attribute, span, `${key}/${attribute}`, anchors, file) : { state: 'unread' };
  });
  return {
    key,
    side: 'client',
    form: 'phonebook',
    kind,
    slots,
    at: anchors.at(entry.nameSpan, key),
    tunnel: tunnelOf(entry),
    name: entry.name,
    superseded: false,
    printed: true,
    writable: true,
  };
}

function slotOf(attribute: AttributeName, span: Span, key: string, anchors: Anchors, file: SourceFile): Slot {
  const at = anchors.at(span, key);
  const text = file.text.slice(span.start, span.end);
  const algorithm = algorithmByNumber(attribute, numberOf(text) ?? -1);
  // The message that tells the value has a name in it, since nobody reads bytes.
  return algorithm
    ? { state: 'known', algorithm: algorithm.id, written: { value: algorithm.cmdlet, text, at }, spelledAs: 'phonebook' }
    : { state: 'unread', at };
}

/** Windows writes the six numbers only where `NumCustomPolicy` is not 0, and that setting always, in all releases that know it. */
function kindOf(entry: Entry): IPsecPolicy['kind'] {
  const count = settingOf(entry, 'numcustompolicy');
  const isStored = hasSetting(entry, 'customipsecpolicies');
  if (count?.value === '0' && count.ended) return 'system-default';
  if (!hasSetting(entry, 'numcustompolicy')) return !isStored && entry.whole ? 'system-default' : 'unread';
  return count?.value === '1' && storedPolicy(entry) ? 'custom' : 'unread';
}

/** The setting with the six numbers; `undefined` unless it has exactly as many digits as they need. */
export function storedPolicy(entry: Entry): Setting | undefined {
  const stored = settingOf(entry, 'customipsecpolicies');
  return stored?.value.length === POLICY_ORDER.length * DIGITS && /^[0-9a-f]*$/i.test(stored.value) ? stored : undefined;
}

/** Where the digits of one of the six values stand; `undefined` where they are not as they should be. */
export function placeOfValue(entry: Entry, attribute: AttributeName): Span | undefined {
  const stored = storedPolicy(entry);
  if (!stored) return undefined;
  const start = stored.valueSpan.start + POLICY_ORDER.indexOf(attribute) * DIGITS;
  return { start, end: start + DIGITS };
}

function tunnelOf(entry: Entry): TunnelKind {
  const strategy = settingOf(entry, 'vpnstrategy');
  // The beginning of a longer number says nothing.
  const known = strategy?.ended ? VPN_STRATEGIES[strategy.value] : undefined;
  if (!known || known.ikev2 === 'perhaps') return 'maybe-ikev2';
  return known.ikev2 === 'only' ? 'ikev2' : 'other';
}
