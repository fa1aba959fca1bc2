import { MappedText, type OffsetMap } from '../../core/offset-map.ts';
import { trimmed } from '../../core/span.ts';
import { isBlankText, isName } from './characters.ts';
import { OpenElement } from './open-element.ts';
import { MAX_DEPTH, pairTags, type Pairs } from './pairing.ts';
import { safeFix, tagInTitle, unsafeFix, type Problems, type XmlFix } from './problems.ts';
import { isReserved } from './skeleton.ts';
import type { EndTag, StartTag, Token } from './token.ts';
import type { XmlText } from './tree.ts';

/** A document in the form the parser can read. */
export interface Repaired {
  readonly text: string;
  readonly map: OffsetMap;
  /** The tokens of the original text; tags left out of the repaired text are broken pieces among them. */
  readonly tokens: readonly Token[];
}

/**
 * The text in which all tags nest, nearest to what was written: end tags that are missing are inserted, and a `<` that
 * leads to nothing becomes an empty comment, so that what follows it is plain text. The map leads back.
 */
export function repair(text: string, tokens: readonly Token[], problems: Problems): Repaired {
  const repairer = new Repairer(text, tokens, problems);
  return repairer.run();
}

class Repairer {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #problems: Problems;
  readonly #pairs: Pairs;
  readonly #result: MappedText;
  readonly #open: OpenElement[] = [];
  readonly #leftOut = new Set<number>();
  #copied = 0;
  #tooDeep = false;

  constructor(text: string, tokens: readonly Token[], problems: Problems) {
    this.#text = text;
    this.#tokens = [...tokens];
    this.#problems = problems;
    this.#pairs = pairTags(tokens);
    this.#result = new MappedText(text);
  }

