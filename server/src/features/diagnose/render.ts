import { append } from '../../core/lists.ts';
import type { Location } from '../../core/source-file.ts';
import { hexadecimal } from '../../knowledge/errors/lookup.ts';
import type { Fix } from '../../rules/rule.ts';
import { lightly } from '../markdown.ts';
import type { Answer, CauseState, Diagnosis, JudgedCause, Shown } from './diagnose.ts';

/** How an answer is written: for a terminal, or as Markdown that reads well without being rendered. */
export interface Style {
  readonly form: 'text' | 'markdown';
  /** A place as a person finds it: `client/profile.xml:12`. */
  readonly place: (at: Location) => string;
  /** A file as a person finds it. */
  readonly file: (uri: string) => string;
  /** How a fix is applied, as a sentence without a full stop. */
  readonly apply: (fix: Fix) => string;
}

const HEADINGS: Readonly<Record<CauseState, string>> = {
  found: 'Found in these files',
  suspected: 'Perhaps: these files have something that may be it',
  'ruled-out': 'Ruled out',
  unknown: 'Not known from these files',
};

/** The answers to what a text tells, one after the other. */
export function rendered({ diagnoses, left }: Answer, style: Style): string {
  const more = left > 0 ? [`The text tells of ${left} more. Diagnose a part of it to see them.`] : [];
  return `${[...diagnoses.map((diagnosis) => one(diagnosis, style)), ...more].join('\n\n')}\n`;
}

/** What people call an occurrence: `Error 809`, `Event 6 of RasSstp`. */
export function nameOf({ event, error, code }: Diagnosis['occurrence']): string {
  if (error) return `Error ${error.code > 0xffff ? (hexadecimal(error)[0] ?? '') : error.code}`;
  if (code !== undefined) return `Error ${code}`;
  return event ? `Event ${event.id} of ${event.source}` : 'Event';
}

/** Of what there is one for each client, so many are shown. */
const MOST = 20;

/** A line that says how many are not shown, where there are any. */
function unshown(all: readonly unknown[], bullet: string): string[] {
  return all.length > MOST ? [`${bullet}And ${all.length - MOST} more of that kind.`] : [];
}

function one(diagnosis: Diagnosis, style: Style): string {
  const { occurrence, scope, policies, causes } = diagnosis;
  const { form, file } = style;
  const text = form === 'markdown' ? lightly : (each: string): string => each;
  const files = scope.files.slice(0, MOST).map(file);
  const symbol = occurrence.error?.symbol;
  return [
    heading(text(`${nameOf(occurrence)}${symbol === undefined ? '' : ` (${symbol})`}`), 1, form),
    ...meaningOf(occurrence).map(text),
    ...(causes.length === 0
      ? []
      : [
          text(scope.how),
          files.length === 0
            ? 'No file that is read here was looked at.'
            : `Looked at: ${files.join(', ')}${scope.files.length > files.length ? ` and ${scope.files.length - files.length} more` : ''}.`,
        ]),
    ...policies.slice(0, MOST).map(text),
    ...unshown(policies, ''),
    ...(Object.keys(HEADINGS) as CauseState[]).flatMap((state) =>
      section(
        causes.filter((cause) => cause.state === state),
        state,
        style,
      ),
    ),
  ].join('\n\n');
}

function meaningOf({ event, error, code, count }: Diagnosis['occurrence']): string[] {
  const known = error ?? event;
  const times = count > 1 ? [`The text tells it ${count} times.`] : [];
  if (!error && code !== undefined) return [`The code ${code} is none that is known here, so nothing can be said about its causes.`, ...times];
  if (error && error.meaning === undefined) return ['Nothing but the name of this error is known here.', ...times];
  const { meaning, confidence } = known ?? {};
  if (meaning === undefined || confidence === undefined) return times;
  const doubt = confidence === 'documented' ? '' : ` How sure: ${confidence}.`;
  const fine = !error && event?.failure === false ? ' It says of nothing that it failed.' : '';
  const lacking = !error && event?.failure === true && event.causes.length === 0 ? ' The text does not give the code.' : '';
  return [`${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.${fine}${lacking}${doubt}`, ...times];
}

function section(causes: readonly JudgedCause[], state: CauseState, style: Style): string[] {
  if (causes.length === 0) return [];
  return [heading(HEADINGS[state], 2, style.form), causes.map((cause) => item(cause, style)).join('\n')];
}

function item({ what, findings, because, look, state }: JudgedCause, style: Style): string {
  const text = style.form === 'markdown' ? lightly : (each: string): string => each;
  const lines = [`- ${text(what)}${because === undefined ? '' : ` ${text(because)}`}`];
  for (const finding of findings.slice(0, MOST)) append(lines, shownLines(finding, style));
  append(lines, unshown(findings, '  - '));
  if (state !== 'ruled-out' && state !== 'found') append(lines, lookLines(look, style));
  return lines.join('\n');
}

function shownLines(finding: Shown, style: Style): string[] {
  const text = style.form === 'markdown' ? lightly : (each: string): string => each;
  const { at, severity, rule, message, fixes } = finding;
  const [fix] = fixes();
  return [`  - ${style.place(at)} ${severity} ${rule}: ${text(message)}`, ...(fix ? [`    - Fix: ${text(fix.title)}. ${style.apply(fix)}.`] : [])];
}

function lookLines({ at, why, command }: JudgedCause['look'], { form }: Style): string[] {
  const text = form === 'markdown' ? lightly : (each: string): string => each;
  if (command === undefined) return [`  - On the ${at}: ${text(why)}`];
  // Text goes into a terminal as it is; in Markdown the command can be copied from its block.
  return form === 'text'
    ? [`  - On the ${at}: ${why}`, `      ${command}`]
    : [`  - On the ${at}: ${text(why)}`, '', `    \`\`\`powershell`, `    ${command}`, `    \`\`\``];
}

function heading(text: string, level: 1 | 2, form: Style['form']): string {
  return form === 'markdown' ? `${'#'.repeat(level)} ${text}` : text;
}
