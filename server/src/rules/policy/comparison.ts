import { attributeName, ATTRIBUTES, type AttributeName, type PolicyForm } from '../../knowledge/ipsec.ts';
import { judged } from '../../model/accepted.ts';
import { algorithmOf, placeOf, type AcceptedProposal, type IPsecPolicy } from '../../model/policy.ts';
import type { Tunnel } from '../../model/tunnel.ts';
import type { Mirror, Related } from '../rule.ts';
import { alternatives, failureOf, fileName, listed, spelled, spelledFor } from '../wording.ts';
import { alignAll, byDefault, differs, serverValueHere, serverWord, valueOnServer } from './alignment.ts';

/** Message and related locations of a value that differs. */
export function comparison(tunnel: Tunnel, attribute: AttributeName): { message: string; related: Related[] } {
  if (tunnel.server.proposals) return comparedWithProposals(tunnel, attribute, tunnel.server.proposals);
  const { client, server } = tunnel;
  const values = `${attribute} is ${valueFor(client, attribute, server.form)} here but ${valueFor(server, attribute, client.form)} on the server`;
  return { message: `${values} (${fileName(server)}). ${consequence(tunnel, attribute)} ${howChosen(tunnel)}`, related: serverPlaces(tunnel, attribute) };
}

/** Message and related locations of a value that may differ: what decides is not in these two texts. */
export function possibleComparison(tunnel: Tunnel, attribute: AttributeName): { message: string; related: Related[] } {
  const { client, server } = tunnel;
  const mine = valueFor(client, attribute, server.form);
  const values = server.proposals
    ? `${attributeName(attribute, client.form)} is ${mine} here and the ${serverWord(server)} (${fileName(server)}) accepts ${acceptedBy(server, server.proposals, attribute, client.form)}`
    : `${attribute} is ${mine} here and ${valueFor(server, attribute, client.form)} on the server (${fileName(server)})`;
  const where = [client, server].some((policy) => byDefault(policy.slots[attribute])) ? 'Unless the caller says otherwise,' : 'Where they differ,';
  const failure = attribute === 'PfsGroup' ? 'the first rekey fails with error 13816' : `${lowered(failureOf(attribute))} with error 13868`;
  return {
    message: `${values}. ${where} ${failure}: see that both sides get one value. ${howChosen(tunnel)}`,
    related: server.proposals ? proposalPlaces(server, server.proposals, attribute, client.form) : serverPlaces(tunnel, attribute),
  };
}

/** A value as its place spells it, with the other spelling where the two sides differ; all that it may be where something else decides. */
function valueFor({ slots, form }: IPsecPolicy, attribute: AttributeName, other: PolicyForm): string {
  const slot = slots[attribute];
  if (slot.state === 'known') return spelledFor(attribute, slot.algorithm, form, other);
  if (slot.state !== 'possible') return 'not known';
  const values = [...new Set(slot.values.map(({ algorithm }) => spelledFor(attribute, algorithm, form, other)))].join(' or ');
  return `${values}${{ branches: ', as a condition decides,', parameter: ', as the caller decides,', default: ' by default' }[slot.why]}`;
}

/** All that a server accepts in any of its proposals. */
function acceptedBy({ form }: IPsecPolicy, proposals: readonly AcceptedProposal[], attribute: AttributeName, other: PolicyForm): string {
  const all = new Set(proposals.flatMap(({ accepts }) => accepts[attribute]?.algorithms ?? []));
  return alternatives([...all].map((algorithm) => spelledFor(attribute, algorithm, form, other)));
}

function proposalPlaces(server: IPsecPolicy, proposals: readonly AcceptedProposal[], attribute: AttributeName, other: PolicyForm): Related[] {
  return proposals.flatMap((proposal) => {
    const at = proposal.accepts[attribute]?.at;
    const name = attributeName(attribute, server.form);
    return at ? [{ at, message: `The ${serverWord(server)} accepts ${acceptedBy(server, [proposal], attribute, other)} as ${name}` }] : [];
  });
}

function lowered(text: string): string {
  return text.startsWith('The ') ? `the ${text.slice(4)}` : text;
}

