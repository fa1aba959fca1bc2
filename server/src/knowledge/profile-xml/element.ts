import type { Confidence } from '../confidence.ts';
import type { WindowsName } from '../windows.ts';

/** What the text of an element is. */
export type ElementType =
  /** Has child elements and no text. */
  | 'container'
  | 'text'
  /** `true` or `false`; XML Schema takes 1 and 0 as well. */
  | 'boolean'
  /** One of `values`. */
  | 'enumeration'
  /** A whole number within `range`. */
  | 'number'
  /** Follows a schema of its own, which this table does not describe. */
  | 'foreign';

/** One element of ProfileXML. */
export interface ProfileElement {
  /** Names below the root: `NativeProfile/CryptographySuite/DHGroup`. The root's own path is empty. */
  readonly path: string;
  readonly type: ElementType;
  /** Whether its parent must have one. */
  readonly required?: true;
  /** Whether its parent may have several. */
  readonly repeats?: true;
  /** The only values that Windows takes, in the letter case of the CSP. Another letter case is taken as well. */
  readonly values?: readonly string[];
  /** What its values mean, a sentence each. */
  readonly meanings?: Readonly<Record<string, string>>;
  /** Releases that first took a value, where that is later than the element's own. */
  readonly valuesSince?: Readonly<Record<string, WindowsName>>;
  /** Smallest and largest value of a number. */
  readonly range?: readonly [least: number, most: number];
  /** What holds where the element is not written; absent where nobody says. */
  readonly default?: string;
  /** First release that reads it according to Microsoft's device description. */
  readonly since?: WindowsName;
  /** First release that reads it according to those who tried, where that is later. */
  readonly observedSince?: WindowsName;
  /** Path of the CSP node below the profile's own, `{n}` for a list entry; absent where the CSP has none. */
  readonly cspNode?: string;
  /** The only part of the CSP tree that has it. */
  readonly tree?: 'user' | 'device';
  /** Whether Microsoft's schema of February 2025 has it. Windows reads some that it lacks. */
  readonly inSchema: boolean;
  /** One sentence. */
  readonly summary: string;
  /** What is easily got wrong, a sentence each. */
  readonly traps?: readonly string[];
  readonly source: string;
  readonly confidence: Confidence;
}

/** What a row states beside its path, type and summary. What is usual need not be stated. */
type Details = Partial<Omit<ProfileElement, 'path' | 'type' | 'summary' | 'cspNode'>> & {
  /** `none` for an element without a CSP node; otherwise the node has the element's path. */
  readonly cspNode?: string;
};

export const CSP = 'Microsoft VPNv2 CSP';

/** A row of the table. Unless stated it is in Microsoft's schema, has a CSP node of its own path, and Microsoft documents it since Windows 10 1511. */
export function element(path: string, type: ElementType, summary: string, { cspNode = path, ...details }: Details = {}): ProfileElement {
  return {
    path,
    type,
    since: 'Windows 10 1511',
    inSchema: true,
    source: CSP,
    confidence: 'documented',
    ...details,
    ...(cspNode !== 'none' && { cspNode }),
    summary,
  };
}
