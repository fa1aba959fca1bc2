/** What the extension and the page of the deployment view tell each other. Types only: they run in different worlds. */
import type { ShownView, ViewPlace } from '../../../server/src/lsp/protocol.ts';

/** What the page shows. */
export interface Shown {
  readonly view: ShownView;
  readonly key: string;
  readonly choices: readonly { readonly key: string; readonly title: string }[];
}

/** What a window that is opened again needs to show the same. */
export interface Remembered {
  /** The file whose deployment is shown. */
  readonly uri: string;
  readonly key?: string;
  readonly pasted?: string;
  readonly onlyDifferences?: boolean;
  /** How far the page and the table are scrolled, in pixels. */
  readonly top?: number;
  readonly left?: number;
}

export type ExportFormat = 'markdown' | 'csv' | 'svg';

/** From the extension to the page. */
export type ToPage =
  | { readonly type: 'show'; readonly shown: Shown; readonly about: Pick<Remembered, 'uri' | 'key' | 'pasted'> }
  | { readonly type: 'empty'; readonly reason: string; readonly about: Pick<Remembered, 'uri' | 'key' | 'pasted'> }
  /** Asks for the picture, which comes back as `svg`. */
  | { readonly type: 'draw' };

/** From the page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly at: ViewPlace }
  | { readonly type: 'fix'; readonly at: ViewPlace }
  | { readonly type: 'members'; readonly column: string }
  | { readonly type: 'choose'; readonly key: string }
  | { readonly type: 'export'; readonly format: ExportFormat }
  | { readonly type: 'svg'; readonly text: string };
