import { composed, type DerivedText } from '../core/derived-text.ts';
import type { ProfileDeployment } from '../model/profile/deployment.ts';
import { rootName } from '../syntax/xml/scan.ts';
import { unescaped } from '../syntax/xml/unescaped.ts';

/** A document inside a file of another kind: it is read, checked and changed as if it were a file. */
export interface Embedded {
  /** Stable within the file, and without a slash: `profilexml-0`. */
  readonly name: string;
  readonly languageId: 'xml';
  readonly content: DerivedText;
  /** Whether the program around it adds markup or may add it, so that what looks broken need not be. */
  readonly partial: boolean;
  readonly deployedTo?: ProfileDeployment;
}

/** Escaped twice is what one finds; more is taken for an accident. */
const MOST_ESCAPED = 3;

/** Texts without this word hold no ProfileXML in any notation but base64: looked for first, since it costs next to nothing. */
export function mayHoldProfile(text: string): boolean {
  return text.includes('VPNProfile');
}

/**
 * The ProfileXML that a text is, unescaped as often as it is escaped; `undefined` when it is something else, or speaks of
 * a profile among other things.
 */
export function profileIn(content: DerivedText): DerivedText | undefined {
  let profile = content;
  for (let times = 0; times < MOST_ESCAPED && isEscaped(profile.text); times++)
    profile = composed(profile, unescaped(profile.text, { start: 0, end: profile.text.length }));
  return /^\uFEFF?\s*</.test(profile.text) && rootName(profile.text) === 'VPNProfile' ? profile : undefined;
}

/** Whether a text begins with markup that is escaped, once or more often, and has none that is not. */
export function isEscaped(text: string): boolean {
  return /^\uFEFF?\s*&(?:amp;)*lt;/.test(text) && !text.includes('<');
}

/** Whether a profile's end is in its text: where it is not, the rest stands elsewhere, or is being typed. */
export function isClosed({ text }: DerivedText): boolean {
  return /<\/VPNProfile\s*>/.test(text);
}

/** Documents under the names of their order. */
export function numbered(profiles: readonly Omit<Embedded, 'name' | 'languageId'>[]): Embedded[] {
  return profiles.map((profile, index) => ({ name: `profilexml-${index}`, languageId: 'xml', ...profile }));
}
