import { inColumns } from '../../core/columns.ts';
import { append } from '../../core/lists.ts';
import { WIDTH, wrapped } from './wrapped.ts';

/**
 * A page in the Markdown that this product writes, as text for a terminal: the same words in the same order. Headings lose their marks, text is wrapped and
 * moved in below its heading, code is not wrapped, so that it can be copied, and a link is its title.
 */
export function forTerminal(markdown: string): string {
  const lines = markdown.trimEnd().split('\n');
  const out: string[] = [];
  let indent = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      const end = lines.indexOf(fence, index + 1);
      append(
        out,
        lines.slice(index + 1, end).map((each) => `${indent}    ${each}`.trimEnd()),
      );
      index = end;
    } else if (line.startsWith('|')) {
      const end = lines.findIndex((each, at) => at > index && !each.startsWith('|'));
      const rows = lines.slice(index, end < 0 ? undefined : end);
      append(out, tableLines(rows, indent));
      index += rows.length - 1;
    } else if (/^#+ /.test(line)) {
      out.push(plain(line.replace(/^#+ /, '')));
      indent = line.startsWith('# ') ? '' : '  ';
      // Below a heading there is no gap.
      if (indent !== '' && lines[index + 1] === '') index++;
    } else if (line === '---') {
      out.push(indent + line);
    } else {
      const [, mark = '', text = ''] = /^(- |> )?(.*)$/.exec(line) ?? [];
      append(out, wrapped(plain(text), indent + (mark === '> ' ? '  ' : mark), indent + ' '.repeat(mark.length)));
    }
  }
  return `${out.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

/** Markdown within a line as plain text: what is escaped and what is emphasised stand for themselves, and code keeps its backticks. */
function plain(markdown: string): string {
  return markdown.replace(
    /(?<!`)(`+)(.*?)\1|\\([\\`*_{}[\]()#+!|<>])|\[([^[\]]*)\]\([^)]*\)|(?<!(?<!\\)\*)\*+([^*\s][^*]*)\*+/g,
    (whole, fence, _code, escaped, title, emphasised) => {
      if (fence !== undefined) return whole;
      return (escaped ?? emphasised ?? plain((title as string | undefined) ?? '')) as string;
    },
  );
}

/** A table with columns of one width; one that is too wide is a list. The line below its head goes. */
function tableLines(lines: readonly string[], indent: string): string[] {
  const rows = lines.filter((_, index) => index !== 1).map(cellsOf);
  const lined = inColumns(rows).map((row) => indent + row);
  return lined.some((line) => line.length > WIDTH) ? rows.flatMap((row) => wrapped(row.join('; '), `${indent}- `, `${indent}  `)) : lined;
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\| | \|$/g, '')
    .split(/(?<!\\) \| /)
    .map((cell) => plain(cell.replaceAll('\\|', '|')));
}
