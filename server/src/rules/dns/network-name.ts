import { parseAddress, parsePrefix } from '../../model/profile/address.ts';

/** What keeps a text from being the name of a network, as the rest of a sentence about it; `undefined` for one. */
export function notANetworkName(text: string): string | undefined {
  if (parseAddress(text) ?? parsePrefix(text)) return 'is an address';
  if (/^[a-z]+:\/\//i.test(text)) return 'is a URL';
  return /[*?]/.test(text) ? 'has a wildcard' : undefined;
}
