import { causeOf, type CauseId } from '../knowledge/errors/causes.ts';
import type { ErrorCode } from '../knowledge/errors/error-code.ts';
import type { VpnEvent } from '../knowledge/errors/events.ts';
import { hexadecimal } from '../knowledge/errors/lookup.ts';
import { code, plain } from './markdown.ts';

/** What an error code says and what leads to it. */
export function describeError(error: ErrorCode): string {
  const name = error.symbol === undefined ? hexadecimal(error)[0] : `${error.code <= 0xffff ? `${error.code} ` : ''}${error.symbol}`;
  const head = `**${plain(name ?? '')}**: ${error.meaning === undefined ? 'nothing but the name of this error is known here' : plain(error.meaning)}.`;
  return [head, ...describeCauses(error.causes), forms(error), ...doubt(error)].join('\n\n');
}

/** What an event says and what leads to it. */
export function describeEvent(event: VpnEvent): string {
  return [`**${event.source} ${event.id}** (${plain(event.log)}): ${plain(event.meaning)}.`, ...describeCauses(event.causes), ...doubt(event)].join('\n\n');
}

function describeCauses(causes: readonly CauseId[]): string[] {
  if (causes.length === 0) return [];
  return [`Causes, the most likely first:\n\n${causes.map((id) => `- ${plain(causeOf(id).what)}`).join('\n')}`];
}

function forms(error: ErrorCode): string {
  return `Also written ${hexadecimal(error).map(code).join(', ')}.`;
}

/** How sure it is, where it is not documented. */
function doubt({ confidence, meaning }: Pick<ErrorCode, 'confidence' | 'meaning'>): string[] {
  if (meaning === undefined || confidence === 'documented') return [];
  const why = { observed: 'seen in working code', inferred: 'concluded from other facts', recalled: 'from memory, without a source' }[confidence];
  return [`How sure: ${confidence} (${why}).`];
}
