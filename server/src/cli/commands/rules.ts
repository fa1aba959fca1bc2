import { largest } from '../../core/lists.ts';
import { compareTexts } from '../../core/texts.ts';
import { RULES } from '../../rules/index.ts';
import { severityOf } from '../../workspace/settle.ts';
import { oneOf, parse } from '../args.ts';
import { EXIT, UsageError } from '../io.ts';
import type { Command } from './command.ts';

export const rules: Command = {
  name: 'rules',
  summary: 'list all rules',
  help: `Usage: aovpn rules [--format text|json]

Lists every rule with the severity that it has unless aovpn.json says otherwise.
`,
  run: async (args, io) => {
    const { values, positionals } = parse(args, { format: { type: 'string', default: 'text' } });
    if (positionals.length > 0) throw new UsageError('rules takes no argument. "aovpn explain ID" tells about one rule.');
    const format = oneOf('format', values.format, ['text', 'json'] as const);
    io.stdout.write(format === 'json' ? asJson() : asText());
    return Promise.resolve(EXIT.clean);
  },
};

const SORTED = [...RULES].sort((a, b) => compareTexts(a.id, b.id));

function asText(): string {
  const width = largest(SORTED.map(({ id }) => id.length));
  return SORTED.map((rule) => `${rule.id.padEnd(width)}  ${severityOf(rule, undefined).padEnd('information'.length)}  ${rule.title}\n`).join('');
}

function asJson(): string {
  const list = SORTED.map((rule) => {
    const { id, title, why, howToFix, lowered, whenOff, sources, confidence, restsOn } = rule;
    const some = { ...(lowered !== undefined && { lowered }), ...(restsOn !== undefined && { restsOn }) };
    return { id, severity: severityOf(rule, undefined), title, why, howToFix, whenOff, sources, confidence, ...some };
  });
  return `${JSON.stringify({ version: 1, rules: list }, undefined, 2)}\n`;
}
