import { describe, expect, test } from 'vitest';
import type { BoxView, PathView } from '../../server/src/features/deployment-view/view.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import { layOut, type Picture } from '../../client/view/layout.ts';
import { windowOf } from '../../client/view/window-of.ts';
import { wrapped } from '../../client/view/wrap.ts';

/** Every sign is as wide as every other. */
const measure = (text: string): number => text.length * 6;

const box = (id: string, lines: readonly string[] = [], problems: BoxView<ViewPlace>['problems'] = []): BoxView<ViewPlace> => ({
  id,
  title: id,
  health: 'ok',
  lines,
  problems,
});

const path = (...stages: readonly (readonly BoxView<ViewPlace>[])[]): PathView<ViewPlace> => ({
  stages: stages.map((boxes, index) => ({ id: (['clients', 'ports', 'balancers', 'servers'] as const)[index] ?? 'servers', title: `Stage ${index}`, boxes })),
  links: stages.slice(1).flatMap((boxes, index) => (stages[index] ?? []).flatMap((from) => boxes.map((to) => ({ from: from.id, to: to.id })))),
});

const WHOLE = path([box('a'), box('b', ['One line that is long enough to be broken at least once, or even twice'])], [box('udp'), box('tcp')], [box('server')]);

/** Whether any two boxes cover each other, or one sticks out. */
function faults({ boxes, width, height }: Picture): string[] {
  const over = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.box.id} covers ${b.box.id}`),
  );
  const out = boxes
    .filter((each) => each.x < 0 || each.y < 0 || each.x + each.width > width || each.y + each.height > height)
    .map((each) => `${each.box.id} sticks out`);
  return [...over, ...out];
}

describe('the picture', () => {
  test('puts stages side by side where there is room, else one below the other', () => {
    const xs = (picture: Picture): number => new Set(picture.stages.map(({ x }) => x)).size;
    expect([xs(layOut(WHOLE, 1200, measure)), xs(layOut(WHOLE, 500, measure))]).toEqual([3, 1]);
  });

  test.each([100, 200, 400, 640, 900, 1200, 3000])('no part covers another at %i pixels, and every link is drawn', (width) => {
    const picture = layOut(WHOLE, width, measure);
    expect(faults(picture)).toEqual([]);
    expect(picture.lines).toHaveLength(WHOLE.links.length);
  });

  test('a part with very much to say says the beginning, and what is wrong', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `Statement ${index}`);
    const [placed] = layOut(
      path(
        [
          box('a', lines, [
            { text: 'It is broken.', severity: 'error' },
            { text: 'Twice.', severity: 'warning' },
          ]),
        ],
        [box('b')],
      ),
      900,
      measure,
    ).boxes;
    expect(placed?.lines.map(({ text }) => text).slice(-3)).toEqual(['Statement 6', '…', 'It is broken. (and 1 more)']);
    expect(placed?.lines).toHaveLength(9);
  });
});

describe('wrapping', () => {
  const lines = (text: string, most = 9): string[] => wrapped(text, 60, most, measure);

  test.each([
    ['', []],
    ['one', ['one']],
    ['one two three', ['one two', 'three']],
    ['/Common/vs500', ['/Common/', 'vs500']],
    ['abcdefghijklmno', ['abcdefghij', 'klmno']],
  ])('%j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  test('what is too long ends in an ellipsis that fits', () => {
    const [first, last] = lines('one two three four five six', 2);
    expect(first).toBe('one two');
    expect(last).toMatch(/…$/);
    expect(measure(last ?? '')).toBeLessThanOrEqual(60);
  });
});

test.each([
  ['all of a few', 4, 0, 800, { from: 0, to: 4 }],
  ['the first of many', 200, 0, 800, { from: 0, to: 7 }],
  ['some in the middle', 200, 10_000, 800, { from: 47, to: 57 }],
  ['the last', 200, 39_200, 800, { from: 193, to: 200 }],
  ['none', 0, 0, 800, { from: 0, to: 0 }],
  ['in no room at all', 200, 0, -170, { from: 0, to: 4 }],
])('of the columns are made: %s', (_, count, left, room, expected) => {
  expect(windowOf(count, 200, left, room)).toEqual(expected);
});
