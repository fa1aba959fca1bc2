import { endOfLine } from '../../core/lines.ts';
import {
  BANG,
  CLOSE_BRACKET,
  DOUBLE_QUOTE,
  GREATER,
  isBlank,
  isName,
  isNameStart,
  LESS,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
  skipBlanks,
} from './characters.ts';
import { safeFix } from './problems.ts';
import { reportBlankMissing, scanAttribute } from './scan-attribute.ts';
import { endOfName } from './scan-name.ts';
import type { Source } from './source.ts';
import type { Token } from './token.ts';
import type { XmlAttribute, XmlBroken } from './tree.ts';

/** The comment at `at`. One that does not end is cut off at the end of its line, so that the lines below stay readable. */
export function scanComment(source: Source, at: number): Token {
  const { text, problems } = source;
  const close = source.find('-->', at + 4);
  if (close < 0) {
    problems.add('comment-unclosed', at, at + 4, "A comment starts here and does not end: '-->' is missing.");
    return broken('comment', at, endOfLine(text, at));
  }
  const dashes = text.indexOf('--', at + 4);
  if (dashes < close) problems.add('comment-dashes', dashes, dashes + 2, "'--' may not stand inside a comment.");
  return { kind: 'comment', span: { start: at, end: close + 3 }, content: { start: at + 4, end: close } };
}

/** The CDATA section at `at`. One that does not end is cut off before the next `<`. */
export function scanCData(source: Source, at: number): Token {
  const { text, problems } = source;
  const start = at + '<![CDATA['.length;
  const close = source.find(']]>', start);
  if (close < 0) {
    problems.add('cdata-unclosed', at, start, "A CDATA section starts here and does not end: ']]>' is missing.");
    return broken('CDATA section', at, beforeNextTag(text, start));
  }
  return { kind: 'cdata', span: { start: at, end: close + 3 }, content: { start, end: close } };
}

/** The processing instruction or XML declaration at `at`. One that does not end is cut off before the next `<`. */
export function scanInstruction(source: Source, at: number, startOfDocument: number): Token {
  const { text, problems } = source;
  const target = text.slice(at + 2, endOfTarget(text, at + 2));
  const close = source.find('?>', at + 2);
  if (close < 0) {
    problems.add('instruction-unclosed', at, at + 2 + target.length, `<?${target} is not complete: '?>' is missing.`);
    return broken('processing instruction', at, beforeNextTag(text, at + 2));
  }
  const span = { start: at, end: close + 2 };
  if (target.toLowerCase() === 'xml') {
    if (target !== 'xml') {
      const fix = safeFix('Write xml in lower case', at + 2, at + 5, 'xml');
      problems.add('declaration-place', at + 2, at + 5, 'The XML declaration starts with <?xml in lower case.', fix);
    } else if (at !== startOfDocument)
      problems.add(
        'declaration-place',
        at,
        close + 2,
        'The XML declaration <?xml … ?> must be the very first thing in the document: not even a blank line may stand before it.',
      );
    return { kind: 'declaration', span, attributes: declarationAttributes(source, at + 2 + target.length, close) };
  }
  const behind = at + 2 + target.length;
  if (!isName(target) || (behind !== close && !isBlank(text.charCodeAt(behind))))
    problems.add('name-invalid', at, behind, "A name and a blank must follow '<?' directly.");
  return { kind: 'instruction', span, target };
}

/** The document type at `at`. One that does not end is cut off at the end of its line. */
export function scanDoctype(source: Source, at: number): Token {
  const { text, problems } = source;
  const end = endOfDoctype(text, at + '<!DOCTYPE'.length);
  if (end === undefined) {
    source.rememberLack('<!DOCTYPE');
    problems.add('doctype-unclosed', at, at + '<!DOCTYPE'.length, "A document type starts here and does not end: '>' is missing.");
    return broken('document type', at, endOfLine(text, at));
  }
  if (source.inContent || source.mayDeclareEntities)
    problems.add('doctype-place', at, end, 'Only one document type may stand in a document, before the root element.');
  const name = at + '<!DOCTYPE'.length;
  if (!isBlank(text.charCodeAt(name)) || !isNameStart(text.charCodeAt(skipBlanks(text, name))))
    problems.add('name-invalid', at, name, 'A blank and the name of the root element must follow <!DOCTYPE.');
  source.mayDeclareEntities = true;
  return { kind: 'doctype', span: { start: at, end } };
}

