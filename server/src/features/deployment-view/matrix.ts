import type { Location } from '../../core/source-file.ts';
import type { NamedBaseline } from '../../knowledge/baselines.ts';
import type { Confidence } from '../../knowledge/confidence.ts';
import { ATTRIBUTES, IPSEC, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import type { EffectiveValue } from '../../model/effective-value.ts';
import { oneSidedFailure, statedMeeting } from '../../model/negotiation.ts';
import { MAIN_MODE, offersOf, valueIn } from '../../model/offers.ts';
import { placeOf, type IPsecPolicy } from '../../model/policy.ts';
import { spelled } from '../../rules/wording.ts';
import { isDeciding } from '../../workspace/deciding-findings.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { compareSlots } from '../compare-policies.ts';
import { shownValue } from '../negotiation-words.ts';
import { connectionOf, type Statement } from './connection.ts';
import { problemsAt, shownAt, shownProblems } from './places.ts';
import { namesOf, type Party, type Subject } from './subject.ts';
import type { CellView, ColumnView, MatrixView, RowView } from './view.ts';

/** What is compared beside the six values. */
const OTHER_ROWS = ['Protocol', 'Authentication', 'Routing'] as const;

/** A cell before anybody has looked for what is reported about it. */
interface Cell extends Pick<CellView<Location>, 'text' | 'state' | 'note'> {
  readonly place?: Location;
  /** Whether the value itself stands there, and not only the policy that lacks it. */
  readonly isStated?: boolean;
}

interface Column extends Pick<ColumnView<Location>, 'id' | 'kind' | 'detail' | 'health'> {
  readonly party?: Party;
  readonly cells: readonly Cell[];
}

/**
 * Every policy of a deployment in one table: clients, servers and the baseline. Those that say the same, and fare the same, share a column.
 * @param withProblems whether cells tell what is reported about them
 */
export function matrixOf(
  workspace: Workspace,
  { clients, servers, baseline, clientsLeft }: Subject,
  { withProblems }: { readonly withProblems: boolean },
): MatrixView<Location> {
  const parties = [...clients, ...servers];
  const named = namesOf(parties);
  const columns = grouped([...parties.map((party) => columnOf(workspace, party)), ...(baseline ? [baselineColumn(baseline)] : [])]);
  const shown = columns.map((group) => columnView(workspace, group, withProblems, named));
  const rows = [...ATTRIBUTES, ...OTHER_ROWS].map((id, index): RowView => ({
    id,
    title: id,
    ...(isAttribute(id) && { phase: IPSEC[id].phase }),
    differs: shown.some(({ cells }) => cells[index]?.state === 'differs'),
  }));
  return { rows, columns: shown, left: clientsLeft };
}

function isAttribute(id: string): id is AttributeName {
  return id in IPSEC;
}

function columnOf(workspace: Workspace, party: Party): Column {
  const { policy, id, health, pasted } = party;
  const values = ATTRIBUTES.map((attribute) => valueCell(party, attribute));
  const others = policy.side === 'client' ? clientCells(workspace, party) : serverCells(workspace, party);
  return { id, kind: pasted ? 'pasted' : policy.side, detail: detailOf(party), health, party, cells: [...values, ...others] };
}

const FORMS: Readonly<Record<PolicyForm, string>> = {
  'profile-xml': 'ProfileXML',
  'client-cmdlet': 'Client cmdlet',
  'server-cmdlet': 'Server cmdlet',
  'client-output': 'Printed by a client',
  'server-output': 'Printed by a server',
  phonebook: 'Phone book',
  azure: 'Azure',
  gateway: 'Gateway of aovpn.json',
};

function detailOf({ policy, outcome, places }: Party): string {
  const form = FORMS[policy.form];
  const stated = places.length > 1 ? `${form}, stated in ${places.length} places` : form;
  return outcome === undefined ? stated : `${stated}: ${outcome}`;
}

function valueCell(party: Party, attribute: AttributeName): Cell {
  const { policy, settings } = party;
  const value = effective(policy, attribute, settings);
  const stated = placeOf(policy.slots[attribute]);
  const note = noteOf(policy, attribute, value);
  return {
    text: textOf(policy, attribute, value),
    state: stateAgainst(party, attribute),
    ...(note !== undefined && { note }),
    place: stated ?? policy.at,
    isStated: stated !== undefined,
  };
}

/** What a policy comes to for one value. Of several that a server accepts the first, whose note says that there are others. */
function effective(policy: IPsecPolicy, attribute: AttributeName, settings: Party['settings']): EffectiveValue {
  const [first] = offersOf(policy, settings);
  const [offer = {}] = MAIN_MODE.includes(attribute) ? first.mainMode : first.childSa;
  return valueIn(offer, attribute);
}

function textOf(policy: IPsecPolicy, attribute: AttributeName, value: EffectiveValue): string {
  const slot = policy.slots[attribute];
  if (slot.state === 'invalid') return slot.written.value;
  if (value.origin === 'unknown') return slot.state === 'absent' && policy.kind === 'custom' ? 'not stated' : 'not known';
  return shownValue(policy, attribute, value).replace(/ \((?:Windows|default of the cmdlet)\)$/u, '');
}

function noteOf(policy: IPsecPolicy, attribute: AttributeName, { origin, confidence }: EffectiveValue): string | undefined {
  if (policy.slots[attribute].state === 'invalid') return 'No notation has this value.';
  switch (origin) {
    case 'explicit':
      return (policy.proposals?.length ?? 0) > 1 ? `The first of ${policy.proposals?.length ?? 0} policies that it accepts.` : undefined;
    case 'possible':
      return 'A condition or whoever calls the script decides.';
    case 'cmdlet-default':
      return `Not stated: the cmdlet takes this for what it is not given${sure(confidence)}.`;
    case 'system-default':
      return policy.side === 'client'
        ? `Not stated: without a policy of its own Windows offers this by itself${sure(confidence)}.`
        : `Not stated: this is what a server without a custom policy is taken to accept${sure(confidence)}.`;
    case 'unknown':
      return policy.slots[attribute].state === 'absent' && policy.kind === 'custom'
        ? 'Not stated, and nothing says what is taken then.'
        : 'Its value cannot be read from the text.';
  }
}

function sure(confidence: Confidence): string {
  return confidence === 'documented' ? '' : ` (${confidence})`;
}

function stateAgainst({ policy, others, settings }: Party, attribute: AttributeName): Cell['state'] {
  if (others.length === 0) return 'plain';
  const meetings = others.map((other) => meetingOf(policy, other, attribute, settings));
  if (meetings.includes('differs')) return 'differs';
  return meetings.every((each) => each === 'same') ? 'same' : 'unknown';
}

function meetingOf(policy: IPsecPolicy, other: IPsecPolicy, attribute: AttributeName, settings: Party['settings']): Cell['state'] {
  if (policy.kind === 'system-default' && other.kind === 'system-default') return 'same';
  if (policy.side === other.side) return COMPARED[compareSlots(policy.slots[attribute], other.slots[attribute])];
  const [client, server] = policy.side === 'client' ? [policy, other] : [other, policy];
  if (client.kind !== server.kind) return oneSidedFailure(client, server, settings).some((each) => each.attribute === attribute) ? 'differs' : 'unknown';
  const meeting = statedMeeting(client, server, attribute);
  return meeting === 'fails' ? 'differs' : meeting === 'agrees' ? 'same' : 'unknown';
}

const COMPARED = { same: 'same', different: 'differs', unknown: 'unknown' } as const;

function clientCells(workspace: Workspace, party: Party): Cell[] {
  const { protocol, authentication, routing, isDevice } = connectionOf(workspace, party);
  const device: Statement = isDevice && protocol.text !== undefined ? { ...protocol, note: 'Device tunnel.' } : protocol;
  return [device, authentication, routing].map((statement) => statementCell(workspace, statement));
}

/** What is reported about a place counts: it rests on more than this one value. */
function statementCell(workspace: Workspace, { text, note, at }: Statement): Cell {
  // What decides about policies is told beside their values.
  const isWrong = at !== undefined && problemsAt(workspace, [at]).some(({ rule }) => !isDeciding(rule.id));
  const state = isWrong ? 'differs' : text === undefined ? 'unknown' : 'plain';
  return { text: text ?? 'not known', state, ...(note !== undefined && { note }), ...(at && { place: at }) };
}

function serverCells(workspace: Workspace, { policy, places }: Party): Cell[] {
  const stated = places.flatMap(({ at }) => workspace.analysisOf(at.file.uri)?.facts.serverAuthentications ?? []).filter(({ superseded }) => !superseded);
  const known = stated.find(({ accepted }) => accepted.state === 'known');
  const authentication: Statement =
    known?.accepted.state === 'known'
      ? { text: known.accepted.methods.map(({ value }) => value).join(', '), at: known.at }
      : { text: undefined, note: 'No command of its script that is read says which methods it accepts.' };
  const protocol: Statement =
    policy.tunnel === 'ikev2' ? { text: 'IKEv2' } : { text: undefined, note: 'RRAS accepts what its ports allow, which no file that is read says.' };
  return [protocol, authentication, { text: '', note: 'A matter of the client.' }].map((statement) => statementCell(workspace, statement));
}

function baselineColumn({ id, title, values }: NamedBaseline): Column {
  const cells = [...ATTRIBUTES, ...OTHER_ROWS].map((row): Cell => {
    const algorithm = isAttribute(row) ? values[row] : undefined;
    return { text: isAttribute(row) && algorithm !== undefined ? spelled(row, algorithm, 'server-cmdlet') : '', state: 'plain' };
  });
  return { id: `baseline ${id}`, kind: 'baseline', detail: title, health: 'unknown', cells };
}

/** Columns that read the same as one, in the order of the first of each. */
function grouped(columns: readonly Column[]): [Column, ...Column[]][] {
  const groups = new Map<string, [Column, ...Column[]]>();
  for (const column of columns) {
    const key = JSON.stringify([column.kind, column.detail, column.health, column.cells.map(({ text, state, note }) => [text, state, note])]);
    const group = groups.get(key);
    if (group) group.push(column);
    else groups.set(key, [column]);
  }
  return [...groups.values()];
}

function columnView(workspace: Workspace, group: [Column, ...Column[]], withProblems: boolean, named: (party: Party) => string): ColumnView<Location> {
  const [{ id, kind, detail, health, party, cells }] = group;
  const members = group.flatMap((each) => (each.party ? placesOf(workspace, each.party, named) : []));
  const [first] = members;
  const ids = group.map((each) => each.id);
  return {
    id,
    kind,
    title: first?.name ?? 'Baseline',
    detail,
    health,
    members,
    ids,
    cells: cells.map((cell) => cellView(workspace, cell, party, withProblems)),
  };
}

function placesOf(workspace: Workspace, party: Party, named: (party: Party) => string): { name: string; at?: Location }[] {
  const at = party.pasted ? undefined : shownAt(workspace, party.policy.at);
  const more = party.places.slice(1).flatMap((policy) => {
    const place = shownAt(workspace, policy.at);
    return place ? [{ name: named({ ...party, policy }), at: place }] : [];
  });
  return [{ name: named(party), ...(at && { at }) }, ...more];
}

function cellView(
  workspace: Workspace,
  { text, state, note, place, isStated = true }: Cell,
  party: Party | undefined,
  withProblems: boolean,
): CellView<Location> {
  const at = party?.pasted ? undefined : shownAt(workspace, place);
  const findings = withProblems && at && place && (isStated || state === 'differs') ? problemsAt(workspace, [place]) : [];
  return {
    text,
    state,
    ...(note !== undefined && { note }),
    problems: shownProblems(findings),
    fixable: findings.some((finding) => workspace.fixesOf(finding).length > 0),
    ...(at && { at }),
  };
}
