import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { Skipped } from '../checking/loaded.ts';
import type { Diagnostic, Report } from '../checking/report.ts';
import type { ReporterOptions } from './reporter.ts';

/** A test of a suite: XML of what became of it, empty where it passed. */
interface TestCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly content: string;
}

/**
 * JUnit XML, of the elements and attributes that Jenkins, Azure Pipelines and GitLab all know. A file is a suite and a
 * finding a test of it. What the run does not fail on has passed, with the finding as its output; a file without
 * findings is a test that has passed.
 */
export function junit(report: Report, { failOn }: ReporterOptions): string {
  const fatal: readonly Severity[] = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  const suites = new Map<string, TestCase[]>(report.checked.map((file) => [file, []]));
  const add = (file: string, testCase: TestCase): void => {
    const suite = suites.get(file);
    if (suite) suite.push(testCase);
    else suites.set(file, [testCase]);
  };
  const named = namer();
  for (const diagnostic of report.diagnostics) add(diagnostic.file, found(named(diagnostic), diagnostic, fatal.includes(diagnostic.severity)));
  for (const diagnostic of report.keptBack ?? []) add(diagnostic.file, accepted(named(diagnostic), diagnostic));
  for (const skipped of report.skipped)
    add(
      skipped.file,
      unread(
        skipped,
        report.failed.some(({ file }) => file === skipped.file),
      ),
    );
  // A run without any test would count as one that has gone wrong.
  if (suites.size === 0) suites.set('aovpn', []);
  const xml = [...suites].map(([file, cases]) => suite(file, cases.length > 0 ? cases : [{ name: 'no findings', outcome: 'passed', content: '' }]));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${xml.join('')}</testsuites>\n`;
}

/** Names that are the same in the next run, whatever lines have moved: a test server compares runs by them. */
function namer(): (diagnostic: Diagnostic) => string {
  const counts = new Map<string, number>();
  return ({ file, rule }) => {
    const key = `${file}\n${rule}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? rule : `${rule} ${count}`;
  };
}

function found(name: string, { file, range: { start }, severity, message, related }: Diagnostic, fails: boolean): TestCase {
  const place = `${file}:${start.line + 1}:${start.character + 1}`;
  const others = related.map((each) => `${each.file}:${each.range.start.line + 1}:${each.range.start.character + 1} ${each.message}`);
  const text = escaped([`${place} ${severity} ${message}`, ...others].join('\n'));
  if (!fails) return { name, outcome: 'passed', content: `      <system-out>${text}</system-out>\n` };
  return { name, outcome: 'failure', content: `      <failure message="${escaped(message)}" type="${severity}">${text}</failure>\n` };
}

/** A finding that a baseline file keeps back. */
function accepted(name: string, { message }: Diagnostic): TestCase {
  return { name, outcome: 'skipped', content: `      <skipped message="${escaped(`In the baseline file: ${message}`)}"/>\n` };
}

function unread({ file, reason }: Skipped, isFailure: boolean): TestCase {
  const message = escaped(`${file} ${reason}`);
  return isFailure
    ? { name: 'read', outcome: 'error', content: `      <error message="${message}" type="unreadable">${message}</error>\n` }
    : { name: 'read', outcome: 'skipped', content: `      <skipped message="${message}"/>\n` };
}

function suite(file: string, cases: readonly TestCase[]): string {
  const count = (outcome: TestCase['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const tests = cases.map(({ name, content }) => {
    const start = `    <testcase name="${escaped(name)}" classname="${escaped(file)}" time="0"`;
    return content === '' ? `${start}/>\n` : `${start}>\n${content}    </testcase>\n`;
  });
  return `  <testsuite name="${escaped(file)}" ${counts} time="0">\n${tests.join('')}  </testsuite>\n`;
}

/** A text in XML 1.0. What such a document cannot hold in any form, control characters above all, is replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}
