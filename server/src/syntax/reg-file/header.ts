import { textStart } from '../../core/lines.ts';
import type { RegVersion } from './content.ts';
import type { RegDocument } from './document.ts';
import { HEADERS } from './spell.ts';
import type { RegDefect } from './value.ts';

export interface RegHeader {
  /** As stated, or else as the file was most likely meant. */
  readonly version: RegVersion;
  readonly defect?: RegDefect;
}

/** How far down a header is looked for that stands too low. */
const LOOK_AHEAD = 50;

/**
 * What the first line says of a file. The Registry Editor imports nothing of a file whose first line is not one of two texts, in this letter case.
 * Source: Microsoft, KB 310516; behaviour of reg import, as measured by the tests of Wine.
 */
export function headerOf({ text, lines }: RegDocument): RegHeader {
  const [first] = lines;
  if (!first) return { version: 5 };
  const written = text.slice(first.start, first.end).trim();
  const exact = exactVersion(written);
  if (exact !== undefined) return { version: exact };
  const eol = text.slice(first.end, first.next) || '\r\n';
  if (first.kind === 'header') {
    const version = /^["'“]?REGEDIT[ \t]*4/iu.test(written) ? 4 : 5;
    const span = {
      start: first.end - text.slice(first.start, first.end).trimStart().length,
      end: first.start + text.slice(first.start, first.end).trimEnd().length,
    };
    const fix = { at: span, text: HEADERS[version], title: `Write ${HEADERS[version]}` };
    return { version, defect: { span, message: `The first line must be exactly ${HEADERS[version]}, so nothing of this file is imported`, fix } };
  }
  const below = lines.slice(1, LOOK_AHEAD).map(({ start, end }) => exactVersion(text.slice(start, end).trim()));
  const version = below.find((each) => each !== undefined) ?? 5;
  const top = textStart(text);
  const fix = { at: { start: top, end: top }, text: HEADERS[version] + eol + eol, title: `Write ${HEADERS[version]} in the first line` };
  const what = below.some((each) => each !== undefined) ? 'stands too low: it must be the first line' : 'is missing from the first line';
  return {
    version,
    defect: { span: { start: first.start, end: first.end }, message: `${HEADERS[version]} ${what}, so nothing of this file is imported`, fix },
  };
}

function exactVersion(line: string): RegVersion | undefined {
  if (line === HEADERS[4]) return 4;
  return line === HEADERS[5] ? 5 : undefined;
}
