import type { DeploymentView } from './view.ts';

/**
 * The table of policies as comma-separated values (RFC 4180): a line for each policy, a column for each value, so that a spreadsheet can filter them.
 * @param address where a place is, for whoever reads it elsewhere: file and line
 */
export function asCsv<P>({ matrix: { rows, columns } }: DeploymentView<P>, address: (at: P) => string): string {
  const header = ['Kind', 'Name', 'Place', 'Detail', ...rows.map(({ title }) => title), 'Differs in'];
  const lines = columns.flatMap(({ kind, title, members, detail, cells }) => {
    const differing = rows.filter((_, index) => cells[index]?.state === 'differs').map((row) => row.title);
    const values = [detail, ...cells.map(({ text }) => text), differing.join(' ')];
    const places = members.length > 0 ? members : [{ name: title }];
    return places.map(({ name, at }: { readonly name: string; readonly at?: P }) => [kind, name, at === undefined ? '' : address(at), ...values]);
  });
  return [header, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A field that a spreadsheet takes for a text, never for a formula: names come from files. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
