import type { BoxView, PathView, ProblemView, StageView } from '../../server/src/features/deployment-view/view.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import { wrapped, type Measure } from './wrap.ts';

/** The picture of a path with the place of everything in it, in pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly stages: readonly { readonly id: string; readonly title: string; readonly x: number; readonly y: number }[];
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly { readonly id: string; readonly path: string }[];
}

export interface PlacedBox {
  readonly box: BoxView<ViewPlace>;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly lines: readonly { readonly text: string; readonly severity?: ProblemView['severity'] }[];
}

export const LINE = 16;
export const PADDING = 10;
/** Between stages goes a line with its arrow. */
const BETWEEN_STAGES = 44;
const BETWEEN_BOXES = 14;
const HEADING = 26;
const NARROWEST = 170;
const WIDEST = 250;
const MARGIN = 4;
/** So much of one statement is in the picture; all of it is in what a box is called for screen readers, and in its tooltip. */
const MOST_OF_LINE = 3;
const MOST_LINES = 9;

/** Stages side by side where the width allows it, else one below the other. */
export function layOut(path: PathView<ViewPlace>, width: number, measure: Measure): Picture {
  const count = path.stages.length;
  const each = Math.floor((width - 2 * MARGIN - (count - 1) * BETWEEN_STAGES) / count);
  return each >= NARROWEST ? sideBySide(path, Math.min(each, WIDEST), measure) : stacked(path, Math.max(width, NARROWEST + 2 * MARGIN), measure);
}

function sideBySide({ stages, links }: PathView<ViewPlace>, boxWidth: number, measure: Measure): Picture {
  const columns = stages.map(({ boxes }) => boxes.map((box) => sized(box, boxWidth, measure)));
  const heights = columns.map(heightOf);
  const tallest = Math.max(0, ...heights);
  const boxes = columns.flatMap((column, index) => {
    let y = HEADING + (tallest - (heights[index] ?? 0)) / 2;
    return column.map((box): PlacedBox => {
      const at = { ...box, x: MARGIN + index * (boxWidth + BETWEEN_STAGES), y };
      y += box.height + BETWEEN_BOXES;
      return at;
    });
  });
  const titles = stages.map(({ id, title }, index) => ({ id, title, x: MARGIN + index * (boxWidth + BETWEEN_STAGES), y: 14 }));
  const width = 2 * MARGIN + stages.length * boxWidth + (stages.length - 1) * BETWEEN_STAGES;
  return { width, height: HEADING + tallest + MARGIN, stages: titles, boxes, lines: linesOf(links, boxes, 'across') };
}

function stacked({ stages, links }: PathView<ViewPlace>, width: number, measure: Measure): Picture {
  const boxes: PlacedBox[] = [];
  const titles: { id: string; title: string; x: number; y: number }[] = [];
  let y = 0;
  for (const stage of stages) {
    titles.push({ id: stage.id, title: stage.title, x: MARGIN, y: y + 14 });
    y += HEADING;
    for (const row of rowsOf(stage, width)) {
      const boxWidth = Math.min(Math.floor((width - 2 * MARGIN - (row.columns - 1) * BETWEEN_BOXES) / row.columns), 2 * WIDEST);
      const sizes = row.boxes.map((box) => sized(box, boxWidth, measure));
      boxes.push(...sizes.map((box, index): PlacedBox => ({ ...box, x: MARGIN + index * (boxWidth + BETWEEN_BOXES), y })));
      y += Math.max(...sizes.map(({ height }) => height)) + BETWEEN_BOXES;
    }
    y += BETWEEN_STAGES - BETWEEN_BOXES;
  }
  return { width, height: y - BETWEEN_STAGES + MARGIN, stages: titles, boxes, lines: linesOf(links, boxes, 'down') };
}

function rowsOf({ boxes }: StageView<ViewPlace>, width: number): { readonly columns: number; readonly boxes: readonly BoxView<ViewPlace>[] }[] {
  const most = Math.max(1, Math.floor((width - 2 * MARGIN + BETWEEN_BOXES) / (NARROWEST + BETWEEN_BOXES)));
  const columns = Math.min(most, Math.max(1, boxes.length));
  const rows: { columns: number; boxes: BoxView<ViewPlace>[] }[] = [];
  for (let start = 0; start < boxes.length; start += columns) rows.push({ columns, boxes: boxes.slice(start, start + columns) });
  return rows;
}

function sized(box: BoxView<ViewPlace>, width: number, measure: Measure): Omit<PlacedBox, 'x' | 'y'> {
  const inner = width - 2 * PADDING;
  const title = wrapped(box.title, inner, 2, measure, true);
  const [problem] = box.problems;
  const more = box.problems.length > 1 ? ` (and ${box.problems.length - 1} more)` : '';
  const problems =
    problem === undefined ? [] : wrapped(`${problem.text}${more}`, inner, MOST_OF_LINE, measure).map((text) => ({ text, severity: problem.severity }));
  const said = box.lines.flatMap((line) => wrapped(line, inner, MOST_OF_LINE, measure)).map((text) => ({ text }));
  const room = MOST_LINES - problems.length;
  const shown = said.length > room ? [...said.slice(0, room - 1), { text: '…' }] : said;
  const lines = [...shown, ...problems];
  return { box, width, height: 2 * PADDING + (title.length + 1 + lines.length) * LINE, title, lines };
}

function heightOf(column: readonly { readonly height: number }[]): number {
  return column.reduce((sum, { height }) => sum + height, 0) + Math.max(0, column.length - 1) * BETWEEN_BOXES;
}

/** A curve from the middle of one edge to the middle of the other. */
function linesOf(links: PathView<ViewPlace>['links'], boxes: readonly PlacedBox[], direction: 'across' | 'down'): Picture['lines'] {
  const byId = new Map(boxes.map((each) => [each.box.id, each]));
  return links.flatMap(({ from, to }) => {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (!a || !b) return [];
    const [x1, y1, x2, y2] =
      direction === 'across' ? [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2] : [a.x + a.width / 2, a.y + a.height, b.x + b.width / 2, b.y];
    const bend = direction === 'across' ? [(x1 + x2) / 2, y1, (x1 + x2) / 2, y2] : [x1, (y1 + y2) / 2, x2, (y1 + y2) / 2];
    return [{ id: `${from} ${to}`, path: `M${x1} ${y1} C${bend.join(' ')} ${x2} ${y2}` }];
  });
}
