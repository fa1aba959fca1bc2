import type { AnyRule, Severity } from '../../rules/rule.ts';
import { Workspace } from '../../workspace/workspace.ts';

const ROOT = 'file:///example';

/** An example of a rule without the marks of the test language, and what those marks say of other rules. */
export interface Example {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly others: readonly { readonly rule: string; readonly text: string }[];
}

/** What is reported about an example. */
export interface ExampleFinding {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fixes: readonly ('safe' | 'unsafe')[];
}

/** Reads an example in the language of the tests: `=== path` begins a file, brackets stand around what is reported. */
export function parseExample(example: string): Example {
  const others: { rule: string; text: string }[] = [];
  const files = example
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const newline = part.indexOf('\n');
      return { path: part.slice(0, newline).trim(), text: unmarked(part.slice(newline + 1), others) };
    });
  return { files, others };
}

/** What a rule reports about an example, in the order of its text. A rule that fails there throws. */
export function ownFindings(rule: AnyRule, example: string): readonly ExampleFinding[] {
  let found = known.get(example);
  if (!found) known.set(example, (found = run(parseExample(example))));
  return found.flatMap(({ id, finding }) => (id === rule.id ? [finding] : []));
}

/** Several parts of a page ask about one example. */
const known = new Map<string, readonly { readonly id: string; readonly finding: ExampleFinding }[]>();

function run({ files }: Example): { id: string; finding: ExampleFinding }[] {
  const workspace = new Workspace((message) => {
    throw new Error(message);
  });
  workspace.setRoots([ROOT]);
  for (const { path, text } of files) workspace.setFile({ uri: `${ROOT}/${path}`, text });
  return files.flatMap(({ path, text }) =>
    workspace.findings(`${ROOT}/${path}`).map(({ rule, severity, message, at: { span }, fixes }) => ({
      id: rule.id,
      finding: {
        path,
        line: text.slice(0, span.start).split('\n').length,
        text: text.slice(span.start, span.end),
        severity,
        message,
        fixes: fixes().map(({ safe }) => (safe ? ('safe' as const) : ('unsafe' as const))),
      },
    })),
  );
}

/** Marks may be nested; each ends with the rule it speaks of, or with nothing for the rule whose example it is. */
function unmarked(text: string, others: { rule: string; text: string }[]): string {
  const open: number[] = [];
  let plain = '';
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '⟦') open.push(plain.length);
    else if (text[index] === '⟧') {
      const start = open.pop() ?? plain.length;
      const rule = /^\{([a-z0-9-]+)\}/.exec(text.slice(index + 1));
      if (!rule) continue;
      index += rule[0].length;
      others.push({ rule: rule[1] ?? '', text: plain.slice(start) });
    } else plain += text.charAt(index);
  }
  return plain;
}
