import type { Span } from '../../core/span.ts';

const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;

/** The plain use of a variable at a dollar sign; `undefined` for everything else that may stand there. */
export function variableAt(text: string, at: number): (Span & { readonly name: string }) | undefined {
  VARIABLE.lastIndex = at;
  const [all, bare, braced] = VARIABLE.exec(text) ?? [];
  const name = bare ?? braced;
  return all === undefined || name === undefined ? undefined : { start: at, end: at + all.length, name };
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** Behind what the shell works out at a dollar sign or a backquote: `$(…)`, `${…}`, `$'…'`; `undefined` where it has no end. */
export function nestedEnd(text: string, at: number): number | undefined {
  const sign = text.charAt(at);
  const next = text.charAt(at + 1);
  if (sign === '`' || next === "'") {
    const end = text.indexOf(sign === '`' ? '`' : "'", sign === '`' ? at + 1 : at + 2);
    return end < 0 ? undefined : end + 1;
  }
  const closing = CLOSING[next];
  if (closing === undefined) return at + 1;
  let depth = 0;
  for (let to = at + 1; to < text.length; to++) {
    const character = text.charAt(to);
    if (character === '\\') to++;
    else if (character === "'") {
      to = text.indexOf("'", to + 1);
      if (to < 0) return undefined;
    } else if (character === '"') {
      for (to++; to < text.length && text.charAt(to) !== '"'; to++) if (text.charAt(to) === '\\') to++;
    } else if (character === next) depth++;
    else if (character === closing && --depth === 0) return to + 1;
  }
  return undefined;
}
