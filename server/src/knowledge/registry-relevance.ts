import { literally } from '../core/texts.ts';
import { inCurrentSet } from './registry-path.ts';
import { REGISTRY } from './registry.ts';

/** How many parts of a catalogue key say what it belongs to: `SYSTEM\CurrentControlSet\Services\RasMan`. */
const ROOT_DEPTH = 4;

const KEYS: ReadonlySet<string> = new Set(REGISTRY.map(({ key }) => key.toLowerCase()));
const DISTINCTIVE = [...new Set(REGISTRY.filter(({ distinctive }) => distinctive).map(({ name }) => name))];
const ROOTS = [...new Set(REGISTRY.map(({ key }) => key.split('\\').slice(0, ROOT_DEPTH).join('\\')))];

/** Also in a control set by its number, which may be the one in use. */
const MENTION = new RegExp(
  [...ROOTS, ...DISTINCTIVE]
    .map(literally)
    .join('|')
    .replaceAll('CurrentControlSet', String.raw`(?:CurrentControlSet|ControlSet\d{3})`),
  'iu',
);
const NAME = new RegExp(DISTINCTIVE.map(literally).join('|'), 'iu');

/**
 * Whether a text names a key near those of the catalogue or one of its unmistakable values. One that does not concerns no VPN. Keys are looked for as
 * they are written with single backslashes.
 */
export function mentionsVpnRegistry(text: string): boolean {
  return MENTION.test(text);
}

/** Whether a text names a value that only a VPN has. */
export function namesVpnValue(text: string): boolean {
  return NAME.test(text);
}

/** Whether a key, without hive, is one of the catalogue, in any letter case. */
export function isVpnKey(key: string): boolean {
  return KEYS.has(key.toLowerCase());
}

/** Whether a key, without hive, is one of the catalogue, or may be the same in another control set. */
export function mayBeVpnKey(key: string): boolean {
  return isVpnKey(inCurrentSet(key));
}

/** Whether a key, without hive, is one of the catalogue or has one below it, or may be the same in another control set: what goes with it when it is deleted. */
export function holdsVpnKey(key: string): boolean {
  const wanted = inCurrentSet(key).toLowerCase();
  return KEYS.has(wanted) || [...KEYS].some((each) => each.startsWith(`${wanted}\\`));
}
