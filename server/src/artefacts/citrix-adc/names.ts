/** The name with another port instead of the one that it has; `undefined` where it has none. */
export function withPort(name: string, old: string, port: number): string | undefined {
  const replaced = name.replace(new RegExp(`(^|\\D)${old}(?!\\d)`, 'u'), (_, before: string) => `${before}${port}`);
  return replaced === name ? undefined : replaced;
}

/** What separates the parts of a name. */
export function separatorOf(name: string): '-' | '_' {
  return name.includes('-') && !name.includes('_') ? '-' : '_';
}
