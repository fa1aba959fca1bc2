import type { CellView, ColumnView, Health, NegotiationView, PathView, ProblemView, RowView } from '../../server/src/features/deployment-view/view.ts';
import type { ShownView, ViewPlace } from '../../server/src/lsp/protocol.ts';
import type { Remembered, Shown, ToPage } from '../src/view/messages.ts';

/** Whether a value has the shape of a type. */
type Check<T> = (value: unknown) => value is T;

/** A check for every property, so that none is forgotten; `optional` is for those that may be absent. */
type Checks<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Check<T[K]> };

interface Optional<T> {
  readonly optional: Check<T>;
}

const text: Check<string> = (value) => typeof value === 'string';
const yesOrNo: Check<boolean> = (value) => typeof value === 'boolean';
const count: Check<number> = (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** How far something is scrolled: a part of a pixel as well, and beyond the beginning where a touch pad lets go. */
const pixels: Check<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

function maybe<T>(optional: Check<T>): Optional<T> {
  return { optional };
}

function oneOf<T extends string>(...known: readonly T[]): Check<T> {
  return (value): value is T => known.some((each) => each === value);
}

function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(check);
}

function object<T extends object>(checks: Checks<T>): Check<T> {
  const entries = Object.entries<Check<unknown> | Optional<unknown>>(checks);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => {
      const property: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
      return typeof check === 'function' ? check(property) : property === undefined || check.optional(property);
    });
}

const health = oneOf<Health>('ok', 'broken', 'unknown');
const position = object<ViewPlace['range']['start']>({ line: count, character: count });
const place = object<ViewPlace>({ uri: text, range: object<ViewPlace['range']>({ start: position, end: position }), name: text });
const problems = list(object<ProblemView>({ text, severity: oneOf('error', 'warning') }));
const named = object<NegotiationView<ViewPlace>['client']>({ name: text, at: maybe(place) });

const path = object<PathView<ViewPlace>>({
  stages: list(
    object<PathView<ViewPlace>['stages'][number]>({
      id: oneOf('clients', 'ports', 'balancers', 'servers'),
      title: text,
      boxes: list(
        object<PathView<ViewPlace>['stages'][number]['boxes'][number]>({ id: text, title: text, health, lines: list(text), problems, at: maybe(place) }),
      ),
    }),
  ),
  links: list(object<PathView<ViewPlace>['links'][number]>({ from: text, to: text })),
});

const cell = object<CellView<ViewPlace>>({
  text,
  state: oneOf('same', 'differs', 'unknown', 'plain'),
  note: maybe(text),
  problems,
  fixable: yesOrNo,
  at: maybe(place),
});

const column = object<ColumnView<ViewPlace>>({
  id: text,
  kind: oneOf('client', 'server', 'baseline', 'pasted'),
  title: text,
  detail: text,
  health,
  members: list(named),
  ids: list(text),
  cells: list(cell),
});

const negotiation = object<NegotiationView<ViewPlace>>({
  id: text,
  client: named,
  server: named,
  health,
  sentence: text,
  confidence: text,
  phases: list(
    object<NegotiationView<ViewPlace>['phases'][number]>({
      title: text,
      health,
      result: text,
      values: list(object<NegotiationView<ViewPlace>['phases'][number]['values'][number]>({ title: text, client: text, server: text, verdict: text, health })),
    }),
  ),
  caveats: list(text),
});

const shown = object<Shown>({
  view: object<ShownView>({
    kind: oneOf('deployment', 'comparison'),
    title: text,
    health,
    summary: text,
    advice: maybe(text),
    path,
    matrix: object<ShownView['matrix']>({
      rows: list(object<RowView>({ id: text, title: text, phase: maybe(text), differs: yesOrNo })),
      columns: list(column),
      left: count,
    }),
    negotiations: list(negotiation),
    negotiationsLeft: count,
  }),
  key: text,
  choices: list(object<Shown['choices'][number]>({ key: text, title: text })),
});

const about = object<Extract<ToPage, { type: 'show' }>['about']>({ uri: text, key: maybe(text), pasted: maybe(text) });

const MESSAGES: { readonly [Type in ToPage['type']]: Check<Extract<ToPage, { type: Type }>> } = {
  show: object<Extract<ToPage, { type: 'show' }>>({ type: oneOf('show'), shown, about }),
  empty: object<Extract<ToPage, { type: 'empty' }>>({ type: oneOf('empty'), reason: text, about }),
  draw: object<Extract<ToPage, { type: 'draw' }>>({ type: oneOf('draw') }),
};

/**
 * A message of the extension, if it is one that is known and well formed; what else arrives changes nothing. The extension is of the page's own origin: the
 * window hands its messages on.
 * @param own the origin of the page
 */
export function toPage({ data, origin }: { readonly data: unknown; readonly origin: string }, own: string): ToPage | undefined {
  if (origin !== own) return undefined;
  return Object.values(MESSAGES).some((check: Check<ToPage>) => check(data)) ? (data as ToPage) : undefined;
}

/** What the window has kept of the page, if it is well formed; else nothing is known. */
export function remembered(state: unknown): Remembered {
  return isRemembered(state) ? state : { uri: '' };
}

const isRemembered = object<Remembered>({
  uri: text,
  key: maybe(text),
  pasted: maybe(text),
  onlyDifferences: maybe(yesOrNo),
  top: maybe(pixels),
  left: maybe(pixels),
});