function broken(of: XmlBroken['of'], start: number, end: number): XmlBroken {
  return { kind: 'broken', span: { start, end }, of, name: '' };
}

function beforeNextTag(text: string, from: number): number {
  const less = text.indexOf('<', from);
  let end = less < 0 ? text.length : less;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

function endOfTarget(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isBlank(text.charCodeAt(end)) && text.charCodeAt(end) !== QUESTION && text.charCodeAt(end) !== LESS) end++;
  return end;
}

const DECLARATIONS = new Set(['version', 'version encoding', 'version standalone', 'version encoding standalone']);
const DECLARED = new Map([
  ['version', { values: /^1\.[01]$/, allowed: '1.0 or 1.1' }],
  ['encoding', { values: /^[A-Za-z][A-Za-z0-9._-]*$/, allowed: 'the name of an encoding, such as utf-8' }],
  ['standalone', { values: /^(?:yes|no)$/, allowed: 'yes or no' }],
]);

function declarationAttributes(source: Source, from: number, close: number): XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  let sound = true;
  let reported = false;
  for (let at = skipBlanks(source.text, from); at < close && sound; at = skipBlanks(source.text, at)) {
    if (endOfName(source.text, at) === at) sound = false;
    else {
      const scanned = scanAttribute(source, at);
      if (attributes.length > 0 && !scanned.valueless && !isBlank(source.text.charCodeAt(at - 1)))
        reportBlankMissing(source, scanned.attribute.nameSpan, scanned.attribute.name);
      sound = scanned.sound && scanned.end <= close;
      reported = !scanned.sound && !scanned.valueless;
      attributes.push(scanned.attribute);
      at = scanned.end;
    }
  }
  const names = attributes.map((attribute) => attribute.name).join(' ');
  if (reported) return attributes;
  if (!sound || !DECLARATIONS.has(names))
    source.problems.add(
      'declaration-content',
      from,
      close,
      'The XML declaration must give version, then may give encoding and standalone, in this order and nothing else.',
    );
  else checkDeclared(source, attributes);
  return attributes;
}

/** What version, encoding and standalone may say. */
function checkDeclared({ text, problems }: Source, attributes: readonly XmlAttribute[]): void {
  for (const { name, valueSpan } of attributes) {
    const declared = DECLARED.get(name);
    const value = text.slice(valueSpan.start, valueSpan.end);
    if (declared?.values.test(value) === false)
      problems.add('declaration-content', valueSpan.start, valueSpan.end, `The ${name} of the XML declaration must be ${declared.allowed}.`);
  }
}

/** Behind the `>` of a document type; quoted text, comments and the internal subset between brackets may contain others. */
function endOfDoctype(text: string, from: number): number | undefined {
  let inSubset = false;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    let resumeAt: number | undefined;
    if (code === GREATER && !inSubset) return at + 1;
    if (code === LESS && !inSubset) return undefined;
    if (code === OPEN_BRACKET) inSubset = true;
    else if (code === CLOSE_BRACKET) inSubset = false;
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) resumeAt = text.indexOf(String.fromCharCode(code), at + 1);
    else if (code === LESS && text.charCodeAt(at + 1) === QUESTION) resumeAt = text.indexOf('?>', at);
    else if (code === LESS && text.charCodeAt(at + 1) === BANG && text.startsWith('--', at + 2)) resumeAt = text.indexOf('-->', at + 4);
    if (resumeAt === -1) return undefined;
    if (resumeAt !== undefined) at = resumeAt;
  }
  return undefined;
}
