/** See `debian.mjs`. */
export function editorOf(editor: { command: string; packages: readonly string[] }): Promise<{ executable: string; root?: string } | { reason: string }>;
