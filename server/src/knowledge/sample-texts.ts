import { upTo } from '../core/up-to.ts';

/** A text that published samples have where a value of one's own belongs. */
interface SampleText {
  /** Matches a host name in lower case, or the whole value where `isWhole`. */
  readonly pattern: RegExp;
  readonly isWhole?: true;
  /** What it is, for the message. */
  readonly is: string;
  readonly source: string;
}

const RESERVED = 'RFC 2606 and RFC 6761';
const MICROSOFT = 'Microsoft VPNv2 CSP, samples of the schema of 2018';

/** `.test` is left out: laboratories have such names for their own. */
const SAMPLE_TEXTS: readonly SampleText[] = [
  { pattern: /(^|\.)example\.(com|net|org)$/, is: 'a name that is reserved for examples', source: RESERVED },
  { pattern: /\.(example|invalid)$/, is: 'a name that is reserved for examples', source: RESERVED },
  { pattern: /^testserver\.vpn\.com$/, is: "a name of Microsoft's samples", source: MICROSOFT },
  { pattern: /^helloworld\.com$/, is: "a name of Microsoft's samples", source: MICROSOFT },
  { pattern: /(^|\.)contoso\.\.com$/, is: "a mistyped name of Microsoft's samples", source: MICROSOFT },
  { pattern: /^this is my eku$/, isWhole: true, is: "a text of Microsoft's samples", source: MICROSOFT },
];

/** What one of them holds at least: most values are no sample, and are passed over at once. */
const HINT = /example|invalid|testserver|helloworld|contoso|my eku/i;

/** Where the sample texts come from. */
export const SAMPLE_SOURCES: readonly string[] = [...new Set(SAMPLE_TEXTS.map(({ source }) => source))];

/**
 * What a value is that was left from a sample: the text of it that shows it, and what that is. `undefined` for any other.
 * Lists of hosts and addresses of web pages are taken apart.
 */
export function sampleTextIn(value: string): { readonly text: string; readonly is: string } | undefined {
  if (!HINT.test(value)) return undefined;
  const whole = SAMPLE_TEXTS.find(({ isWhole, pattern }) => isWhole && pattern.test(value.trim().toLowerCase()));
  if (whole) return { text: value, is: whole.is };
  for (const text of value.split(/[,;\s]+/).map(hostOf)) {
    const found = SAMPLE_TEXTS.find(({ isWhole, pattern }) => !isWhole && pattern.test(text.toLowerCase()));
    if (found) return { text, is: found.is };
  }
  return undefined;
}

/** The host of a server's or a page's address; EAP's list of names may escape the dots. */
function hostOf(text: string): string {
  return upTo(text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''), /[:/?#]/).replaceAll('\\.', '.');
}
