import type { RegistryType } from '../registry.ts';
import { SERVICES } from '../services.ts';
import { aboutValue, REGISTRY_TOPICS, restartsOf, whenInForce, type RegistryTopic, type TopicData } from './registry-topics.ts';
import { choice, line, placeholder, type Snippet, type Syntax } from './snippet.ts';

/** What `reg.exe` calls the types. */
const TYPES: Readonly<Record<RegistryType, string>> = {
  String: 'REG_SZ',
  ExpandString: 'REG_EXPAND_SZ',
  MultiString: 'REG_MULTI_SZ',
  DWord: 'REG_DWORD',
  QWord: 'REG_QWORD',
  Binary: 'REG_BINARY',
};

/** The topics of the registry for batch files and for registry files, under the prefixes that they have in PowerShell. */
export const REGISTRY_FILE_SNIPPETS: readonly Snippet[] = [
  ...REGISTRY_TOPICS.map((topic) => snippet(topic, 'bat', batchBody(topic))),
  {
    id: 'registry-file-reg',
    prefix: 'aovpn-registry-file',
    title: 'Always On VPN: first line of a registry file',
    language: 'reg',
    description: 'Without this line, in this letter case, the Registry Editor imports nothing of the file.',
    body: ['Windows Registry Editor Version 5.00', ''],
  },
  ...REGISTRY_TOPICS.map((topic) => snippet(topic, 'reg', regFileBody(topic))),
];

function snippet({ id, title, description }: RegistryTopic, language: 'bat' | 'reg', body: readonly string[]): Snippet {
  return { id: `${id}-${language}`, prefix: `aovpn-${id}`, title, language, description, body };
}

/** A tab stop where there is something to fill in or to choose; the data itself where there is not. */
export function stopFor(stop: number, { data, spell }: { readonly data: TopicData; readonly spell: (data: TopicData) => readonly string[] }): string | Syntax {
  const texts = spell(data);
  const [first = ''] = texts;
  if (texts.length > 1) return choice(stop, texts);
  return data.kind === 'numbers' && data.isExample !== true ? first : placeholder(stop, first);
}

function batchBody(topic: RegistryTopic): string[] {
  const { services, reboot } = restartsOf(topic);
  const spell = (data: TopicData): string[] => {
    if (data.kind === 'numbers') return data.numbers.map(String);
    return data.kind === 'text' ? [data.text] : data.kind === 'bytes' ? ['00'.repeat(data.count)] : [];
  };
  const commands = topic.values.flatMap(({ row, data }, index) => {
    const value = `"HKLM\\${row.key}" /v ${row.name}`;
    if (data.kind === 'deleted') return [line`rem ${aboutValue(row)}`, line`reg delete ${value} /f 2>nul`];
    const quote = data.kind === 'text' ? '"' : '';
    return [line`rem ${aboutValue(row)}`, line`reg add ${value} /t ${TYPES[row.type]} /d ${quote}${stopFor(index + 1, { data, spell })}${quote} /f`];
  });
  // Other services that need RasMan are stopped with it, and which of them ran is not known.
  const isSimple = !services.includes(SERVICES.rasMan.name) && !reboot;
  return [
    ...(topic.note ?? []).map((text) => line`rem ${text}`),
    ...commands,
    ...(services.length === 0 && !reboot ? [] : [isSimple ? line`rem ${whenInForce(topic)}` : 'rem In force after a restart of the computer.']),
    ...(isSimple ? services.flatMap((service) => [line`net stop ${service} /y`, line`net start ${service}`]) : []),
  ];
}

function hexadecimal(number: number): string {
  return number.toString(16).padStart(8, '0');
}

function regFileBody(topic: RegistryTopic): string[] {
  const { services, reboot } = restartsOf(topic);
  const spell = (data: TopicData): string[] => {
    if (data.kind === 'numbers') return data.numbers.map(hexadecimal);
    if (data.kind === 'text') return [data.text.replace(/[\\"]/g, '\\$&')];
    return data.kind === 'bytes' ? [Array.from({ length: data.count }, () => '00').join(',')] : [];
  };
  const heads: Readonly<Record<TopicData['kind'], readonly [before: string, behind: string]>> = {
    numbers: ['dword:', ''],
    text: ['"', '"'],
    bytes: ['hex:', ''],
    deleted: ['-', ''],
  };
  const lines = topic.values.flatMap(({ row, data }, index) => {
    const [before, behind] = heads[data.kind];
    const written = data.kind === 'deleted' ? '' : stopFor(index + 1, { data, spell });
    const isNewKey = row.key !== topic.values[index - 1]?.row.key;
    return [
      ...(isNewKey ? [...(index > 0 ? [''] : []), line`[HKEY_LOCAL_MACHINE\\${row.key}]`] : []),
      line`; ${aboutValue(row)}`,
      ...(data.kind === 'numbers' && data.isExample ? data.numbers.map((number) => line`; The digits are hexadecimal: ${hexadecimal(number)} is ${String(number)}.`) : []),
      line`"${row.name}"=${before}${written}${behind}`,
    ];
  });
  const waits = services.map((service) => `the service ${service}`).concat(reboot ? ['the computer'] : []);
  return [
    ...(topic.note ?? []).map((text) => line`; ${text}`),
    ...lines,
    ...(waits.length === 0 ? [] : [line`; In force after a restart of ${waits.join(' and ')}.`]),
    '',
  ];
}
