import { largest, smallest } from '../../core/lists.ts';
import { textOf, type Span } from '../../core/span.ts';
import type { Fold, OutlineEntry } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import { attributeOf, type Row } from './blocks.ts';
import type { ConsoleTree, Printed } from './read.ts';

/** The policies that an output shows, each with what was printed of it. */
export function outputOutline(reading: Reading<ConsoleTree>): OutlineEntry[] {
  return reading.tree.printed.map((printed) => {
    const { at, rows, side, kind, name } = printed;
    const children = rows.map((row) => entryOf(row, reading.file.text));
    const values = rows.flatMap((row) => (attributeOf(row) && row.value !== '' ? row.value : [])).join(', ');
    const detail = kind === 'system-default' ? 'no custom policy' : values;
    return {
      name: side === 'server' ? 'VPN server' : `Connection${name === undefined ? '' : ` ${name}`}`,
      ...(detail !== '' && { detail }),
      kind: 'group',
      span: around([at, ...children.map(({ span }) => span)]),
      nameSpan: at,
      children,
    };
  });
}

/** Each policy from the command that printed it, or from its first row, to its last row. */
export function outputFolds({ file, tree }: Reading<ConsoleTree>): Fold[] {
  return tree.printed
    .map(({ at, rows }: Printed): Fold => ({ span: around([at, ...rows.map((row) => placeOf(row, file.text))]), kind: 'element' }))
    .filter(({ span }) => /[\r\n]/.test(textOf(file.text, span)));
}

function entryOf(row: Row, text: string): OutlineEntry {
  const span = placeOf(row, text);
  const kind = attributeOf(row) ? 'choice' : /^\d+$/.test(row.value) ? 'number' : /^(?:true|false)$/i.test(row.value) ? 'boolean' : 'text';
  return { name: textOf(text, row.nameSpan), ...(row.value !== '' && { detail: row.value }), kind, span, nameSpan: span, children: [] };
}

/** A row from its name on; in a table, where the name is the head of a column, its value. */
function placeOf({ nameSpan, valueSpan }: Row, text: string): Span {
  const isLine = nameSpan.end <= valueSpan.start && !/[\r\n]/.test(text.slice(nameSpan.end, Math.min(valueSpan.start, nameSpan.end + 300)));
  return isLine ? { start: nameSpan.start, end: valueSpan.end } : valueSpan;
}

function around(spans: readonly Span[]): Span {
  return { start: smallest(spans.map(({ start }) => start)), end: largest(spans.map(({ end }) => end)) };
}
