import { ATTRIBUTES, IPSEC } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy } from '../../server/src/model/policy.ts';
import { STANDARD, type Values } from './policies.ts';

/** Names and values as Get-VpnServerConfiguration prints them. */
export function serverRows(values: Values = {}): [string, string][] {
  const all = { ...STANDARD, ...values };
  return [
    ['AuthenticationTransformConstants', all.AuthenticationTransformConstants],
    ['CipherTransformConstants', all.CipherTransformConstants],
    ['CustomPolicy', 'True'],
    ['DHGroup', all.DHGroup],
    ['EncryptionMethod', all.EncryptionMethod],
    ['Ikev2Ports', '128'],
    ['IdleDisconnect(s)', '300'],
    ['IntegrityCheckMethod', all.IntegrityCheckMethod],
    ['L2tpPorts', '0'],
    ['PFSgroup', all.PfsGroup],
    ['SADataSizeForRenegotiation(KB)', '102400'],
    ['SALifeTime(s)', '28800'],
  ];
}

/** Names and values as the IPsecCustomPolicy of a connection prints them. */
export function clientRows(values: Values = {}): [string, string][] {
  const all = { ...STANDARD, ...values };
  const order = ['AuthenticationTransformConstants', 'CipherTransformConstants', 'DHGroup', 'IntegrityCheckMethod', 'PfsGroup', 'EncryptionMethod'] as const;
  return order.map((name) => [name, all[name]]);
}

/** What a server without a custom policy prints. */
export const DEFAULT_ROWS: readonly [string, string][] = [
  ['EncryptionType', 'OptionalEncryption'],
  ['Ikev2Ports', '128'],
  ['SstpPorts', '128'],
  ['IdleDisconnect(s)', '300'],
  ['L2tpPorts', '0'],
  ['SADataSizeForRenegotiation(KB)', '102400'],
  ['SALifeTime(s)', '28800'],
];

/** Rows as Format-List lays them out, with the blank lines that it prints behind an object. */
export function formatList(rows: readonly (readonly [string, string])[], between = '\n'): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${rows.map(([name, value]) => `${name.padEnd(width)} : ${value}`).join(between)}\n\n\n`;
}

/** Rows as Format-Table lays them out. */
export function formatTable(rows: readonly (readonly [string, string])[]): string {
  const widths = rows.map(([name, value]) => Math.max(name.length, value.length));
  const line = (cells: readonly string[]): string => cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ');
  return `\n${line(rows.map(([name]) => name))}\n${line(rows.map(([name]) => '-'.repeat(name.length)))}\n${line(rows.map(([, value]) => value))}\n\n`;
}

/** An entry of rasphone.pbk, cut down, with these settings in the places where Windows writes them. */
export function phonebookEntry(name: string, settings: readonly string[] = [], strategy = '7'): string {
  const lines = ['Encoding=1', 'PBVersion=8', 'Type=2', 'AutoLogon=0', `VpnStrategy=${strategy}`, 'DataEncryption=256', 'CacheCredentials=0'];
  const devices = ['NumEku=0', '', 'NETCOMPONENTS=', 'ms_msclient=1', '', 'MEDIA=rastapi', 'Port=VPN2-0', 'Device=WAN Miniport (IKEv2)', '', 'DEVICE=vpn'];
  return `${[`[${name}]`, ...lines, ...settings, ...devices, 'PhoneNumber=vpn.fabrikam.com', ''].join('\r\n')}\r\n`;
}

/** A policy in a line: what it is, and its values in the order of comparison, in the cmdlets' spelling. */
export function shownPolicy(policy: IPsecPolicy): string {
  const values = ATTRIBUTES.map((attribute) => {
    const slot = policy.slots[attribute];
    if (slot.state === 'known') return IPSEC[attribute].algorithms.find(({ id }) => id === slot.algorithm)?.cmdlet;
    return slot.state === 'invalid' ? `!${slot.written.value}` : slot.state === 'absent' ? '-' : '?';
  });
  const tunnel = policy.tunnel === 'ikev2' ? [] : [policy.tunnel];
  const name = policy.name === undefined ? [] : [`"${policy.name}"`];
  return [policy.side, policy.kind, ...tunnel, ...name, ...(policy.superseded ? ['superseded'] : []), ...values].join(' ');
}
