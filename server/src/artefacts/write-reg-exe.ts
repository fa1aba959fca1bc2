import type { Edit } from '../core/edit.ts';
import type { RegistryType } from '../knowledge/registry.ts';
import type { Change } from '../model/change.ts';
import type { RegistryContent } from '../model/registry/content.ts';
import { typeName, typeOf } from '../syntax/reg-exe/content.ts';
import type { RegCommand } from '../syntax/reg-exe/parse.ts';
import { quoted, spellData, type Shell } from '../syntax/reg-exe/spell.ts';
import type { Word } from '../syntax/reg-exe/words.ts';

const KINDS = ['set-registry-type', 'set-registry-key', 'set-registry-content', 'force-registry-write'] as const;

/** What can be changed of one write. */
export type RegistryWriteChange = Extract<Change, { kind: (typeof KINDS)[number] }>;

export function isRegistryWriteChange(change: Change): change is RegistryWriteChange {
  return (KINDS as readonly string[]).includes(change.kind);
}

/** A part of a text and what takes its place. */
export type Replacement = Pick<Edit, 'span' | 'newText'>;

/** Changes the arguments of `reg.exe`; `undefined` where that cannot be done without guessing. */
export function writeReg(command: RegCommand, change: RegistryWriteChange, shell: Shell): Replacement[] | undefined {
  switch (change.kind) {
    case 'set-registry-key': {
      const { key, computer } = command;
      const hive = /^HKEY_/i.test((key.text ?? '').trim().slice(computer.length)) ? 'HKEY_LOCAL_MACHINE' : 'HKLM';
      return replaced(key, `${computer}${hive}\\${change.registryKey}`, shell);
    }
    case 'set-registry-type':
      return command.verb === 'add' ? setType(command, change.type, shell) : undefined;
    case 'set-registry-content':
      return command.verb === 'add' ? setContent(command, change.content, shell) : undefined;
    case 'force-registry-write':
      return command.forced ? undefined : added(command, '/f');
  }
}

function setType(command: RegCommand, type: RegistryType, shell: Shell): Replacement[] | undefined {
  const { type: word } = command;
  if (!word) return added(command, `/t ${typeName(type)}`);
  return typeOf(word.text ?? '') === type ? [] : replaced(word, typeName(type), shell);
}

function setContent(command: RegCommand, content: RegistryContent, shell: Shell): Replacement[] | undefined {
  const data = spellData(content);
  // An empty argument does not arrive from every shell, and texts may have the separator in them.
  if (data === undefined || data === '' || command.separator) return undefined;
  const written = command.data ? replaced(command.data, data, shell) : addedWord(command, '/d', data, shell);
  const typed = setType(command, content.type, shell);
  return typed && written && [...typed, ...written];
}

function addedWord(command: RegCommand, option: string, text: string, shell: Shell): Replacement[] | undefined {
  const word = quoted(text, shell);
  return word === undefined ? undefined : added(command, `${option} ${word}`);
}

function added({ last }: RegCommand, text: string): Replacement[] {
  return [{ span: { start: last.span.end, end: last.span.end }, newText: ` ${text}` }];
}

/** Another text in the place of an argument, in quotes where it has them. What a variable states stays there: others may take it too. */
function replaced(word: Word, text: string, shell: Shell): Replacement[] | undefined {
  const isPlain = /^[\w\\.-]+$/.test(text) && !text.endsWith('\\');
  if (isPlain && word.editable) return [{ span: word.inner, newText: text }];
  const newText = quoted(text, shell, word.quote !== 'none');
  return newText === undefined ? undefined : [{ span: word.span, newText }];
}
