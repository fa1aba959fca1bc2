import type { Page } from 'playwright-core';

/** See `window.mjs`. */
export interface EditorWindow {
  readonly page: Page;
  /** What has been asked of another machine, by address. */
  readonly elsewhere: readonly string[];
  /** The folder in which the extension is installed. */
  readonly extensions: string;
  close(): Promise<void>;
}

export const pictures: string;
export function openWindow(options?: { folder?: string; language?: string }): Promise<EditorWindow>;
