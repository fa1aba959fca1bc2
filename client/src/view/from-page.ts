import type { ExportFormat, FromPage } from './messages.ts';
import { object, oneOf, place, text, type Check } from './shape.ts';

/** A picture is no larger than this, in UTF-16 units. */
const LARGEST_PICTURE = 5_000_000;

type Message<Type extends FromPage['type']> = Extract<FromPage, { type: Type }>;

const MESSAGES: { readonly [Type in FromPage['type']]: Check<Message<Type>> } = {
  ready: object<Message<'ready'>>({ type: oneOf('ready') }),
  open: object<Message<'open'>>({ type: oneOf('open'), at: place }),
  fix: object<Message<'fix'>>({ type: oneOf('fix'), at: place }),
  members: object<Message<'members'>>({ type: oneOf('members'), column: text }),
  choose: object<Message<'choose'>>({ type: oneOf('choose'), key: text }),
  export: object<Message<'export'>>({ type: oneOf('export'), format: oneOf<ExportFormat>('markdown', 'csv', 'svg') }),
  svg: object<Message<'svg'>>({ type: oneOf('svg'), text }),
};

/**
 * A message of the page, if it is one that is known and well formed. Everything else is nobody's business, nor is what else it brings.
 * @param files the URIs that the page has been told: it cannot have others opened or changed
 */
export function fromPage(message: unknown, files: ReadonlySet<string>): FromPage | undefined {
  if (!isKnown(message)) return undefined;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'open':
    case 'fix':
      return files.has(message.at.uri) ? { type: message.type, at: message.at } : undefined;
    case 'members':
      return { type: 'members', column: message.column };
    case 'choose':
      return { type: 'choose', key: message.key };
    case 'export':
      return { type: 'export', format: message.format };
    case 'svg':
      return message.text.length <= LARGEST_PICTURE ? { type: 'svg', text: message.text } : undefined;
  }
}

function isKnown(message: unknown): message is FromPage {
  return Object.values(MESSAGES).some((check: Check<FromPage>) => check(message));
}
