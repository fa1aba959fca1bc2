import type { Span } from '../../core/span.ts';

/** A setting of an entry: `Name=value`. */
export interface Setting {
  /** In lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  /** Whether the line has an end, so that nothing of the value is missing. */
  readonly ended: boolean;
}

/** A section of a phone book: one connection. */
export interface Entry {
  readonly name: string;
  readonly nameSpan: Span;
  readonly settings: readonly Setting[];
  /** Whether it is there to its end: another entry follows, or its devices, which Windows writes last. */
  readonly whole: boolean;
}

/** The entries of a phone book, in their order. Never throws. Names may repeat, and so may the settings of an entry. */
export function entriesOf(text: string): Entry[] {
  const entries: { name: string; nameSpan: Span; settings: Setting[]; whole: boolean }[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
    const line = text.slice(start, end);
    const section = /^\s*\[(.*)\]\s*$/.exec(line);
    const before = entries.at(-1);
    if (section) {
      if (before) before.whole = true;
      const at = start + line.indexOf('[') + 1;
      const name = section[1] ?? '';
      entries.push({ name, nameSpan: { start: at, end: at + name.length }, settings: [], whole: false });
    } else if (before) {
      const setting = settingIn(line, start, end < text.length);
      if (setting) before.settings.push(setting);
      if (setting?.name === 'media') before.whole = true;
    }
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return entries;
}

function settingIn(line: string, start: number, ended: boolean): Setting | undefined {
  const equals = line.indexOf('=');
  if (equals < 0) return undefined;
  const before = line.slice(0, equals);
  const after = line.slice(equals + 1);
  const nameStart = start + before.length - before.trimStart().length;
  const valueStart = start + equals + 1 + (after.length - after.trimStart().length);
  const value = after.trim();
  const name = before.trim();
  return {
    name: name.toLowerCase(),
    nameSpan: { start: nameStart, end: nameStart + name.length },
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
    ended,
  };
}

/** The setting of this name, in lower case; `undefined` where there is none or several, of which nobody knows which one counts. */
export function settingOf({ settings }: Entry, name: string): Setting | undefined {
  const found = settings.filter((setting) => setting.name === name);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether an entry has a setting of this name, in lower case. */
export function hasSetting({ settings }: Entry, name: string): boolean {
  return settings.some((setting) => setting.name === name);
}
