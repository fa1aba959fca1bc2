import { registryValuesNamed, type RegistryValue } from '../registry.ts';

/** What a value of a topic is set to: one of several numbers of which the first is the usual one, a text, so many bytes, or nothing. */
export type TopicData =
  | { readonly kind: 'numbers'; readonly numbers: readonly number[]; readonly isExample?: true }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly count: number }
  | { readonly kind: 'deleted' };

/** Values of the catalogue that belong together, to be inserted as one block. */
export interface RegistryTopic {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Lines of a comment above the block. */
  readonly note?: readonly string[];
  readonly values: readonly { readonly row: RegistryValue; readonly data: TopicData }[];
}

const DELETED: TopicData = { kind: 'deleted' };

/** Every value of the catalogue, each in one topic. What there is to write is in the rows; only what no row can know is an example here. */
export const REGISTRY_TOPICS: readonly RegistryTopic[] = [
  topic('ikev2-fragmentation', 'IKEv2 fragmentation on the server', [usual('EnableServerFragmentation')]),
  topic(
    'ikev2-sa-limit',
    'more IKEv2 clients behind one address',
    [{ row: row('IkeNumEstablishedForInitialQuery'), data: { kind: 'numbers', numbers: [50_000], isExample: true } }],
    [
      'A partial workaround for error 809 behind a load balancer. Switch its source address translation (source NAT) off instead',
      'wherever the routing allows: this one limit can be raised, others for each address cannot.',
    ],
  ),
  topic('ikev2-crl-check', 'refuse revoked device tunnel certificates', [usual('CertAuthFlags')]),
  {
    ...topic(
      'sstp-offload',
      'TLS offload for SSTP',
      [
        { row: row('SHA256CertificateHash'), data: { kind: 'bytes', count: 32 } },
        { row: row('SHA1CertificateHash'), data: DELETED },
        usual('isHashConfiguredByAdmin'),
        usual('UseHttps'),
      ],
      ['The hash is the SHA-256 hash of the public certificate on the load balancer: 32 bytes in hexadecimal digits.'],
    ),
    description: 'For a load balancer that ends TLS: RRAS speaks HTTP and knows the SHA-256 hash of the public certificate, without which SSTP connects and disconnects at once.',
  },
  topic('negotiate-aes256', 'AES-256 and group 14 without a custom policy', [
    { row: row('NegotiateDH2048_AES256'), data: { kind: 'numbers', numbers: [1, 2, 0] } },
  ]),
  topic('l2tp-nat-traversal', 'L2TP behind NAT', [
    { row: row('AssumeUDPEncapsulationContextOnSendRule'), data: { kind: 'numbers', numbers: [2, 1, 0] } },
  ]),
  { ...topic('l2tp-ipsec', 'IPsec for L2TP', [usual('ProhibitIPSec')]), description: 'Undoes what switches IPsec off for L2TP.' },
  {
    ...topic('auto-trigger-opt-outs', 'connect again where the user has switched Always On off', [
      { row: row('AutoTriggerDisabledProfilesList'), data: DELETED },
    ]),
    description: 'Forgets for which profiles the user has switched the automatic connection off. The list survives a redeployment under the same name.',
  },
  topic('auto-trigger-profile', 'the profile that is Always On', [
    { row: row('AutoTriggerProfileEntryName'), data: { kind: 'text', text: 'Fabrikam Always On VPN' } },
    { row: row('AutoTriggerProfilePhonebookPath'), data: { kind: 'text', text: 'C:\\Users\\Public\\rasphone.pbk' } },
    { row: row('AutoTriggerProfileGUID'), data: { kind: 'bytes', count: 16 } },
    { row: row('UserSID'), data: { kind: 'text', text: 'S-1-5-21-1-2-3-1001' } },
  ]),
  topic('device-tunnel-in-ui', 'show the device tunnel in the network flyout', [usual('ShowDeviceTunnelInUI')]),
  topic('tunnel-mtu', 'MTU of the tunnels', [{ row: row('TunnelMTU'), data: { kind: 'numbers', numbers: [1400], isExample: true } }]),
  ...[
    ['nps-no-revocation-eap-tls', 'Microsoft Entra certificates without a revocation list (EAP-TLS)', '\\EAP\\13'],
    ['nps-no-revocation-peap', 'Microsoft Entra certificates without a revocation list (PEAP)', '\\EAP\\25'],
  ].map(([id = '', title = '', key]) => topic(id, title, [usual('IgnoreNoRevocationCheck', key), usual('NoRevocationCheck', key)])),
  {
    ...topic(
      'tls-old-versions-off',
      'old versions of TLS off under SSTP',
      registryValuesNamed('Enabled').map((each) => usual('Enabled', each.key)),
    ),
    description: 'Switches SSL 3.0, TLS 1.0 and TLS 1.1 off under SSTP.',
  },
  topic('tls-cipher-suites', 'order of the TLS cipher suites for SSTP', [
    { row: row('Functions'), data: { kind: 'text', text: 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384' } },
  ]),
];

function topic(id: string, title: string, values: RegistryTopic['values'], note?: readonly string[]): RegistryTopic {
  const [first] = values;
  return { id, title: `Always On VPN: ${title}`, description: first?.row.effect ?? '', values, ...(note && { note }) };
}

function row(name: string, keyEnd = ''): RegistryValue {
  const found = registryValuesNamed(name).find(({ key }) => key.endsWith(keyEnd));
  if (!found) throw new Error(`The registry table has no value ${name}`);
  return found;
}

function usual(name: string, keyEnd = ''): RegistryTopic['values'][number] {
  const found = row(name, keyEnd);
  if (found.data === undefined) throw new Error(`The registry table has no data for ${name}`);
  return { row: found, data: { kind: 'numbers', numbers: [Number(found.data)] } };
}

/** What the comment above a value says of it. */
export function aboutValue({ name, dataMeaning, minimumWindows }: RegistryValue): string {
  return `${name}: ${dataMeaning}.${minimumWindows === undefined ? '' : ` Needs ${minimumWindows}.`}`;
}

/** When the values of a topic are in force, and what the restart does, as a comment says it. */
export function whenInForce({ values }: RegistryTopic): string {
  const isClient = values.every(({ row: { side } }) => side === 'client');
  return `In force after the restart, which disconnects ${isClient ? 'the VPN' : 'the clients'}.`;
}

/** The services whose restart puts the values of a topic into force, and whether that takes a restart of the computer. */
export function restartsOf({ values }: RegistryTopic): { readonly services: readonly string[]; readonly reboot: boolean } {
  const all = [...new Set(values.flatMap(({ row: { restart } }) => restart))];
  return { services: all.filter((each) => each !== 'reboot'), reboot: all.includes('reboot') };
}
