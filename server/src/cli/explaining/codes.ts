import { causeOf, type CauseId } from '../../knowledge/errors/causes.ts';
import type { ErrorCode } from '../../knowledge/errors/error-code.ts';
import type { VpnEvent } from '../../knowledge/errors/events.ts';
import { codesNamed, ERROR_CODES, hexadecimal } from '../../knowledge/errors/lookup.ts';
import { RULES } from '../../rules/index.ts';
import { page } from './page.ts';

/** The errors and events that a name stands for, in any of their forms: each as a text of its own. */
export function aboutCodes(name: string): string[] {
  const { errors, events } = codesNamed(name);
  return [...errors.map(aboutError), ...events.map(aboutEvent)];
}

/** Names of errors, for who mistypes one. */
export function knownCodes(): string[] {
  return ERROR_CODES.flatMap(({ symbol }) => symbol ?? []);
}

function aboutError(error: ErrorCode): string {
  const { code, symbol, meaning, causes, source, confidence } = error;
  const [first = '', ...others] = hexadecimal(error);
  return (
    page(code > 0xffff ? `${first}${symbol === undefined ? '' : `: ${symbol}`}` : `${code}: ${symbol ?? ''}`, [
      ['What it says', meaning === undefined ? 'Nothing but the name of this error is known here.' : `${sentence(meaning)}.`],
      ...aboutCauses(causes),
      ['Also written', code > 0xffff ? others : [first, ...others]],
      ['Sources', meaning === undefined ? undefined : source],
      ['Confidence', meaning === undefined ? undefined : confidence],
    ]) + commands(causes)
  );
}

function aboutEvent({ id, source, log, meaning, causes, confidence }: VpnEvent): string {
  return (
    page(`${source} ${id}: event in the log ${log}`, [['What it says', `${sentence(meaning)}.`], ...aboutCauses(causes), ['Confidence', confidence]]) +
    commands(causes)
  );
}

function aboutCauses(ids: readonly CauseId[]): [string, string[]][] {
  const causes = ids.map(causeOf);
  const known = new Set(RULES.map(({ id }) => id));
  const rules = new Set(causes.flatMap((cause) => cause.rules ?? []).filter((id) => known.has(id)));
  return [
    ['Causes, the most likely first', causes.map(({ what }) => what)],
    ['Rules that find some of them', [...rules]],
  ];
}

/** What to run to see which cause it is. Not wrapped, so that it can be copied. */
function commands(ids: readonly CauseId[]): string {
  if (ids.length === 0) return '';
  const lines = ids
    .map(causeOf)
    .flatMap(({ look: { at, why, command } }) => [
      `  # On the ${at}. ${why}`,
      ...(command === undefined ? [] : [`  ${command.replaceAll('{server}', 'SERVER')}`]),
    ]);
  return `How to see which\n${[...new Set(lines)].join('\n')}\n`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
