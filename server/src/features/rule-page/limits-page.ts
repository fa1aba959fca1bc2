import { UNKNOWNS, type Unknown } from '../../knowledge/unknowns.ts';
import { RULES } from '../../rules/index.ts';
import { lightly, table } from '../markdown.ts';

/** What the page is asked for by, where pages of rules are asked for by their ids. No rule has it. */
export const LIMITS = 'limits';

/** What is not known, and what the rules that are not certain rest on, as Markdown. `folder` is where the pages of rules are, seen from this one. */
export function limitsPage(folder: string): string {
  const link = (id: string): string => `[${id}](${folder}${id}.md)`;
  const uncertain = RULES.filter(({ restsOn }) => restsOn !== undefined);
  return `# What is not known

This product reads texts. It has seen no tunnel of yours, and the makers of the systems have not written everything down. This page lists what its sources leave open and what it does there. What is said of a rule here holds for its findings as well.

## How sure a rule is

- *documented*: the documentation of a vendor says so, or one of the articles that this product comes from.
- *observed*: published code that works shows it, or a test suite does.
- *inferred*: it follows from these, or from a standard. Nobody has tested it on every release. It is a warning at most, and the rule's page says what it rests on.
- *recalled*: general knowledge without a source. It is information at most. ${recalled()}

A source can be wrong, and a later release can behave in another way. Silence is no proof either: what a file does not say is unknown, and is compared with nothing.

## Windows

${entries('Windows', link)}
## Load balancers

${entries('load balancers', link)}
## What the uncertain rules rest on

Every rule whose confidence is *inferred* or *recalled*.

${table(
  ['rule', 'severity', 'confidence', 'what it rests on', 'sources'],
  uncertain.map(({ id, severity, confidence, restsOn = '', sources }) => [link(id), severity, confidence, restsOn, sources.map(lightly).join('; ')]),
)}

## When you know better

A trace of a negotiation, the output of a command, a page of a vendor: with evidence a rule can be made surer, milder or go. [SUPPORT.md](${folder === '' ? '' : '../'}SUPPORT.md) says what helps. Until then each rule's page says when to switch it off.
`;
}

function recalled(): string {
  const count = RULES.filter(({ confidence }) => confidence === 'recalled').length;
  return count === 0 ? 'No rule is.' : `Of the rules ${count === 1 ? 'one is' : `${count} are`}.`;
}

function entries(about: Unknown['about'], link: (id: string) => string): string {
  return UNKNOWNS.filter((each) => each.about === about)
    .map(({ what, known, therefore, rules }) => {
      const concerned = rules.length === 0 ? '' : `\n- Rules: ${rules.map(link).join(', ')}`;
      return `**${what}**\n\n- Known: ${known}\n- Therefore: ${therefore}${concerned}\n`;
    })
    .join('\n');
}
