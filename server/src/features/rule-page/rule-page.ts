import { ARTEFACTS } from '../../artefacts/index.ts';
import { withoutMisleading } from '../../knowledge/misleading-characters.ts';
import type { Language } from '../../l10n/locale.ts';
import { titleSentence } from '../../l10n/rule-title.ts';
import type { AnyRule } from '../../rules/rule.ts';
import { block, code, lightly, table } from '../markdown.ts';
import { ownFindings, parseExample, type Example } from './example.ts';

/** Several files may be one example, so that a line between the examples is needed. */
const BETWEEN = '\n---\n\n';
const LANGUAGES: Readonly<Record<string, string>> = { xml: 'xml', ps1: 'powershell', psm1: 'powershell', json: 'jsonc' };

/**
 * The page of a rule as Markdown: what it says and why, its examples with what is reported about them, when it is switched off and how. Of it the title is in the
 * language of the reader. Links to other rules are names of files beside it.
 */
export function rulePage(rule: AnyRule, language?: Language): string {
  const bad = rule.examples.bad.map((example) => badExample(rule, example));
  const good = rule.examples.good.map((example) => goodExample(rule, parseExample(example)));
  const sections: (readonly [heading: string, text: string])[] = [
    ['What it reports', whatItReports(rule)],
    ['Why it matters', rule.why],
    ['Bad', bad.length > 0 ? bad.join(BETWEEN) : 'There is no file that shows this.'],
    ['Good', good.join(BETWEEN)],
    ['How to fix', rule.howToFix],
    ...(rule.lowered === undefined ? [] : [['When it is less severe', rule.lowered] as const]),
    ['When to switch it off', rule.whenOff],
    ['Suppress', suppress(rule)],
    ['Source', sources(rule)],
  ];
  return [
    `# ${rule.id}\n`,
    `${titleSentence(rule, language)}\n`,
    `${table(['severity', 'confidence', 'fix'], [[rule.severity, rule.confidence, fixOf(rule)]])}\n`,
    ...sections.map(([heading, text]) => `## ${heading}\n\n${text.trimEnd()}\n`),
  ].join('\n');
}

/**
 * Which fixes a rule offers, as its own examples show: `safe`, `unsafe`, `safe and unsafe` or `none`.
 * @public the list of all rules is made with it
 */
export function fixOf(rule: AnyRule): string {
  const kinds = rule.examples.bad.flatMap((example) => ownFindings(rule, example).flatMap(({ fixes }) => fixes));
  return (['safe', 'unsafe'] as const).filter((kind) => kinds.includes(kind)).join(' and ') || 'none';
}

function whatItReports(rule: AnyRule): string {
  const [first] = rule.examples.bad;
  const [finding] = first === undefined ? [] : ownFindings(rule, first);
  return finding ? `The finding reads, for example:\n\n> ${lightly(finding.message)}` : `${rule.title}.`;
}

function badExample(rule: AnyRule, source: string): string {
  const example = parseExample(source);
  const findings = ownFindings(rule, source).map(({ path, line, text, message, severity }) => {
    const where = `line ${line}${example.files.length > 1 ? ` of ${code(path)}` : ''}`;
    return `- ${code(oneLine(text))} in ${where}${severity === rule.severity ? '' : ` (${severity})`}: ${lightly(message)}\n`;
  });
  return `${files(example)}\nReported:\n\n${findings.join('')}${others(rule, example)}`;
}

function goodExample(rule: AnyRule, example: Example): string {
  return files(example) + others(rule, example);
}

function files({ files: list }: Example): string {
  return list.map(({ path, text }) => `${code(path)}\n\n${block(LANGUAGES[path.split('.').pop() ?? ''] ?? 'text', withoutMisleading(text))}`).join('\n');
}

/** What else is found in an example, so that nobody takes it for recommended. */
function others(rule: AnyRule, { others: list }: Example): string {
  const foreign = list.filter((each) => each.rule !== rule.id).map((each) => `${code(oneLine(each.text))} ([${each.rule}](${each.rule}.md))`);
  return foreign.length === 0 ? '' : `\nReported by other rules: ${[...new Set(foreign)].join(', ')}.\n`;
}

function oneLine(text: string): string {
  const [first = '', ...more] = withoutMisleading(text).trim().split('\n');
  return more.length > 0 ? `${first.trim()} …` : first;
}

function sources({ sources: list, confidence, restsOn }: AnyRule): string {
  const named = list.map((source) => `- ${source}\n`).join('');
  return restsOn === undefined
    ? named
    : `${named}\nThis is *${confidence}*. What it rests on: ${restsOn} [What else is not known](../limits.md) has a page of its own.\n`;
}

function suppress(rule: AnyRule): string {
  const setting = `{ "rules": { "${rule.id}": "off" } }`;
  const override = `{ "overrides": [{ "files": ["legacy/**"], "rules": { "${rule.id}": "off" } }] }`;
  const everywhere = `For a whole project, in ${code('aovpn.json')}:\n\n${block('json', setting)}`;
  // The project file itself is one file, and no comment in it is read.
  if (rule.on === 'projectFile') return everywhere;
  const somewhere = `For some of its files:\n\n${block('json', override)}`;
  const comments = ARTEFACTS.flatMap(({ title, languageIds, comment }) => {
    if (!comment) return [];
    const { start, end } = comment;
    // A comment that ends with dashes cannot have two of them inside, so there a colon begins the reason.
    const reason = end === undefined ? ' -- the reason' : ': the reason';
    return [`${title}:\n\n${block(languageIds[0] ?? 'text', `${start}aovpn-disable-next-line ${rule.id}${reason}${end ?? ''}`)}`];
  });
  const scope = `${code('aovpn-disable-line')} in place of ${code('aovpn-disable-next-line')} speaks of its own line, ${code('aovpn-disable')} of everything up to ${code('aovpn-enable')} or the end of the file.\n`;
  return `For the statement or line that follows:\n\n${comments.join('\n')}\n${scope}\n${everywhere}\n${somewhere}`;
}
