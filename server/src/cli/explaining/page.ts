import { wrapped } from './wrapped.ts';

/** What stands under one heading: a paragraph, or a list. */
type Section = readonly [heading: string, content: string | readonly string[] | undefined];

/** A title and its sections as text for a terminal; sections without content are left out. */
export function page(title: string, sections: readonly Section[]): string {
  const parts = sections.flatMap(([heading, content]) => {
    if (content === undefined || content.length === 0) return [];
    const body = typeof content === 'string' ? wrapped(content, '  ', '  ') : content.flatMap((item) => wrapped(item, '  - ', '    '));
    return [[heading, ...body].map((line) => `${line}\n`).join('')];
  });
  return `${title}\n\n${parts.join('')}`;
}
