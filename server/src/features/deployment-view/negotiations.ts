import type { Location } from '../../core/source-file.ts';
import { negotiate, type NegotiatedPhase } from '../../model/negotiation.ts';
import type { Meeting } from '../../model/effective-value.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { spelled } from '../../rules/wording.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { outcomeSentence, shownValue, verdict } from '../negotiation-words.ts';
import { shownAt } from './places.ts';
import { namesOf, type Party, type Subject } from './subject.ts';
import type { Health, NegotiationView, PhaseView } from './view.ts';

/** More than these nobody reads; those that fail come first. */
const MOST = 20;

/** Every client against each of its servers, the failing ones first; pairs that come to the same are one. */
export function negotiationsOf(workspace: Workspace, { clients, servers }: Subject): { readonly shown: NegotiationView<Location>[]; readonly left: number } {
  const named = namesOf([...clients, ...servers]);
  const distinct = new Map<string, NegotiationView<Location>>();
  let left = 0;
  for (const client of clients)
    for (const server of servers.filter(({ policy, places }) => client.others.includes(policy) || places.some((place) => client.others.includes(place)))) {
      const view = viewOf(workspace, client, server, named);
      const key = JSON.stringify([server.id, view.sentence, view.phases, view.caveats]);
      if (distinct.has(key)) left++;
      else distinct.set(key, view);
    }
  const sorted = [...distinct.values()].sort((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health));
  return { shown: sorted.slice(0, MOST), left: left + Math.max(0, sorted.length - MOST) };
}

const ORDER: readonly Health[] = ['broken', 'unknown', 'ok'];

function viewOf(workspace: Workspace, client: Party, server: Party, named: (party: Party) => string): NegotiationView<Location> {
  const [mine, theirs] = [client.policy, server.policy];
  const negotiation = negotiate(mine, theirs, client.settings);
  const { outcome, phases, decidedBy } = negotiation;
  const end = (party: Party): NegotiationView<Location>['client'] => {
    const at = party.pasted ? undefined : shownAt(workspace, party.policy.at);
    return { name: named(party), ...(at && { at }) };
  };
  return {
    id: `${client.id} ${server.id}`,
    client: end(client),
    server: end(server),
    health: outcome === 'agrees' ? 'ok' : outcome === 'fails' || outcome === 'drops' ? 'broken' : 'unknown',
    sentence: outcomeSentence(mine, theirs, negotiation),
    confidence: negotiation.confidence,
    phases: phases.map((phase) => phaseView(phase, mine, theirs, isReached(phases, phase, decidedBy))),
    caveats: negotiation.caveats.map(({ text }) => text),
  };
}

/** Whether the exchange takes place: none does after one that fails. */
function isReached(phases: readonly NegotiatedPhase[], phase: NegotiatedPhase, decidedBy: NegotiatedPhase | undefined): boolean {
  return decidedBy?.meeting !== 'fails' || phases.indexOf(phase) <= phases.indexOf(decidedBy);
}

const TITLES = { 'main mode': 'Main mode', 'child SA': 'Quick mode (first child SA)', rekey: 'Rekey' } as const;

function phaseView({ phase, meeting, values }: NegotiatedPhase, client: IPsecPolicy, server: IPsecPolicy, reached: boolean): PhaseView {
  return {
    title: TITLES[phase],
    health: reached ? healthOf(meeting) : 'unknown',
    result: reached ? RESULTS[meeting] : 'is not reached',
    values: values.map((each) => ({
      title: each.attribute,
      client: shownValue(client, each.attribute, each.client),
      server: shownValue(server, each.attribute, each.server),
      verdict: each.meeting === 'agrees' && each.agreed.length > 0 ? agreed(each.attribute, each.agreed) : verdict(each.meeting),
      health: healthOf(each.meeting),
    })),
  };
}

const RESULTS: Readonly<Record<Meeting, string>> = { agrees: 'succeeds', depends: 'depends on the case', open: 'cannot be said', fails: 'stops here' };

function agreed(attribute: Parameters<typeof spelled>[0], ids: readonly string[]): string {
  return `agree on ${ids.map((id) => spelled(attribute, id, 'server-cmdlet')).join(' or ')}`;
}

function healthOf(meeting: Meeting): Health {
  return meeting === 'agrees' ? 'ok' : meeting === 'fails' ? 'broken' : 'unknown';
}