  run(): Repaired {
    this.#tokens.forEach((token, index) => {
      switch (token.kind) {
        case 'start':
          this.#start(token, index);
          break;
        case 'end':
          this.#end(token, index);
          break;
        case 'text':
          this.#content(token);
          this.#disarm(token.span.start, token.span.end);
          break;
        case 'cdata':
          this.#open.at(-1)?.addText(token.span.end);
          break;
        case 'broken':
        case 'instruction':
        case 'declaration':
        case 'doctype':
          this.#disarm(token.span.start, token.span.end);
          this.#open.at(-1)?.extendTo(token.span.end);
          break;
        case 'comment':
          break;
      }
    });
    // What a document that is cut off lacks is more than its end tags, so nothing is offered.
    this.#close(this.#open.length, this.#text.length, 'the end of the document', false);
    this.#copyTo(this.#text.length);
    return { ...this.#result.finish(), tokens: this.#tokens };
  }

  #start(tag: StartTag, index: number): void {
    const partner = this.#pairs.partner.get(index);
    const torn = this.#pairs.torn.has(index);
    if (!tag.terminated && !tag.unclosedValue) this.#reportUnterminated(tag, index, partner);
    if (tag.doubtful && isName(tag.name)) this.#reportBlank(tag, tag.selfClosing || partner !== undefined);
    if (torn || ((!tag.terminated || (tag.doubtful && !tag.selfClosing)) && partner === undefined)) this.#leaveOut(tag, index);
    else if (partner === undefined && this.#isMeantAsEnd(tag, index)) this.#endByStartTag(tag, index);
    else this.#openElement(tag, index, partner);
  }

  #openElement(tag: StartTag, index: number, partner: number | undefined): void {
    let ended = 0;
    while (this.#open[this.#open.length - 1 - ended]?.endsBefore(tag, this.#open[this.#open.length - 2 - ended], this.#text) === true) ended++;
    if (ended > 0) this.#close(ended, undefined, `<${tag.name}>`, true, tag);

    if (this.#open.length >= MAX_DEPTH) {
      if (!this.#tooDeep)
        this.#problems.add(
          'tag-depth',
          tag.nameSpan.start,
          tag.nameSpan.end,
          `<${tag.name}> lies more than ${MAX_DEPTH} elements deep; what lies deeper is not read.`,
        );
      this.#tooDeep = true;
      if (partner !== undefined) this.#leftOut.add(partner);
      this.#leaveOut(tag, index);
      return;
    }
    this.#open.at(-1)?.addChild(tag.span.end, tag.name);
    if (!tag.sound || isReserved(tag.name)) {
      // Attributes are taken from the tokens, so the parser need not see faulty ones; nor does the name matter to it.
      const { start, end } = tag.span;
      if (tag.terminated) this.#replace(start + 1, end - 1, tag.selfClosing ? 'x/' : 'x');
      else this.#replace(start + 1, end, 'x>');
    }
    if (!tag.selfClosing) this.#open.push(new OpenElement(tag, partner === undefined));
  }

  /** `<DHGroup>Group14<DHGroup>`: the second one lacks its slash, unless it has content of its own. */
  #isMeantAsEnd(tag: StartTag, index: number): boolean {
    const top = this.#open.at(-1);
    if (top?.lacksEndTag !== true || top.tag.name !== tag.name) return false;
    let next = index + 1;
    for (let token = this.#tokens[next]; token?.kind === 'comment' || (token?.kind === 'text' && isBlankText(this.#text, token.span));)
      token = this.#tokens[++next];
    return top.isMeantByStart(tag, this.#tokens[next], this.#text);
  }

  /** The bracket is missing where the name or the last complete attribute ends; where that is, only an end tag can tell. */
  #reportUnterminated(tag: StartTag, index: number, partner: number | undefined): void {
    const end = this.#tokens[this.#pairs.torn.get(index) ?? -1];
    const name = end?.kind === 'end' ? end.name : tag.name;
    let at = tag.nameSpan.start + name.length;
    for (const { valueSpan } of name === tag.name ? tag.attributes : []) {
      const quote = this.#text[valueSpan.end];
      if ((quote !== '"' && quote !== "'") || this.#text[valueSpan.start - 1] !== quote) break;
      at = valueSpan.end + 1;
    }
    const isKnown = end !== undefined || (partner !== undefined && at === tag.span.end);
    const fix = isKnown ? unsafeFix('Insert the missing >', at, at, '>') : undefined;
    this.#problems.add('tag-unterminated', tag.span.start, tag.span.end, `The tag <${name}> is not complete: '>' is missing.`, fix);
  }

  #reportBlank(tag: StartTag, isTag: boolean): void {
    const { span, nameSpan, name } = tag;
    if (isTag) {
      const fix = safeFix('Delete the blank', span.start + 1, nameSpan.start, '');
      this.#problems.add('name-invalid', span.start, nameSpan.end, `No blank may stand between '<' and ${name}.`, fix);
    } else this.#problems.add('less-than', span.start, span.start + 1, "A '<' that begins no tag must be written &lt;.");
  }

  #endByStartTag(tag: StartTag, index: number): void {
    const { name, nameSpan, span } = tag;
    const title = `Change ${tagInTitle('<', name, 'the start tag')} to ${tagInTitle('</', name, 'an end tag')}`;
    this.#problems.add(
      'tag-slash',
      nameSpan.start,
      nameSpan.end,
      `<${name}> should be </${name}>: it stands behind the content of <${name}>, which nothing else closes.`,
      unsafeFix(title, nameSpan.start, nameSpan.start, '/'),
    );
    this.#tokens[index] = { kind: 'end', span, name, nameSpan, terminated: true, sound: false };
    this.#open.pop();
    this.#open.at(-1)?.addChild(span.end);
    this.#replace(span.start + 1, span.end - 1, '/x');
  }

  #end(tag: EndTag, index: number): void {
    const partner = this.#pairs.partner.get(index);
    const top = this.#open.at(-1);
    if (!tag.terminated) this.#reportUnterminatedEnd(tag, partner !== undefined && index < this.#tokens.length - 1 && !this.#isRest(index + 1));
    if (this.#pairs.torn.has(index) || this.#leftOut.has(index)) this.#leaveOut(tag, index);
    else if (partner !== undefined) {
      const opener = this.#tokens[partner];
      let ended = 0;
      while (ended < this.#open.length && this.#open[this.#open.length - 1 - ended]?.tag !== opener) ended++;
      this.#close(ended, tag.span.start, `</${tag.name}>`);
      this.#closeBy(tag);
    } else if (top?.isMeantBy(tag.name) === true) {
      this.#reportMismatch(top.tag, tag);
      this.#closeBy(tag);
    } else {
      if (tag.terminated)
        this.#problems.add(
          'tag-unopened',
          tag.nameSpan.start,
          tag.nameSpan.end,
          tag.name === '' ? 'An end tag needs a name.' : `</${tag.name}> closes nothing: no <${tag.name}> is open here.`,
        );
      this.#leaveOut(tag, index);
    }
  }

  #reportUnterminatedEnd(tag: EndTag, isKnown: boolean): void {
    const { span, name, nameSpan } = tag;
    const fix = isKnown && span.end === nameSpan.end ? unsafeFix('Insert the missing >', span.end, span.end, '>') : undefined;
    this.#problems.add('tag-unterminated', span.start, span.end, `The end tag </${name}> is not complete: '>' is missing.`, fix);
  }

  /** Whether nothing but white space follows from this token on. */
  #isRest(index: number): boolean {
    const token = this.#tokens[index];
    return index === this.#tokens.length - 1 && token?.kind === 'text' && isBlankText(this.#text, token.span);
  }

  /** Ends the innermost element with an end tag that stands in the text. */
  #closeBy(tag: EndTag): void {
    this.#open.pop();
    this.#open.at(-1)?.addChild(tag.span.end);
    if (tag.sound && !isReserved(tag.name)) return;
    const { start, end } = tag.span;
    this.#replace(start + 2, start + 2, 'x');
    if (!tag.terminated) this.#replace(end, end, '>');
  }

  /**
   * Ends the `count` innermost elements without end tags of their own, and reports them as one problem.
   * @param offersFix whether the place of the missing tag is known well enough to offer it.
   * @param limit where an element that may hold more than it does now ends; without it, each ends behind its content.
   * @param next the start tag that ends them, where it is one.
   */
  #close(count: number, limit: number | undefined, before: string, offersFix = true, next?: StartTag): void {
    if (count === 0) return;
    const names: string[] = [];
    let first: OpenElement | undefined;
    for (let i = 0; i < count; i++) {
      const element = this.#open.pop();
      if (element === undefined) break;
      const at = Math.max(this.#copied, limit === undefined || element.isLeafWithText ? element.contentEnd : limit);
      first ??= element;
      names.push(element.tag.name);
      this.#copyTo(at);
      this.#result.insert(isReserved(element.tag.name) ? '</x>' : `</${element.tag.name}>`);
      this.#open.at(-1)?.addChild(at);
    }
    if (first === undefined) return;
    const { tag, contentEnd } = first;
    const missing =
      names
        .slice(0, 3)
        .map((name) => `</${name}>`)
        .join('') + (names.length > 3 ? '…' : '');
    const fix = names.length === 1 && offersFix ? (this.#undoubling(first, next) ?? this.#closing(first, contentEnd, limit !== undefined)) : undefined;
    this.#problems.add('tag-unclosed', tag.nameSpan.start, tag.nameSpan.end, `<${tag.name}> is not closed: expected ${missing} before ${before}.`, fix);
  }

  /** A start tag that stands twice, with nothing between the two: an end tag would leave an empty element that nobody has meant. */
  #undoubling({ tag, contentEnd }: OpenElement, next: StartTag | undefined): XmlFix | undefined {
    if (!next || contentEnd !== tag.span.end || !isBlankText(this.#text, { start: tag.span.end, end: next.span.start })) return undefined;
    const isSame = this.#text.slice(tag.span.start, tag.span.end) === this.#text.slice(next.span.start, next.span.end);
    return isSame ? unsafeFix(`Delete the doubled ${tagInTitle('<', tag.name, 'start tag')}`, tag.span.start, next.span.start, '') : undefined;
  }

  /** @param guessed whether the element takes all up to the end tag of its parent, for want of a better place. */
  #closing(element: OpenElement, at: number, guessed: boolean): XmlFix | undefined {
    const { name } = element.tag;
    // The text ends with an end tag but for its first character.
    const rest = `/${name}>`;
    if (this.#text.startsWith(rest, at - rest.length)) return unsafeFix('Insert the missing <', at - rest.length, at - rest.length, '<');
    if (guessed && !element.isLeafWithText && !element.isIndented(this.#open.at(-1), this.#text)) return undefined;
    return unsafeFix(`Close ${tagInTitle('<', name, 'the element')} here`, at, at, `${element.lineBreak(this.#text)}</${name}>`);
  }

  /** Without a fix: which of the two names is the right one is not known here. */
  #reportMismatch(opener: StartTag, tag: EndTag): void {
    if (!tag.terminated) return;
    const sameButCase = opener.name.toLowerCase() === tag.name.toLowerCase();
    const reason = sameButCase ? 'upper and lower case must agree' : 'the names differ';
    this.#problems.add(
      sameButCase ? 'tag-case' : 'tag-mismatch',
      tag.nameSpan.start,
      tag.nameSpan.end,
      `</${tag.name}> does not close <${opener.name}>: ${reason}.`,
    );
  }

  #content(token: XmlText): void {
    const visible = trimmed(this.#text, token.span);
    if (visible.end > visible.start) this.#open.at(-1)?.addText(visible.end);
  }

  /** Turns a tag into plain text of the repaired document and a broken piece of the original one. */
  #leaveOut(tag: StartTag | EndTag, index: number): void {
    this.#tokens[index] = { kind: 'broken', span: tag.span, of: tag.kind === 'start' ? 'start tag' : 'end tag', name: tag.name };
    this.#disarm(tag.span.start, tag.span.end);
    this.#open.at(-1)?.extendTo(tag.span.end);
  }

  /** Makes each `<` the beginning of an empty comment, so that what follows it is plain text and no place is lost. */
  #disarm(start: number, end: number): void {
    for (let less = this.#text.indexOf('<', start); less >= 0 && less < end; less = this.#text.indexOf('<', less + 1)) {
      this.#replace(less + 1, less + 1, '!---->');
    }
  }

  /** The end of a tag stays, where it can, because it tells where what is inserted behind it belongs. */
  #replace(start: number, end: number, by: string): void {
    this.#copyTo(start);
    this.#result.insert(by);
    this.#copied = end;
  }

  #copyTo(end: number): void {
    if (end <= this.#copied) return;
    this.#result.copy(this.#copied, end);
    this.#copied = end;
  }
}
