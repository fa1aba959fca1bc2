import { REGISTRY, registryValue, registryValuesNamed, type RegistryValue } from '../knowledge/registry.ts';
import { serviceByName } from '../knowledge/services.ts';
import { code, plain, table } from './markdown.ts';

/** What a registry value does, where it belongs and what puts it into force; `undefined` for one that is not in the catalogue. */
export function describeRegistryValue(key: string | undefined, name: string): string | undefined {
  const here = key === undefined ? undefined : registryValue(key, name);
  const rows = here ? [here] : registryValuesNamed(name).filter((row) => row.distinctive);
  return rows.length === 0 ? undefined : rows.map(describeRow).join('\n\n---\n\n');
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
  const restart =
    row.restart.length === 0
      ? 'not stated by any source'
      : row.restart.map((each) => (each === 'reboot' ? 'reboot' : code(`Restart-Service ${each}`))).join(', ');
  const facts: [string, string][] = [
    ['Key', code(`HKLM:\\${row.key}`)],
    ['Type', row.type],
    ['Data', plain(row.dataMeaning)],
    ['Side', row.side],
    ...(row.minimumWindows === undefined ? [] : [['Needs', plain(row.minimumWindows)] as [string, string]]),
    ['In force after', restart],
    ...(row.verify === undefined ? [] : [['To verify', plain(row.verify)] as [string, string]]),
    ['Source', `${plain(row.source)} (${row.confidence})`],
  ];
  return `**${row.name}**: ${plain(row.effect)}\n\n${table(['', ''], facts)}`;
}
