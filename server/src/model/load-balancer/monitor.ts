import type { Location } from '../../core/source-file.ts';
import type { Setting } from './setting.ts';

/** How a monitor tests. `script` runs a program; `other` is known to be none of these. */
export type MonitorKind = 'icmp' | 'tcp' | 'udp' | 'http' | 'https' | 'script' | 'other';

/** What tests whether a server works: a monitor or health check. */
export interface Monitor {
  readonly key: string;
  readonly name: string;
  readonly at: Location;
  readonly whole: Location;
  readonly kind: Setting<MonitorKind>;
  /** The kind of the monitor that it takes its values from, where it names one. */
  readonly parentKind?: Setting<MonitorKind>;
  /** The port that it tests; 0: that of the member. */
  readonly port: Setting<number>;
  /** What it sends, for `http` and `https`. */
  readonly request?: HealthRequest;
  /** A path that is stated though a test of this kind asks for none: what the test was meant to be. */
  readonly idlePath?: string;
  /** What makes a server count as up, for `http` and `https`. */
  readonly expects: Setting<Expectation>;
  /** Seconds between two tests. */
  readonly interval: Setting<number>;
  /** Seconds without a good answer until the server counts as down; absent where the product counts failures instead. */
  readonly timeout?: Setting<number>;
  /** Seconds that one test waits for its answer; absent where the product has no such setting. */
  readonly answerTimeout?: Setting<number>;
  /** Whether it comes with the product and stands in no file, or is no object of its own. */
  readonly builtIn?: true;
}

/** The request of a test, as it goes over the wire. */
export interface HealthRequest {
  readonly method: Setting<string>;
  /** Path as written, percent-encoding kept. */
  readonly path: Setting<string>;
  readonly version: Setting<'0.9' | '1.0' | '1.1'>;
  /** Value of the Host header; `undefined` for none. */
  readonly host: Setting<string | undefined>;
  /** A Host header that is broken, such as `Host:r\n` with its backslash lost. */
  readonly brokenHost?: Location;
  /** Whether it ends in an empty line, where the administrator writes every byte of it. */
  readonly ended: Setting<boolean>;
  /** Line ends with too many or too few backslashes for the notation, which are sent as letters. */
  readonly wrongEscapes?: Location;
  /** Signs that the notation wants percent-encoded and are not. */
  readonly unencoded?: Location;
}

/**
 * Which answers count as good: those with one of these status codes, or `anything`. Only 100 to 599.
 * `inBody` where the product looks for a text in the body alone, and so sees no status code.
 */
export type Expectation = { readonly codes: readonly CodeRange[] } | 'anything' | 'in body';

export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

/** Whether an answer with this status code counts as good. */
export function accepts(expectation: Expectation, code: number): boolean {
  if (expectation === 'anything') return true;
  return expectation !== 'in body' && expectation.codes.some(({ from, to }) => from <= code && code <= to);
}
