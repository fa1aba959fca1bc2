import { describe, expect, test } from 'vitest';
import { verificationCommands } from '../../server/src/features/verification-commands.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** What is copied with the first file open, without the comments. */
function copied(text: string): string[] {
  const result = asked(text);
  if ('reason' in result) return [];
  return result.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function asked(text: string): ReturnType<typeof verificationCommands> {
  const fixture = parseFixture(text);
  return verificationCommands(workspaceOf(fixture), fixture.files[0]?.uri ?? ROOT);
}

const SERVER = 'Get-VpnServerIPsecConfiguration';
const clientCommand = (name: string, more = ''): string => `Get-VpnConnection -Name '${name}'${more} | Select-Object -ExpandProperty IPsecCustomPolicy`;
const NO_NAME = '<name of the connection>';

test('the two commands of a deployment, with where they come from', () => {
  expect(asked(files({ 'c.ps1': client({}, 'Fabrikam VPN'), 'rras.ps1': server() }))).toEqual({
    text: `# On the VPN server (rras.ps1):\n${SERVER}\n\n# On a client (c.ps1). It prints nothing where there is no custom policy:\n${clientCommand('Fabrikam VPN')}\n`,
    message: 'Copied the commands that print the IPsec policy of the server and of the client.',
  });
});
describe('the name of the connection', () => {
  test('is not in a profile, which the message says', () => {
    const text = files({ 'p.xml': profile(), 'rras.ps1': server() });
    expect(copied(text)).toEqual([SERVER, clientCommand(NO_NAME)]);
    expect(asked(text)).toMatchObject({ message: expect.stringContaining(`Write the connection's name for ${NO_NAME}`) as string });
  });
  test.each([
    ['a quote in it', "Contoso''s VPN", "Contoso''s VPN"],
    ['blanks', 'Always On VPN', 'Always On VPN'],
  ])('%s', (_, written, name) => {
    expect(copied(files({ 'c.ps1': client({}, written) }))).toEqual([SERVER, clientCommand(name)]);
  });
  test('is not known where a variable has it', () => {
    expect(copied(files({ 'c.ps1': client().replace("'Fabrikam'", '$name') }))).toEqual([SERVER, clientCommand(NO_NAME)]);
  });
});
test('a connection of all users, and a device tunnel', () => {
  expect(copied(files({ 'c.ps1': client().replace('-Force', '-AllUserConnection -Force') }))).toEqual([
    SERVER,
    clientCommand('Fabrikam', ' -AllUserConnection'),
  ]);
  const device = profile().replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>');
  expect(copied(files({ 'd.xml': device, 'p.xml': profile() }))).toEqual([SERVER, clientCommand(NO_NAME, ' -AllUserConnection')]);
});
test('from the server: each client once', () => {
  const clients = { 'a.ps1': client({}, 'A'), 'b.ps1': client({}, 'B'), 'c.xml': profile(), 'd.xml': profile(), 'a2.ps1': client({}, 'A') };
  expect(copied(files({ 'rras.ps1': server(), ...clients }))).toEqual([SERVER, clientCommand('A'), clientCommand('B'), clientCommand(NO_NAME)]);
  expect(copied(files({ 'rras.ps1': server() }))).toEqual([SERVER, clientCommand(NO_NAME)]);
});
test('other clients of the same server belong to the deployment', () => {
  expect(copied(files({ 'a.ps1': client({}, 'A'), 'b.ps1': client({}, 'B'), 'rras.ps1': server() }))).toEqual([SERVER, clientCommand('A'), clientCommand('B')]);
});
test('a profile inside a script', () => {
  expect(copied(files({ 'deploy.ps1': `$xml = @'\n${profile()}'@\n` }))).toEqual([SERVER, clientCommand(NO_NAME)]);
});
test.each([
  ['without a policy', files({ 's.ps1': 'Restart-Service RemoteAccess\n' })],
  ['for SSTP', files({ 'p.xml': profile({}, 'SSTP') })],
  ['that is not read', '=== a.txt\nDHGroup\n'],
])('none for a document %s', (_, text) => {
  expect(asked(text)).toEqual({ reason: expect.stringContaining('no IPsec policy') as string });
});
