import { spellDocument } from '../../artefacts/registry-documents.ts';
import { SERVER_LIFETIMES, type Suite } from '../../knowledge/baselines.ts';
import { thumbprintOf } from '../../knowledge/certificates.ts';
import { REGISTRY } from '../../knowledge/registry.ts';
import { entryOf } from '../../model/registry/file.ts';
import { SERVER_RESTART, suiteLines } from '../conversion/policy-text.ts';
import { quoted } from '../conversion/target.ts';
import type { Draft, Given } from './question.ts';
import { acceptsDevices, ASK_SERVER, isAzure } from './server-questions.ts';

/** No connection is set up on a server. */
const NO_CONNECTION = { name: '', allUsers: false } as const;

/** The script that the answers describe. */
export function serverDraft(given: Given): Draft {
  const { suite } = given;
  const blocks = suite ? (isAzure(given) ? azure(suite, given) : rras(suite, given)) : [];
  return {
    fileName: isAzure(given) ? 'azure-gateway.ps1' : 'rras.ps1',
    language: 'powershell',
    text: `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`,
  };
}

/** Blocks of lines with an empty line between them. */
type Blocks = readonly (readonly string[])[];

function rras(suite: Suite, given: Given): Blocks {
  return [
    ['#Requires -RunAsAdministrator', '# Run it outside of working hours: it restarts the service at the end.'],
    ['# Every client must have the same six values, or it fails with error 13868.', ...suiteLines(suite, 'server-cmdlet', NO_CONNECTION, SERVER_LIFETIMES)],
    ...(given.list(ASK_SERVER.tunnels).length > 0 ? [authentication(given)] : []),
    registry(given),
    SERVER_RESTART,
  ];
}

function authentication(given: Given): string[] {
  const methods = [...(acceptsDevices(given) ? ['Certificate'] : []), ...(given.is(ASK_SERVER.tunnels, 'user') ? ['EAP'] : [])];
  const set = `Set-VpnAuthProtocol -UserAuthProtocolAccepted ${methods.join(', ')}`;
  const takes = '# This list replaces the one that is there.';
  if (!acceptsDevices(given)) return [takes, set];
  const thumbprint = (thumbprintOf(given.text(ASK_SERVER.rootCa)) ?? '').toUpperCase();
  return [
    `${takes} Machine certificates have to come from this root.`,
    `$root = Get-Item -Path ${quoted(`Cert:\\LocalMachine\\Root\\${thumbprint}`)}`,
    `${set} -RootCertificateNameToAccept $root`,
  ];
}

function registry(given: Given): string[] {
  const values: readonly RegistryWish[] = [
    { name: 'EnableServerFragmentation', number: 1n, says: 'Large certificates do not fit into one packet, and many firewalls drop IP fragments.' },
    ...(acceptsDevices(given) ? [revocation(given)] : []),
  ];
  const rows = values.flatMap(({ name, number, says }) => {
    const row = REGISTRY.find((each) => each.name === name);
    return row ? [{ row, says, entry: entryOf(row, { type: 'DWord', number }) }] : [];
  });
  const text = spellDocument(
    rows.map(({ entry }) => entry),
    'powershell',
  );
  const notes = rows.map(({ row, says }) => `# ${row.name}: ${says}${row.minimumWindows === undefined ? '' : ` Needs ${row.minimumWindows}.`}`);
  return [...notes, ...(text?.trimEnd().split(/\r?\n/) ?? [])];
}

/** A value that is to be written, and what a comment says of it. */
interface RegistryWish {
  readonly name: string;
  readonly number: bigint;
  readonly says: string;
}

function revocation(given: Given): RegistryWish {
  return given.is(ASK_SERVER.revocation, 'refuse')
    ? { name: 'CertAuthFlags', number: 4n, says: 'Machine certificates that are revoked are refused. The server must reach the revocation list.' }
    : { name: 'CertAuthFlags', number: 0n, says: 'Machine certificates are not looked up in a revocation list, so a revoked one still connects.' };
}

function azure(suite: Suite, given: Given): Blocks {
  return [
    ['# Every client must have the same six values, or it fails with error 13868.', ...suiteLines(suite, 'azure', NO_CONNECTION, SERVER_LIFETIMES)],
    [
      `$gateway = Get-AzVirtualNetworkGateway -Name ${quoted(given.text(ASK_SERVER.azureGateway))} -ResourceGroupName ${quoted(given.text(ASK_SERVER.azureGroup))}`,
      'Set-AzVirtualNetworkGateway -VirtualNetworkGateway $gateway -VpnClientIpsecPolicy $ipsecPolicy',
    ],
  ];
}
