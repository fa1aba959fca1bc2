import { parseWindowsRelease } from '../../knowledge/windows.ts';
import type { ClientSettings } from '../../model/offers.ts';
import { oneOf, parse } from '../args.ts';
import { EXIT, UsageError } from '../io.ts';
import { negotiatedPairs } from '../negotiating/negotiated.ts';
import { asJson, asText } from '../negotiating/output.ts';
import { negotiateDh2048In, policiesOf, statedIn } from '../negotiating/policies.ts';
import type { Command } from './command.ts';

const OPTIONS = {
  client: { type: 'string' },
  server: { type: 'string' },
  'client-name': { type: 'string' },
  'minimum-windows': { type: 'string' },
  'negotiate-dh2048': { type: 'string' },
  format: { type: 'string', default: 'text' },
} as const;

export const negotiate: Command = {
  name: 'negotiate',
  summary: 'say what IKEv2 will make of a client and a server',
  help: `Usage: aovpn negotiate --client FILE --server FILE [options]

Says phase by phase what the two agree on, or the first value that fails, with the error that the client will show. Where a file
states several policies, each client is put against each server. Nothing is asked of any computer.

  --client-name NAME        only the client of this name, such as that of its connection
  --negotiate-dh2048 VALUE  what NegotiateDH2048_AES256 is on the client: 0, 1 or 2; what its file sets unless told, else 0
  --minimum-windows NAME    the oldest Windows of the clients, such as "Windows 11 22H2": what they offer by themselves depends on it
  --format FORMAT           text or json; text unless told

Exit code: 0 all agree, 1 some do not or it cannot be said, 2 a wrong call, or a file that cannot be read or states no policy.
`,
  run: async (args, io) => {
    const { values, positionals } = parse(args, OPTIONS);
    const { client, server } = values;
    if (client === undefined || server === undefined || client === '' || server === '' || positionals.length > 0)
      throw new UsageError('negotiate takes --client FILE and --server FILE.');
    const format = oneOf('format', values.format, ['text', 'json'] as const);
    const told = settingsOf(values);
    const [mine, theirs] = [await statedIn(client, io), await statedIn(server, io)];
    const fromFile = negotiateDh2048In(mine);
    const settings: ClientSettings = { ...(fromFile !== undefined && { negotiateDh2048: fromFile }), ...told };
    const pairs = negotiatedPairs(policiesOf(mine, 'client', values['client-name']), policiesOf(theirs, 'server', undefined), settings);
    io.stdout.write(format === 'json' ? asJson(pairs) : asText(pairs));
    return pairs.every(({ negotiation }) => negotiation.outcome === 'agrees') ? EXIT.clean : EXIT.findings;
  },
};

function settingsOf(values: { readonly 'minimum-windows'?: string | undefined; readonly 'negotiate-dh2048'?: string | undefined }): ClientSettings {
  const { 'minimum-windows': windows, 'negotiate-dh2048': registry } = values;
  const minimumWindows = windows === undefined ? undefined : parseWindowsRelease(windows);
  if (windows !== undefined && !minimumWindows)
    throw new UsageError(`--minimum-windows takes a release of Windows, such as "Windows 10 1809" or "Windows 11 24H2", not ${JSON.stringify(windows)}.`);
  const negotiateDh2048 = registry === undefined ? undefined : Number(oneOf('negotiate-dh2048', registry, ['0', '1', '2'] as const));
  return {
    ...(minimumWindows && { minimumWindows }),
    ...(negotiateDh2048 !== undefined && { negotiateDh2048: negotiateDh2048 as 0 | 1 | 2 }),
  };
}
