import type { Location } from '../core/source-file.ts';
import type { Anchors } from '../model/facts.ts';
import type { RegistryKeyChange, RegistryWrite, TypeSlot } from '../model/registry/write.ts';
import { contentOf, typeOf } from '../syntax/reg-exe/content.ts';
import type { RegCommand } from '../syntax/reg-exe/parse.ts';

/** Where a command of `reg.exe` stands. */
export interface RegSite {
  readonly key: string;
  /** The name of the program. */
  readonly at: Location;
  readonly conditional: boolean;
  /** Whether it runs at another time or on another computer than what stands around it. */
  readonly apart: boolean;
  /** Whether something else answers what it asks. */
  readonly answered: boolean;
  readonly offset: number;
}

/** What a command of `reg.exe` does to the registry; empty where its key or its value's name is not known. */
export function readReg(command: RegCommand, site: RegSite, anchors: Anchors): { write?: RegistryWrite; keyChange?: RegistryKeyChange } {
  const { verb, key, path, computer, target, data } = command;
  if (!path || key.text === undefined) return {};
  const shared = {
    key: site.key,
    at: site.at,
    path: { value: path, text: key.text, at: anchors.at(key.inner, `${site.key}/path`) },
    ...(site.conditional && { conditional: true as const }),
    ...((site.apart || computer !== '') && { apart: true as const }),
    offset: site.offset,
  };
  if (target.kind === 'key') return { keyChange: { ...shared, action: verb === 'add' ? 'create' : 'delete' } };
  const name = target.kind === 'value' ? target.name.text : '';
  const nameAt = anchors.at(target.kind === 'value' ? target.name.inner : target.at.span, `${site.key}/name`);
  if (name === undefined) return {};
  const type: TypeSlot = verb === 'delete' ? { state: 'absent' } : typeSlot(command, site.key, anchors);
  const content = verb === 'add' ? contentIn(command, type) : undefined;
  const forced = command.forced ? { forced: true } : site.answered ? {} : { forced: false };
  return {
    write: {
      ...shared,
      notation: 'reg-exe',
      ...(computer !== '' && { remote: true as const }),
      action: verb === 'add' ? 'create' : 'delete',
      name: { value: name, text: target.kind === 'value' ? name : '', at: nameAt },
      type,
      ...(content && { content }),
      ...forced,
      data: data === undefined ? 'absent' : data.text === undefined ? 'unread' : 'text',
      ...(data?.text !== undefined && { dataText: data.text, dataAt: anchors.at(data.inner, `${site.key}/data`) }),
    },
  };
}

function typeSlot({ type }: RegCommand, key: string, anchors: Anchors): TypeSlot {
  if (!type) return { state: 'absent' };
  if (type.text === undefined) return { state: 'unread' };
  const known = typeOf(type.text);
  const written = { value: type.text, text: type.text, at: anchors.at(type.inner, `${key}/type`) };
  if (known === 'other') return { state: 'unread' };
  return known === undefined ? { state: 'invalid', written } : { state: 'known', type: known, written };
}

function contentIn({ data, separator }: RegCommand, type: TypeSlot) {
  if ((data && data.text === undefined) || (separator && separator.text === undefined)) return undefined;
  // Without a type it writes a REG_SZ.
  const stated = type.state === 'known' ? type.type : type.state === 'absent' ? 'String' : undefined;
  return stated && contentOf(stated, data?.text, separator?.text);
}
