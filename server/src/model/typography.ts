import type { Location } from '../core/source-file.ts';

/** A typographic quote or dash that PowerShell takes for the plain one. It is part of the code, never of a text. */
export interface TypographicSign {
  readonly at: Location;
  readonly plain: "'" | '"' | '-';
}

/** All of them in one script, in the order of the text; at least one. */
export interface Typography {
  readonly signs: readonly TypographicSign[];
}
