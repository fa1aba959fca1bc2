import { isDeviceTunnel } from '../model/profile/profile.ts';
import { fileName } from '../rules/wording.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import { refKey } from '../workspace/ref.ts';
import type { Workspace } from '../workspace/workspace.ts';

import { otherEnds } from './policy-places.ts';

/** The commands and a sentence that says what to do with them, or why there are none. */
export type VerificationCommands = { readonly text: string; readonly message: string } | { readonly reason: string };

/** Stands for the name of a connection that nothing says: no connection can be called so. */
export const NO_NAME = '<name of the connection>';
/** More files than this are counted, not named. */
const MOST_NAMES = 3;

/**
 * What to run on server and client to see which policy is in force, for the file and all that is paired with it. A ProfileXML has no name in it:
 * whoever deploys it gives the connection one.
 * Source: Richard Hicks, "Always On VPN IPsec policy mismatch error": both commands, and that the client prints nothing without a custom policy.
 */
export function verificationCommands(workspace: Workspace, uri: string): VerificationCommands {
  const policies = deploymentOf(workspace, uri);
  const clients = policies.filter(({ side, tunnel }) => side === 'client' && tunnel !== 'other');
  const servers = policies.filter(({ side }) => side === 'server');
  if (clients.length === 0 && servers.length === 0) return { reason: 'There is no IPsec policy for IKEv2 in this document, so there is nothing to verify.' };
  const commands = new Map<string, Set<string>>();
  for (const client of clients) {
    const command = clientCommand(client.name, isForAllUsers(workspace, client));
    commands.set(command, (commands.get(command) ?? new Set()).add(fileName(client)));
  }
  if (clients.length === 0) commands.set(clientCommand(undefined, false), new Set());
  const blocks = [
    ['# On the VPN server', from(new Set(servers.map(fileName))), ':\nGet-VpnServerIPsecConfiguration'].join(''),
    ...[...commands].map(([command, files]) => `# On a client${from(files)}. It prints nothing where there is no custom policy:\n${command}`),
  ];
  const open = [...commands.keys()].filter((command) => command.includes(NO_NAME)).length;
  const fill = open === 0 ? '' : ` Write the connection's name for ${NO_NAME}: ProfileXML does not hold it.`;
  return { text: `${blocks.join('\n\n')}\n`, message: `Copied the commands that print the IPsec policy of the server and of the client.${fill}` };
}

/** The policies of a file, and those of all that share a tunnel with one of them. */
function deploymentOf(workspace: Workspace, uri: string): IPsecPolicy[] {
  const own = workspace.partsOf(uri).flatMap(({ analysis }) => analysis.reading.facts.policies.filter(({ superseded }) => !superseded));
  const servers = own.flatMap((policy) => (policy.side === 'client' ? otherEnds(workspace, policy) : [policy]));
  const all = [...own, ...servers, ...servers.flatMap((server) => otherEnds(workspace, server))];
  return [...new Map(all.map((policy) => [refKey({ uri: policy.at.file.uri, key: policy.key }), policy])).values()];
}

/** A device tunnel is in the phone book of all users, whoever has deployed it. */
function isForAllUsers(workspace: Workspace, { allUsers, at, key }: IPsecPolicy): boolean {
  const profile = workspace.analysisOf(at.file.uri)?.reading.facts.profiles.find(({ policyKey }) => policyKey === key);
  return allUsers === true || (profile !== undefined && isDeviceTunnel(profile) === true);
}

function clientCommand(name: string | undefined, allUsers: boolean): string {
  // Any of these ends a text in single quotes.
  const quoted = (name ?? NO_NAME).replace(/['\u2018-\u201B]/g, '$&$&');
  return `Get-VpnConnection -Name '${quoted}'${allUsers ? ' -AllUserConnection' : ''} | Select-Object -ExpandProperty IPsecCustomPolicy`;
}

function from(files: ReadonlySet<string>): string {
  if (files.size === 0) return '';
  const names = [...files];
  const more = names.length - MOST_NAMES;
  return ` (${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
