/** An element that is to be written. It has a text or children, or neither. */
export interface NewElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly NewElement[];
  /** What comments in front of it say, one each; no two hyphens in a row. */
  readonly comments?: readonly string[];
}

/** An element with a text. */
export function leaf(name: string, text: string): NewElement {
  return { name, text };
}

/** An element with children. */
export function branch(name: string, ...children: readonly NewElement[]): NewElement {
  return { name, children };
}
