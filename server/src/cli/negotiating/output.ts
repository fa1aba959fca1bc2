import { inColumns } from '../../core/columns.ts';
import type { AttributeName } from '../../knowledge/ipsec.ts';
import type { EffectiveValue } from '../../model/effective-value.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { spelled } from '../../rules/wording.ts';
import { printable } from '../printable.ts';
import { lifetimesOf, outcomeSentence, shownValue, verdict } from '../../features/negotiation-words.ts';
import { placeName, type Negotiated } from './negotiated.ts';
import type { StatedPolicy } from './policies.ts';

/** Pairs for a person: a table each, and what follows from it. */
export function asText(pairs: readonly Negotiated[]): string {
  return pairs.map(pairText).join('\n');
}

function pairText(pair: Negotiated): string {
  const { client, server, negotiation } = pair;
  const rows = negotiation.phases.flatMap(({ phase, values }) =>
    values.map((each) => [
      phase,
      each.attribute,
      shownValue(client.policy, each.attribute, each.client),
      shownValue(server.policy, each.attribute, each.server),
      verdict(each.meeting),
    ]),
  );
  const lifetimes = (rows.length > 0 ? lifetimesOf(server.policy) : []).map(({ name, value, stated }) => `${name} ${value}${stated ? '' : ' (default)'}`);
  return [
    `client  ${placeName(client)}`,
    `server  ${placeName(server)}`,
    ...(rows.length > 0 ? ['', ...inColumns([['phase', 'value', 'client', 'server', 'verdict'], ...rows])] : []),
    '',
    outcomeSentence(client.policy, server.policy, negotiation),
    ...(rows.length > 0 && negotiation.outcome !== 'open' ? [`How sure: ${negotiation.confidence}.`] : []),
    ...negotiation.caveats.map(({ text }) => `- ${text}`),
    ...(lifetimes.length > 0 ? [`Lifetimes are not negotiated, so none is a mismatch. The server's: ${lifetimes.join(', ')}.`] : []),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** One JSON object. Its shape is a contract: version 1 only ever gains properties. */
export function asJson(pairs: readonly Negotiated[]): string {
  return `${JSON.stringify({ version: 1, negotiations: pairs.map(pairData) }, undefined, 2)}\n`;
}

function pairData(pair: Negotiated): object {
  const { client, server, negotiation } = pair;
  const { outcome, error, decidedBy, confidence, phases, caveats } = negotiation;
  return {
    client: placeData(client),
    server: placeData(server),
    outcome,
    message: outcomeSentence(client.policy, server.policy, negotiation),
    ...(error !== undefined && { error }),
    ...(decidedBy && { phase: decidedBy.phase, attribute: decidedBy.decidedBy }),
    confidence,
    phases: phases.map(({ phase, meeting, values }) => ({
      phase,
      verdict: meeting,
      values: values.map((each) => ({
        attribute: each.attribute,
        verdict: each.meeting,
        client: valueData(client.policy, each.attribute, each.client),
        server: valueData(server.policy, each.attribute, each.server),
        agreed: each.agreed.map((id) => spelled(each.attribute, id, 'server-cmdlet')),
      })),
    })),
    lifetimes: lifetimesOf(server.policy),
    caveats,
  };
}

function placeData({ policy, file, line }: StatedPolicy): object {
  return { file, line, form: policy.form, kind: policy.kind, ...(policy.name !== undefined && { name: policy.name }) };
}

/** `surely` and `perhaps` in the spelling of the file. */
function valueData(policy: IPsecPolicy, attribute: AttributeName, { origin, surely, perhaps, open, confidence }: EffectiveValue): object {
  const texts = (ids: readonly string[]): string[] => ids.map((id) => spelled(attribute, id, policy.form));
  return { origin, surely: texts(surely), perhaps: texts(perhaps), open, confidence };
}
