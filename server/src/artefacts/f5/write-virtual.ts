import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { F5Object, PlacedItem } from './configuration.ts';
import type { ObjectEditor } from './edit-object.ts';
import { localName, wordSpan } from './names.ts';
import { spelledName } from './style.ts';

/** Stops a virtual server from replacing the client's address. */
export function keepClientAddress(editor: ObjectEditor, virtual: F5Object): boolean {
  const placed = virtual.last('source-address-translation', 'snat', 'snatpool');
  if (!placed) return false;
  editor.setPlaced(placed, placed.entry.key === 'source-address-translation' ? [{ key: 'type', value: 'none' }] : 'none');
  return true;
}

/** The protocol that a virtual server listens to, with the profile that belongs to it. */
export function setTransport(editor: ObjectEditor, virtual: F5Object, transport: 'udp' | 'tcp'): boolean {
  const { configuration, text } = editor;
  const profiles = virtual.list('profiles')?.map((item) => ({ item, type: profileType(editor, item) }));
  if (!profiles || profiles.some(({ type }) => type === undefined)) return false;
  const wrong = profiles.flatMap(({ item, type }) => ((type === 'tcp' || type === 'udp') && type !== transport ? [item] : []));
  const isThere = profiles.some(({ type }) => type === transport);
  for (const [index, item] of wrong.entries()) {
    const word = item.word.startsWith('/') ? `/Common/${transport}` : spelledName(configuration, `/Common/${transport}`, item.statement);
    if (isThere || index > 0) editor.removeItem(item);
    // One for each side becomes one for both.
    else if (wrong.length > 1) editor.replace({ start: item.name.start, end: item.end }, item.settings ? `${word} { }` : word);
    else editor.replace(wordSpan(text, item.name, item.statement.quoting), word);
  }
  editor.set(virtual, 'ip-protocol', transport);
  return true;
}

function profileType({ configuration }: ObjectEditor, { word, statement }: PlacedItem): string | undefined {
  const name = configuration.resolve(word, statement);
  return configuration.find('profile', name)?.type ?? builtInType('profile', localName(name));
}
