import { DOUBLE_QUOTE, EQUALS, GREATER, isBlank, isForeignBlank, isName, isNameStart, LESS, SINGLE_QUOTE, skipBlanks, SLASH } from './characters.ts';
import { safeFix } from './problems.ts';
import { reportBlankMissing, scanAttribute } from './scan-attribute.ts';
import { endOfName, endOfSoundName, reportName } from './scan-name.ts';
import type { Source } from './source.ts';
import type { EndTag, StartTag } from './token.ts';
import type { XmlAttribute } from './tree.ts';

/** No name of an element ends like that, so a `=` behind it says that the blank before it was forgotten. */
const XMLNS = 'xmlns';
const NONE: readonly XmlAttribute[] = [];

/** The start tag at `at`, where `<` and a name stand. A tag without `>` ends before the next `<`; the repair reports that. */
export function scanStartTag(source: Source, at: number): StartTag {
  const { text, problems } = source;
  const start = skipBlanks(text, at + 1);
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
      unclosedValue: false,
      doubtful: start !== at + 1,
      sound: start === at + 1,
    };
  }
  const mark = problems.count;
  let nameEnd = end >= 0 ? end : reportName(source, start);
  if (text.charCodeAt(nameEnd) === EQUALS && nameEnd - start > XMLNS.length && text.endsWith(XMLNS, nameEnd)) nameEnd -= XMLNS.length;
  const name = text.slice(start, nameEnd);
  const rest = scanAttributes(source, name, nameEnd);
  // Without its bracket a tag takes the text behind it for attributes: nothing there is a slip of its own.
  if (!rest.terminated && !rest.unclosedValue) problems.forgetSince(mark);
  else problems.settleSince(mark);
  return {
    kind: 'start',
    span: { start: at, end: rest.end },
    name,
    nameSpan: { start, end: nameEnd },
    attributes: rest.attributes,
    selfClosing: rest.selfClosing,
    terminated: rest.terminated,
    unclosedValue: rest.unclosedValue,
    doubtful: start !== at + 1 || !isNameStart(text.charCodeAt(start)),
    sound: rest.sound && end >= 0 && start === at + 1,
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

    const touching = next === behind && !separated && !isForeignBlank(code);
    if (isMeaningless(code) || (touching && !attributeStarts(text, next))) {
      const bracket = skipBlanks(text, next + 1);
      if (code === SLASH && text.charCodeAt(bracket) === GREATER) {
        problems.add('tag-content', next, bracket + 1, "'/>' must be written without a blank.", safeFix('Delete the blank', next, bracket + 1, '/>'));
        return { end: bracket + 1, attributes, selfClosing: true, terminated: true, sound: false, unclosedValue };
      }
      valuelessOnes.length = 0;
      const end = Math.max(next + 1, endOfName(text, next));
      problems.add('tag-content', next, end, `${text.slice(next, end)} has no meaning at this place in the tag <${tagName}>.`);
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
    if (touching) {
      reportBlankMissing(source, nameSpan, name);
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
  const fix = safeFix('Replace it by an ordinary blank', at, at + 1, ' ');
  source.problems.add('blank-invalid', at, at + 1, `The character U+${code} looks like a blank and is none in XML.`, fix);
}

/** Whether no attribute starts with the character, but other things in a tag are made of it. */
function isMeaningless(code: number): boolean {
  return code === SLASH || code === EQUALS || code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** Whether an attribute with a value starts here. */
function attributeStarts(text: string, at: number): boolean {
  const end = endOfSoundName(text, at);
  return end >= 0 && text.charCodeAt(skipBlanks(text, end)) === EQUALS;
}

/** Before the `>` or `/>` of the tag, or before the next tag. */
function endOfConfusion(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) !== GREATER && text.charCodeAt(at) !== LESS) at++;
  const slash = at - 1 > from && text.charCodeAt(at) === GREATER && text.charCodeAt(at - 1) === SLASH;
  return slash ? at - 1 : at;
}

/** The end tag at `at`, where `</` stands. Its name may be empty. One without `>` ends before the next `<`; the repair reports that. */
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
  const mark = problems.count;
  let sound = nameSpan.start === at + 2 && isName(name);
  if (nameSpan.start !== at + 2)
    problems.add('name-invalid', at, nameEnd, `No blank may stand between '</' and ${name}.`, safeFix('Delete the blank', at + 2, nameStart, ''));

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
  else problems.forgetSince(mark);
  return { kind: 'end', span: { start: at, end }, name, nameSpan, terminated, sound: sound && terminated };
}
