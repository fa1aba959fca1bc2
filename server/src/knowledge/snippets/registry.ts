import { CMDLETS } from '../cmdlets.ts';
import type { RegistryValue } from '../registry.ts';
import { REGISTRY_FILE_SNIPPETS, stopFor } from './registry-notations.ts';
import { aboutValue, REGISTRY_TOPICS, restartsOf, whenInForce, type RegistryTopic, type TopicData } from './registry-topics.ts';
import { line, placeholder, type Snippet, type Syntax } from './snippet.ts';

/** The values of the registry table, each topic with the restart that puts it into force. Everything about them comes from the table. */
export const REGISTRY_SNIPPETS: readonly Snippet[] = [
  ...REGISTRY_TOPICS.map((topic): Snippet => {
    const { id, title, description } = topic;
    return { id, prefix: `aovpn-${id}`, title, language: 'powershell', description, body: id === 'sstp-offload' ? offloadBody(topic) : body(topic) };
  }),
  ...REGISTRY_FILE_SNIPPETS,
];

function body(topic: RegistryTopic): string[] {
  const writes = topic.values.flatMap(({ row, data }, index) => [
    line`# ${aboutValue(row)}`,
    ...(row.key === topic.values[index - 1]?.row.key ? [] : pathOf(row, data)),
    written(row, data, stopFor(index + 1, { data, spell })),
  ]);
  return [...(topic.note ?? []).map((text) => line`# ${text}`), ...writes, ...restarted(topic)];
}

function spell(data: TopicData): string[] {
  if (data.kind === 'numbers') return data.numbers.map(String);
  if (data.kind === 'text') return [data.text];
  return data.kind === 'bytes' ? [Array.from({ length: data.count }, () => '0x00').join(', ')] : [];
}

/** The hash is given as people have it, and becomes bytes in the script. */
function offloadBody(topic: RegistryTopic): string[] {
  const [hash, old, ...others] = topic.values;
  if (!hash || !old) return body(topic);
  return [
    '# SHA-256 hash of the public certificate on the load balancer: 64 hexadecimal digits; blanks and colons do not matter.',
    line`$hash = '${placeholder(1, '0'.repeat(64))}' -replace '[^0-9A-Fa-f]', ''`,
    line`if ($hash.Length -ne 64) { throw 'A SHA-256 hash has 64 hexadecimal digits.' }`,
    line`$bytes = [byte[]]::new(32)`,
    line`for ($i = 0; $i -lt $bytes.Length; $i++) { $bytes[$i] = [Convert]::ToByte($hash.Substring(2 * $i, 2), 16) }`,
    '',
    ...pathOf(hash.row, hash.data),
    line`${CMDLETS.newItemProperty.name} -Path $path -Name ${hash.row.name} -PropertyType ${hash.row.type} -Value $bytes -Force`,
    written(old.row, old.data, ''),
    ...others.flatMap(({ row, data }) => [line`# ${aboutValue(row)}`, written(row, data, stopFor(2, { data, spell }))]),
    ...restarted(topic),
  ];
}

/**
 * The key as a variable. A service brings its own `Parameters` key along; one below that may have to be made first. Only if it
 * is missing: in Windows PowerShell, New-Item -Force empties a key that exists. Nothing is made to be deleted from.
 */
function pathOf({ key }: RegistryValue, data: TopicData): string[] {
  const path = line`$path = 'HKLM:\\${key}'`;
  const isThere = data.kind === 'deleted' || /\\Services\\[^\\]+(?:\\Parameters)?$/i.test(key);
  return isThere ? [path] : [path, line`if (-not (Test-Path $path)) { New-Item -Path $path -Force | Out-Null }`];
}

function written({ name, type }: RegistryValue, { kind }: TopicData, data: string | Syntax): string {
  if (kind === 'deleted') return line`${CMDLETS.removeItemProperty.name} -Path $path -Name ${name} -ErrorAction SilentlyContinue`;
  const [before, behind] = kind === 'text' ? ["'", "'"] : kind === 'bytes' ? ['([byte[]](', '))'] : ['', ''];
  return line`${CMDLETS.newItemProperty.name} -Path $path -Name ${name} -PropertyType ${type} -Value ${before}${data}${behind} -Force`;
}

function restarted(topic: RegistryTopic): string[] {
  const { services, reboot } = restartsOf(topic);
  if (reboot) return ['# In force after a restart of the computer.'];
  if (services.length === 0) return [];
  return [line`# ${whenInForce(topic)}`, ...services.map((service) => line`${CMDLETS.restartService.name} ${service} -Force -PassThru`)];
}
