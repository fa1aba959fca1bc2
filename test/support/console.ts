import console_ from '../../server/src/artefacts/console/artefact.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { shownPolicy } from './printed.ts';

/** The command whose output a server's policy is. */
export const ASK_SERVER = 'PS C:\\> Get-VpnServerIPsecConfiguration\n';

/** The command whose output a client's policy is. */
export function askClient(name = 'Fabrikam VPN', more = ''): string {
  return `PS C:\\> Get-VpnConnection -Name '${name}'${more} | Select-Object -ExpandProperty IPsecCustomPolicy\n`;
}

/** Captured output as a file. */
export function outputFile(text: string, name = 'output.txt'): SourceFile {
  return { uri: `file:///project/${name}`, text };
}

/** What output states, a line a policy; nothing where it is not recognised. */
export function statedIn(text: string): string[] {
  const file = outputFile(text);
  return console_.recognises(file) ? console_.read(file).facts.policies.map(shownPolicy) : [];
}
