import { literally } from '../../core/texts.ts';
import { stringText } from '../../syntax/powershell/string-text.ts';
import type { StringLiteral } from '../../syntax/powershell/strings.ts';

/** What stands before the text that is looked for: `.Replace('SERVER', …)`, and `-replace 'SERVER', …` or `-replace [regex]::Escape('SERVER'), …`. */
const METHOD = /\.Replace\(\s*$/i;
const OPERATOR = /-([ic]?)replace\s*(?:(\[regex\]::Escape)?\(\s*)?$/i;

/** Each is looked for in the whole profile, and no template has as many gaps. */
const MOST = 100;

/** As much in front of a string is looked at. */
const BEFORE = 200;

/** What gives an element of a document its text: `$xml.VPNProfile.AlwaysOn = …`, `$xml.SelectSingleNode('//DHGroup').InnerText = …`. */
const MEMBER = /[.\w)]\.([A-Za-z]\w*)(?:\.(?:InnerText|InnerXml|['"]#text['"]))?\s*=(?![=~])/gi;
const NODE = /(?<!\w)([A-Za-z]\w*)['"]\s*\)\.(?:InnerText|InnerXml)\s*=(?![=~])/gi;
const DOCUMENT = /\[(?:System\.)?xml(?:\.xmldocument)?\]|System\.Xml\.XmlDocument|\.LoadXml\(/i;

/**
 * What a script puts something else in the place of, each as a global pattern. In a profile that is a gap to fill in,
 * whatever it looks like: a text that the script looks for, and the value of an element that it sets.
 */
export function replacedIn(source: string, strings: readonly StringLiteral[]): RegExp[] {
  const all = [...wantedTexts(source, strings), ...(DOCUMENT.test(source) ? setElements(source) : [])];
  return [...new Map(all.map((pattern) => [pattern.source, pattern])).values()].slice(0, MOST);
}

/** The values of elements that a script sets, by the names of these. */
function setElements(source: string): RegExp[] {
  const names = new Set([MEMBER, NODE].flatMap((pattern) => [...source.matchAll(pattern)].map(([, name = '']) => name.toLowerCase())));
  return [...names].map((name) => new RegExp(`(?<=(?:<|&lt;)${name}(?:>|&gt;))[^<&]+`, 'gi'));
}

/** The names of elements are left out, and so are the signs that are escaped for the WMI bridge: replacing these makes no other profile. */
function wantedTexts(source: string, strings: readonly StringLiteral[]): RegExp[] {
  return strings.flatMap((literal) => {
    const before = source.slice(Math.max(0, literal.span.start - BEFORE), literal.span.start);
    const operator = OPERATOR.exec(before);
    if (!operator && !METHOD.test(before)) return [];
    const { text, unknown } = stringText(source, literal);
    const wanted = operator && !operator[2] ? literalIn(text) : text;
    // With something unknown in it nobody can tell what it is. A single letter may stand anywhere.
    if (unknown.length > 0 || wanted === undefined || !/[\p{L}\d]{2}/u.test(wanted) || /^(?:&#?\w+;)+$/.test(wanted)) return [];
    const ignoresCase = operator !== null && operator[1]?.toLowerCase() !== 'c';
    return new RegExp(`(?<!(?:<|&lt;)\\/?[\\w:]{0,64})${literally(wanted)}`, ignoresCase ? 'gi' : 'g');
  });
}

/** The text that a regular expression looks for; `undefined` where it looks for several. A point counts as one. */
function literalIn(pattern: string): string | undefined {
  const ESCAPE = /\\([^A-Za-z\d])/g;
  return /[$^*+?()[\]{}|\\]/.test(pattern.replaceAll(ESCAPE, '')) ? undefined : pattern.replaceAll(ESCAPE, '$1');
}
