import { CMDLETS } from '../cmdlets.ts';
import { registryValuesNamed, type RegistryValue } from '../registry.ts';
import { line, placeholder, type Snippet, type Syntax } from './snippet.ts';

const FRAGMENTATION = row('EnableServerFragmentation');
const SA_LIMIT = row('IkeNumEstablishedForInitialQuery');
const CRL_CHECK = row('CertAuthFlags');
const OFFLOAD = { https: row('UseHttps'), byHand: row('isHashConfiguredByAdmin'), hash: row('SHA256CertificateHash'), oldHash: row('SHA1CertificateHash') };

/** The registry values of an RRAS server, each with the restart that puts it into force. Everything about them comes from the registry table. */
export const REGISTRY_SNIPPETS: readonly Snippet[] = [
  {
    id: 'ikev2-fragmentation',
    prefix: 'aovpn-ikev2-fragmentation',
    title: 'Always On VPN: IKEv2 fragmentation on the server',
    language: 'powershell',
    description: FRAGMENTATION.effect,
    body: [...about(FRAGMENTATION), ...pathOf(FRAGMENTATION), written(FRAGMENTATION), ...restarted(FRAGMENTATION)],
  },
  {
    id: 'ikev2-sa-limit',
    prefix: 'aovpn-ikev2-sa-limit',
    title: 'Always On VPN: more IKEv2 clients behind one address',
    language: 'powershell',
    description: SA_LIMIT.effect,
    body: [
      '# A partial workaround for error 809 behind a load balancer. Switch its source address translation (source NAT) off instead',
      '# wherever the routing allows: this one limit can be raised, others for each address cannot.',
      ...about(SA_LIMIT),
      ...pathOf(SA_LIMIT),
      written(SA_LIMIT, placeholder(1, dataOf(SA_LIMIT))),
      ...restarted(SA_LIMIT),
    ],
  },
  {
    id: 'ikev2-crl-check',
    prefix: 'aovpn-ikev2-crl-check',
    title: 'Always On VPN: refuse revoked device tunnel certificates',
    language: 'powershell',
    description: CRL_CHECK.effect,
    body: [...about(CRL_CHECK), ...pathOf(CRL_CHECK), written(CRL_CHECK), ...restarted(CRL_CHECK)],
  },
  {
    id: 'sstp-offload',
    prefix: 'aovpn-sstp-offload',
    title: 'Always On VPN: TLS offload for SSTP',
    language: 'powershell',
    description: 'For a load balancer that ends TLS: RRAS speaks HTTP and knows the SHA-256 hash of the public certificate, without which SSTP connects and disconnects at once.',
    body: [
      '# SHA-256 hash of the public certificate on the load balancer: 64 hexadecimal digits; blanks and colons do not matter.',
      line`$hash = '${placeholder(1, '0'.repeat(64))}' -replace '[^0-9A-Fa-f]', ''`,
      line`if ($hash.Length -ne 64) { throw 'A SHA-256 hash has 64 hexadecimal digits.' }`,
      line`$bytes = [byte[]]::new(32)`,
      line`for ($i = 0; $i -lt $bytes.Length; $i++) { $bytes[$i] = [Convert]::ToByte($hash.Substring(2 * $i, 2), 16) }`,
      '',
      ...pathOf(OFFLOAD.hash),
      written(OFFLOAD.hash, '$bytes'),
      line`${CMDLETS.removeItemProperty.name} -Path $path -Name ${OFFLOAD.oldHash.name} -ErrorAction SilentlyContinue`,
      ...about(OFFLOAD.byHand),
      written(OFFLOAD.byHand),
      ...about(OFFLOAD.https),
      written(OFFLOAD.https),
      ...restarted(...Object.values(OFFLOAD)),
    ],
  },
];

function row(name: string): RegistryValue {
  const [found] = registryValuesNamed(name);
  if (!found) throw new Error(`The registry table has no value ${name}`);
  return found;
}

function dataOf({ name, data }: RegistryValue): string {
  if (data === undefined) throw new Error(`The registry table has no data for ${name}`);
  return data;
}

function about({ name, dataMeaning, minimumWindows }: RegistryValue): string[] {
  return [line`# ${name}: ${dataMeaning}.${minimumWindows === undefined ? '' : ` Needs ${minimumWindows}.`}`];
}

/**
 * The key as a variable. A service brings its own `Parameters` key along; one below that may have to be made first. Only if it
 * is missing: in Windows PowerShell, New-Item -Force empties a key that exists.
 */
function pathOf({ key }: RegistryValue): string[] {
  const path = line`$path = 'HKLM:\\${key}'`;
  return /\\Services\\[^\\]+\\Parameters$/i.test(key) ? [path] : [path, line`if (-not (Test-Path $path)) { New-Item -Path $path -Force | Out-Null }`];
}

function written(value: RegistryValue, data: string | Syntax = dataOf(value)): string {
  return line`${CMDLETS.newItemProperty.name} -Path $path -Name ${value.name} -PropertyType ${value.type} -Value ${data} -Force`;
}

function restarted(...values: readonly RegistryValue[]): string[] {
  const services = [...new Set(values.flatMap(({ restart }) => restart))];
  return ['# In force after the restart, which disconnects the clients.', ...services.map((service) => line`${CMDLETS.restartService.name} ${service} -Force -PassThru`)];
}
