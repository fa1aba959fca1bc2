import { DOUBLE_QUOTE, EQUALS, GREATER, isBlank, isForeignBlank, LESS, SINGLE_QUOTE, skipBlanks, SLASH } from './characters.ts';
import { scanAttribute } from './scan-attribute.ts';
import { endOfName, endOfSoundName, reportName } from './scan-name.ts';
import type { Source } from './source.ts';
import type { EndTag, StartTag } from './token.ts';
import type { XmlAttribute } from './tree.ts';

const NONE: readonly XmlAttribute[] = [];

/** The start tag at `at`, where `<` and the first character of a name stand. A tag without `>` ends before the next `<`. */
export function scanStartTag(source: Source, at: number): StartTag {
  const { text } = source;
  const start = at + 1;
  const end = endOfSoundName(text, start);
  // The usual tag first: a document consists of hardly anything else.
  if (end >= 0 && text.charCodeAt(end) === GREATER) {
    return {
      kind: 'start',
      span: { start: at, end: end + 1 },
      name: text.slice(start, end),
      nameSpan: { start, end },
      attributes: NONE,
      selfClosing: false,
      terminated: true,
      sound: true,
    };
  }
  const nameEnd = end >= 0 ? end : reportName(source, start);
  const name = text.slice(start, nameEnd);
  const rest = scanAttributes(source, name, nameEnd);
  if (!rest.terminated && !rest.unclosedValue) source.problems.add('tag-unterminated', at, rest.end, `The tag <${name}> is not complete: '>' is missing.`);
  return {
    kind: 'start',
    span: { start: at, end: rest.end },
    name,
    nameSpan: { start, end: nameEnd },
    attributes: rest.attributes,
    selfClosing: rest.selfClosing,
    terminated: rest.terminated,
    sound: rest.sound && end >= 0,
  };
}

interface RestOfTag {
  readonly end: number;
  readonly attributes: readonly XmlAttribute[];
  readonly selfClosing: boolean;
  readonly terminated: boolean;
  readonly sound: boolean;
  /** Whether an attribute without closing quote has been reported, which is why `>` was not found. */
  readonly unclosedValue: boolean;
}

/** What follows the name of a start tag, up to and including `>`. */
function scanAttributes(source: Source, tagName: string, nameEnd: number): RestOfTag {
  const { text, problems } = source;
  const attributes: XmlAttribute[] = [];
  const valuelessOnes: XmlAttribute[] = [];
  let names: Set<string> | undefined;
  let sound = true;
  let unclosedValue = false;
  let separated = false;
  let behind = nameEnd;
  for (;;) {
    const next = skipBlanks(text, behind);
    const code = text.charCodeAt(next);
    const selfClosing = code === SLASH && text.charCodeAt(next + 1) === GREATER;
    if (code === GREATER || selfClosing) {
      for (const { name, nameSpan } of valuelessOnes)
        problems.add('attribute-value-missing', nameSpan.start, nameSpan.end, `The attribute ${name} has no value.`);
      return { end: next + (selfClosing ? 2 : 1), attributes, selfClosing, terminated: true, sound, unclosedValue };
    }
    if (code === LESS || next >= text.length) return { end: behind, attributes, selfClosing, terminated: false, sound: false, unclosedValue };

    if (code === SLASH || code === EQUALS || code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const bracket = skipBlanks(text, next + 1);
      if (code === SLASH && text.charCodeAt(bracket) === GREATER) {
        problems.add('tag-content', next, bracket + 1, "'/>' must be written without a blank.", { span: { start: next, end: bracket + 1 }, newText: '/>' });
        return { end: bracket + 1, attributes, selfClosing: true, terminated: true, sound: false, unclosedValue };
      }
      valuelessOnes.length = 0;
      problems.add('tag-content', next, next + 1, `${text[next] ?? ''} has no meaning at this place in the tag <${tagName}>.`);
      sound = false;
      // What follows is out of step; reading on would report one slip many times.
      behind = endOfConfusion(text, next);
      continue;
    }
    if (isForeignBlank(code)) {
      reportForeignBlank(source, next);
      sound = false;
      separated = true;
      behind = next + 1;
      continue;
    }
    const scanned = scanAttribute(source, next);
    const { name, nameSpan } = scanned.attribute;
    if (next === behind && !separated) {
      problems.add('attribute-blank-missing', next, nameSpan.end, `A blank is missing before the attribute ${name}.`, {
        span: { start: next, end: next },
        newText: ' ',
      });
      sound = false;
    }
    if (attributes.length > 0) {
      names ??= new Set(attributes.map((attribute) => attribute.name));
      if (names.has(name)) {
        problems.add('attribute-repeated', next, nameSpan.end, `The attribute ${name} is given twice in the tag <${tagName}>.`);
        sound = false;
      }
      names.add(name);
    }
    attributes.push(scanned.attribute);
    if (scanned.valueless) valuelessOnes.push(scanned.attribute);
    sound &&= scanned.sound;
    unclosedValue ||= scanned.unclosed;
    separated = false;
    behind = scanned.end;
  }
}

function reportForeignBlank(source: Source, at: number): void {
  const code = source.text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const span = { start: at, end: at + 1 };
  source.problems.add('blank-invalid', span.start, span.end, `The character U+${code} looks like a blank and is none in XML.`, { span, newText: ' ' });
}

/** Before the `>` or `/>` of the tag, or before the next tag. */
function endOfConfusion(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== GREATER && text.charCodeAt(at) !== LESS) at++;
  const slash = at - 1 > from && text.charCodeAt(at) === GREATER && text.charCodeAt(at - 1) === SLASH;
  return slash ? at - 1 : at;
}

/** The end tag at `at`, where `</` stands. Its name may be empty. A tag without `>` ends before the next `<`. */
export function scanEndTag(source: Source, at: number): EndTag {
  const { text, problems } = source;
  const usual = endOfSoundName(text, at + 2);
  if (usual >= 0 && text.charCodeAt(usual) === GREATER) {
    return {
      kind: 'end',
      span: { start: at, end: usual + 1 },
      name: text.slice(at + 2, usual),
      nameSpan: { start: at + 2, end: usual },
      terminated: true,
      sound: true,
    };
  }
  const nameStart = skipBlanks(text, at + 2);
  const nameEnd = endOfName(text, nameStart);
  const nameSpan = nameEnd > nameStart ? { start: nameStart, end: nameEnd } : { start: at + 2, end: at + 2 };
  const name = text.slice(nameSpan.start, nameSpan.end);
  let end = nameSpan.end;
  let next = skipBlanks(text, end);
  let sound = nameSpan.start === at + 2 && name !== '';
  if (!sound && name !== '')
    problems.add('name-invalid', at, nameEnd, `No blank may stand between '</' and ${name}.`, { span: { start: at + 2, end: nameStart }, newText: '' });

  if (next < text.length && text.charCodeAt(next) !== GREATER && text.charCodeAt(next) !== LESS) {
    const start = next;
    while (next < text.length && text.charCodeAt(next) !== GREATER && text.charCodeAt(next) !== LESS) {
      if (!isBlank(text.charCodeAt(next))) end = next + 1;
      next++;
    }
    if (text.charCodeAt(next) === GREATER) problems.add('tag-content', start, end, `The end tag </${name}> may hold nothing but the name.`);
    sound = false;
  }
  const terminated = text.charCodeAt(next) === GREATER;
  if (terminated) end = next + 1;
  else problems.add('tag-unterminated', at, end, `The end tag </${name}> is not complete: '>' is missing.`);
  return { kind: 'end', span: { start: at, end }, name, nameSpan, terminated, sound: sound && terminated };
}
