const ROOT = 'file:///example';

/** The files of an example, without the marks of `test/support/fixture.ts`, and what those marks say about other rules. */
export function parseExample(example) {
  const others = [];
  const files = example
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const newline = part.indexOf('\n');
      return { path: part.slice(0, newline).trim(), text: unmarked(part.slice(newline + 1), others) };
    });
  return { files, others };
}

/** What the product itself reports about an example, in the order of its text. Worked out once: several pages ask. */
export function findingsOf(product, example) {
  if (!known.has(example)) known.set(example, run(product, parseExample(example)));
  return known.get(example);
}

const known = new Map();

function run(product, { files }) {
  const workspace = new product.Workspace((message) => {
    throw new Error(message);
  });
  workspace.setRoots([ROOT]);
  for (const { path, text } of files) workspace.setFile({ uri: `${ROOT}/${path}`, text });
  return files.flatMap(({ path, text }) =>
    workspace.findings(`${ROOT}/${path}`).map((finding) => ({
      path,
      line: text.slice(0, finding.at.span.start).split('\n').length,
      text: text.slice(finding.at.span.start, finding.at.span.end),
      rule: finding.rule.id,
      severity: finding.severity,
      message: finding.message,
      fixes: finding.fixes().map(({ safe }) => (safe ? 'safe' : 'unsafe')),
    })),
  );
}

/** Marks may be nested; each ends with the rule it speaks of, or with nothing for the rule whose example it is. */
function unmarked(text, others) {
  const open = [];
  let plain = '';
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '⟦') open.push(plain.length);
    else if (text[index] === '⟧') {
      const start = open.pop() ?? plain.length;
      const rule = /^\{([a-z0-9-]+)\}/.exec(text.slice(index + 1));
      if (!rule) continue;
      index += rule[0].length;
      others.push({ rule: rule[1], text: plain.slice(start) });
    } else plain += text[index];
  }
  return plain;
}
