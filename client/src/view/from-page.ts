import type { ViewPlace } from '../../../server/src/lsp/protocol.ts';
import type { FromPage } from './messages.ts';

/** A picture is no larger than this, in UTF-16 units. */
const LARGEST_PICTURE = 5_000_000;

/**
 * A message of the page, if it is one that is known and well formed. Everything else is nobody's business.
 * @param files the URIs that the page has been told: it cannot have others opened or changed
 */
export function fromPage(message: unknown, files: ReadonlySet<string>): FromPage | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'open':
    case 'fix':
      return 'at' in message && isPlace(message.at) && files.has(message.at.uri) ? { type: message.type, at: message.at } : undefined;
    case 'members':
      return 'column' in message && typeof message.column === 'string' ? { type: 'members', column: message.column } : undefined;
    case 'choose':
      return 'key' in message && typeof message.key === 'string' ? { type: 'choose', key: message.key } : undefined;
    case 'export':
      return 'format' in message && isFormat(message.format) ? { type: 'export', format: message.format } : undefined;
    case 'svg':
      return 'text' in message && typeof message.text === 'string' && message.text.length <= LARGEST_PICTURE ? { type: 'svg', text: message.text } : undefined;
    default:
      return undefined;
  }
}

function isFormat(value: unknown): value is 'markdown' | 'csv' | 'svg' {
  return value === 'markdown' || value === 'csv' || value === 'svg';
}

function isPlace(value: unknown): value is ViewPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'uri' in value &&
    'range' in value &&
    'name' in value &&
    typeof value.uri === 'string' &&
    typeof value.name === 'string' &&
    isRange(value.range)
  );
}

function isRange(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