/** The same for a server that accepts any of several proposals. */
function comparedWithProposals(tunnel: Tunnel, attribute: AttributeName, proposals: readonly AcceptedProposal[]): { message: string; related: Related[] } {
  const { client, server } = tunnel;
  const accepted = judged(client, proposals)?.proposal.accepts[attribute];
  const theirs = alternatives((accepted?.algorithms ?? []).map((algorithm) => spelledFor(attribute, algorithm, server.form, client.form)));
  const closest = proposals.length > 1 ? ' in the proposal that comes closest' : '';
  return {
    message: `${attributeName(attribute, client.form)} is ${valueFor(client, attribute, server.form)} here but the ${serverWord(server)} (${fileName(server)}) accepts ${theirs}${closest}. ${consequence(tunnel, attribute)} ${howChosen(tunnel)}`,
    related: accepted ? [{ at: accepted.at, message: `The ${serverWord(server)} accepts ${theirs} as ${attributeName(attribute, server.form)}` }] : [],
  };
}

/** The server's places that state this value, as related locations of the client's finding. */
function serverPlaces(tunnel: Tunnel, attribute: AttributeName): Related[] {
  return tunnel.serverPlaces.flatMap((place) => {
    const at = placeOf(place.slots[attribute]);
    const algorithm = algorithmOf(place, attribute);
    const value = algorithm === undefined ? valueFor(place, attribute, place.form) : spelled(attribute, algorithm, place.form);
    return at ? [{ at, message: `The server's ${attribute}: ${value.replace(/,$/, '')}` }] : [];
  });
}

/** How the pair came about: every finding across files ends with it. */
export function howChosen(tunnel: Tunnel): string {
  return `Compared with ${fileName(tunnel.server)}: ${tunnel.how}.`;
}

/** The same disagreement at each place that states the server's policy. */
export function mirrorsOf(tunnel: Tunnel, attribute: AttributeName, server: IPsecPolicy): Mirror[] {
  const mine = algorithmOf(tunnel.client, attribute);
  const theirs = algorithmOf(server, attribute);
  if (mine === undefined || theirs === undefined || server.proposals) return [];
  const outcome = attribute === 'PfsGroup' ? 'would be cut off at the first rekey' : 'would fail with error 13868';
  return serverPlaces(tunnel, attribute).map(({ at }) => ({
    at,
    message: (count) =>
      `${attribute} is ${spelledFor(attribute, theirs, server.form, tunnel.client.form)} here, but ${count === 1 ? `${fileName(tunnel.client)} asks for ${spelledFor(attribute, mine, tunnel.client.form, server.form)}` : `${count} clients ask for another value`} and ${outcome}${tunnel.strength === 'possible' ? ' if they belong together' : ''}: use one value on both sides.`,
    relatedMessage: `The client's ${attribute}: ${spelledFor(attribute, mine, tunnel.client.form, server.form)}`,
    fixes: () => [
      ...valueOnServer(tunnel, attribute).map((fix) => ({ ...fix, title: `Use the client's value here (${spelled(attribute, mine, server.form)})` })),
      ...serverValueHere(tunnel, attribute).map((fix) => ({
        ...fix,
        title: `Use the server's value on every client listed here (${spelled(attribute, theirs, server.form)})`,
        partialTitle: `Use the server's value on the clients listed here that can be changed (${spelled(attribute, theirs, server.form)})`,
      })),
      ...alignAll(tunnel).map((fix) => ({
        ...fix,
        title: 'Align all six values of every client listed here with the server',
        partialTitle: 'Align all six values of the clients listed here that can be changed with the server',
      })),
    ],
  }));
}

function consequence(tunnel: Tunnel, attribute: AttributeName): string {
  if (attribute === 'PfsGroup')
    return 'The tunnel comes up, then the first rekey fails and the connection drops (error 13816 on the client): use one group on both sides.';
  const also = ATTRIBUTES.filter((other) => other === 'PfsGroup' && differs(tunnel, other));
  const more = also.length > 0 ? ` ${listed(also)} differs as well and would fail at the first rekey.` : '';
  if (tunnel.client.tunnel === 'maybe-ikev2')
    return `${failureOf(attribute)} whenever this profile tries IKEv2 (error 13868, or 800 under Automatic): use one value on both sides.${more}`;
  return `${failureOf(attribute)} and the client shows error 13868: use one value on both sides.${more}`;
}
