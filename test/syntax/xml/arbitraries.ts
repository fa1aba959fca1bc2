import { fc } from '../../support/properties.ts';

/** Pieces of markup, good and bad, in any order: what hits a scanner harder than random characters. */
const pieces = [
  '<',
  '>',
  '</',
  '/>',
  '<A>',
  '</A>',
  '<A/>',
  '<B>',
  '</B>',
  '<b>',
  '</b>',
  '<A ',
  '<B',
  '</B',
  'b="',
  "c='",
  '"',
  "'",
  '=',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<?xml version="1.0"?>',
  '<!DOCTYPE',
  '[',
  ']',
  '&',
  '&amp;',
  '&#65;',
  '&#',
  '&x;',
  ';',
  'text',
  '1',
  ' ',
  '\r\n',
  '\n',
  '\n  ',
  '\t',
  '\u00a0',
  '<constructor>',
  '</constructor>',
  '\ufeff',
  '\0',
  'ä',
  '\u{1F600}',
];

export const soup: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

/** An element to be written as XML, and what reading it must give. */
export interface Model {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  /** Absent for an element with children. */
  readonly leaf?: { readonly value: string; readonly written: string };
  readonly children: readonly Model[];
}

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,8}$/);
const escapes: Record<string, string> = { '<': '&lt;', '&': '&amp;', '"': '&quot;', "'": '&#39;', '>': '>', '\n': '&#10;' };
const value = fc
  .string({ unit: fc.constantFrom('a', 'Z', '7', ' ', '.', '<', '&', '>', '"', "'", 'ü', '€', '/', '-', ']'), maxLength: 12 })
  .map((text) => text.trim());
const attributes = fc.uniqueArray(fc.record({ name, value }), { maxLength: 3, selector: (attribute) => attribute.name });
const leaf = fc.oneof(
  value.map((text) => ({ value: text, written: escape(text) })),
  value.filter((text) => !text.includes(']]>') && text !== '').map((text) => ({ value: text, written: `<![CDATA[${text}]]>` })),
);

export const model: fc.Arbitrary<Model> = fc.letrec<{ element: Model }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    fc.record({ name, attributes, leaf, children: fc.constant([]) }),
    fc.record({ name, attributes, children: fc.array(tie('element'), { minLength: 1, maxLength: 4 }) }),
  ),
})).element;

/** How a model is laid out: line ends, indentation and what stands between elements. */
export const layout = fc.record({ newline: fc.constantFrom('', '\n', '\r\n', '\r'), between: fc.constantFrom('', '  ', '<!-- <x> & -->', "<?p it's?>") });

/** The model as a well-formed XML text. */
export function write(element: Model, { newline, between }: { newline: string; between: string }): string {
  const gap = newline + between;
  const written = element.attributes.map((attribute) => `${newline} ${attribute.name} = "${escape(attribute.value)}"`).join('');
  if (element.leaf?.written === '' && newline === '') return `<${element.name}${written}/>`;
  const inner =
    element.leaf === undefined
      ? gap + element.children.map((child) => write(child, { newline, between }) + gap).join('')
      : newline + element.leaf.written + newline;
  return `<${element.name}${written}>${inner}</${element.name} >`;
}

function escape(text: string): string {
  return text.replace(/[<&"'\n]|\]\]>/g, (found) => escapes[found] ?? ']]&gt;');
}
