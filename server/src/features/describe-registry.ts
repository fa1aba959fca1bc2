import { verificationOf } from '../knowledge/registry-verify.ts';
import { REGISTRY, registryValue, registryValuesNamed, type AllowedData, type RegistryValue } from '../knowledge/registry.ts';
import { serviceByName } from '../knowledge/services.ts';
import { code, plain, table } from './markdown.ts';

/** What a registry value does, where it belongs and what puts it into force; `undefined` for one that is not in the catalogue. */
export function describeRegistryValue(key: string | undefined, name: string): string | undefined {
  const here = key === undefined ? undefined : registryValue(key, name);
  const rows = here ? [here] : registryValuesNamed(name).filter((row) => row.distinctive);
  return rows.length === 0 ? undefined : rows.map(describeRow).join('\n\n---\n\n');
}

/** What the values of a key do; the whole of it where there is one. `undefined` for a key that has none of the catalogue. */
export function describeRegistryKey(key: string): string | undefined {
  const rows = REGISTRY.filter((row) => row.key.toLowerCase() === key.toLowerCase());
  const [first, ...more] = rows;
  if (!first) return undefined;
  if (more.length === 0) return describeRow(first);
  const cells = rows.map((row) => [code(row.name), row.type, plain(row.dataMeaning), row.side, restartOf(row), plain(row.effect)]);
  return `**HKLM:\\\\${plain(first.key)}**\n\n${table(['Value', 'Type', 'Data', 'Side', 'In force after', 'Effect'], cells)}`;
}

/** What a service reads when it starts; `undefined` for one that is not in the catalogue. */
export function describeService(name: string): string | undefined {
  const service = serviceByName(name);
  if (!service) return undefined;
  const rows = REGISTRY.filter((row) => row.restart.includes(service.name));
  const names = [...new Set(rows.map((row) => row.name))].map(code).join(', ');
  const policy = service.name === 'RemoteAccess' ? ', and the policy set by Set-VpnServerConfiguration' : '';
  return `**${service.name}** (${service.displayName})\n\nPuts into force when it starts: ${names}${policy}.`;
}

function describeRow(row: RegistryValue): string {
  const facts: [string, string][] = [
    ['Key', code(`HKLM:\\${row.key}`)],
    ['Type', row.type],
    ['Data', plain(row.dataMeaning)],
    ...(row.allowed === undefined ? [] : [['Allowed', allowedData(row.allowed)] as [string, string]]),
    ['Side', row.side],
    ...(row.minimumWindows === undefined ? [] : [['Needs', plain(row.minimumWindows)] as [string, string]]),
    ['In force after', restartOf(row)],
    ['Source', `${plain(row.source)} (${row.confidence})`],
  ];
  const { says, commands } = verificationOf(row);
  const verify = [`**To verify:** ${plain(says ?? 'see what is stored.')}`, '', '```powershell', ...commands, '```'].join('\n');
  return `**${row.name}**: ${plain(row.effect)}\n\n${table(['', ''], facts)}\n\n${verify}`;
}

function allowedData(allowed: AllowedData): string {
  if ('bytes' in allowed) return `${allowed.bytes} bytes`;
  return 'numbers' in allowed ? allowed.numbers.join(', ') : `${allowed.from} to ${allowed.to}`;
}

function restartOf({ restart }: RegistryValue): string {
  if (restart.length === 0) return 'not stated by any source';
  return restart.map((each) => (each === 'reboot' ? 'reboot' : code(`Restart-Service ${each}`))).join(', ');
}
