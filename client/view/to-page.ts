import type { CellView, ColumnView, Health, NegotiationView, PathView, ProblemView, RowView } from '../../server/src/features/deployment-view/view.ts';
import type { ShownView, ViewPlace } from '../../server/src/lsp/protocol.ts';
import type { Remembered, Shown, ToPage } from '../src/view/messages.ts';
import { count, list, maybe, object, oneOf, pixels, place, text, yesOrNo, type Check } from '../src/view/shape.ts';

const health = oneOf<Health>('ok', 'broken', 'unknown');
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
