import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Verdicts of a person: a line for each finding with file, rule, the text that it stands on, `right` or `false`, and why; a tab between them. */
const FILE = 'scripts/field-study/verdicts.tsv';

/** @param {string} root of the project */
export function readVerdicts(root) {
  const rows = readFileSync(join(root, FILE), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  for (const row of rows) if (row.length !== 5 || !['right', 'false'].includes(row[3])) throw new Error(`${FILE}: ${row.join(' | ')}`);
  const byKey = new Map(rows.map(([file, rule, text, is, why]) => [keyOf({ file, rule, text }), { is, why }]));
  const used = new Set();
  return {
    /** The verdict about a finding; `undefined` where nobody has judged it. */
    of(finding) {
      const key = keyOf(finding);
      used.add(key);
      return byKey.get(key);
    },
    /** Keys of the verdicts that no finding asked for. */
    unused: () => [...byKey.keys()].filter((key) => !used.has(key)),
  };
}

/** How many findings of each severity are judged to be false. */
export function countFalse(findings) {
  const wrong = { error: 0, warning: 0 };
  for (const { severity, verdict } of findings) if (verdict?.is === 'false') wrong[severity]++;
  return wrong;
}

/** A message may be reworded and lines may move: what is found in which file stays. */
function keyOf({ file, rule, text }) {
  return [file, rule, text].join('\t');
}
