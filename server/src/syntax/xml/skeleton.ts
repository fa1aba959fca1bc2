import { XMLParser } from 'fast-xml-parser';
import { MAX_DEPTH } from './pairing.ts';

/** An element as fast-xml-parser reports it: its name is the first key, its children are that key's value. */
export type Bone = Readonly<Record<string | symbol, unknown>>;

interface MetaData {
  readonly startIndex: number;
  readonly endIndex?: number;
}

/**
 * Only elements are asked for: the library gives no places for attributes and text, so those come from our tokens.
 * Nothing is converted, trimmed or expanded.
 */
const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  maxNestedTags: MAX_DEPTH + 1,
  // Otherwise each element's path is made into a string for a callback that nobody has set.
  jPath: false,
});

const metaData = XMLParser.getMetaDataSymbol() as unknown as symbol;

/**
 * The elements of a text whose tags nest.
 * @throws Error for a text the library does not accept.
 */
export function readSkeleton(text: string): readonly Bone[] {
  // Blanks for carriage returns: the library would compute every offset anew to make up for the ones it removes.
  return parser.parse(text.includes('\r') ? text.replaceAll('\r', ' ') : text) as readonly Bone[];
}

/** Where an element starts and ends; `undefined` for a piece of text. */
export function placeOf(bone: Bone): { start: number; end: number } | undefined {
  const found = bone[metaData] as MetaData | undefined;
  return found === undefined ? undefined : { start: found.startIndex, end: found.endIndex ?? found.startIndex };
}

/** What lies directly in an element. */
export function childrenOf(bone: Bone): readonly Bone[] {
  for (const name in bone) return bone[name] as readonly Bone[];
  return [];
}

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether fast-xml-parser refuses an element of this name. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}
