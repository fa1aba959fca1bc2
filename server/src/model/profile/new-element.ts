/** An element that a fix adds. It has a text or children, or neither. */
export interface NewElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly children?: readonly NewElement[];
}

/** An element with a text. */
export function leaf(name: string, text: string): NewElement {
  return { name, text };
}

/** An element with children. */
export function branch(name: string, ...children: readonly NewElement[]): NewElement {
  return { name, children };
}
