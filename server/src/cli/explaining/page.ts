/** What stands under one heading: a paragraph, or a list. */
type Section = readonly [heading: string, content: string | readonly string[] | undefined];

const WIDTH = 100;

/** A title and its sections as text for a terminal; sections without content are left out. */
export function page(title: string, sections: readonly Section[]): string {
  const parts = sections.flatMap(([heading, content]) => {
    if (content === undefined || content.length === 0) return [];
    const body = typeof content === 'string' ? wrapped(content, '  ', '  ') : content.map((item) => wrapped(item, '  - ', '    ')).join('');
    return [`${heading}\n${body}`];
  });
  return `${title}\n\n${parts.join('')}`;
}

function wrapped(text: string, first: string, others: string): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    if (line.trim().length > 0 && line.length + word.length >= WIDTH) {
      lines.push(line.trimEnd());
      line = others;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].map((each) => `${each}\n`).join('');
}
