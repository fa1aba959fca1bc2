import { expect, test } from 'vitest';
import { Bearings } from '../../server/src/workspace/bearing.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { client, profile, server } from '../support/policies.ts';

/** On what it bears that a file becomes another one, after it was first looked at. */
function change(name: string, before: string, after: string | undefined): string | undefined {
  const uri = `${ROOT}/${name}`;
  const read = (text: string) => workspaceOf({ files: [{ uri, text }] }).analysisOf(uri);
  const bearings = new Bearings();
  expect(bearings.change(uri, read(before))).toBe('population');
  return bearings.change(uri, after === undefined ? undefined : read(after));
}

test.each([
  ['another value of a server', 'rras.ps1', server(), server({ DHGroup: 'ECP384' }), 'pairings'],
  ['another value of a profile', 'a.xml', profile(), profile({ DHGroup: 'ECP384' }), 'pairings'],
  ['a comment', 'rras.ps1', server(), `# changed\n${server()}`, undefined],
  ['what nobody else sees', 'a.xml', profile(), profile().replace('SplitTunnel', 'ForceTunnel'), undefined],
  ['a second policy', 'rras.ps1', server(), `${server()}${client()}`, 'population'],
  ['the other side', 'a.ps1', client(), server(), 'population'],
  ['a tunnel that is none of IKEv2', 'a.xml', profile(), profile({}, 'SSTP'), 'population'],
  ['a device tunnel', 'a.xml', profile(), profile().replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>'), 'population'],
  ['a file that is gone', 'a.xml', profile(), undefined, 'population'],
])('%s', (_, name, before, after, expected) => expect(change(name, before, after)).toBe(expected));

test('the names of hosts count as long as a file says which one it configures', () => {
  const uri = `${ROOT}/a.xml`;
  const read = (path: string, text: string) => workspaceOf({ files: [{ uri: path, text }] }).analysisOf(path);
  const bearings = new Bearings();
  const moved = profile().replace('vpn.fabrikam.com', 'vpn.contoso.com');
  bearings.change(uri, read(uri, profile()));
  expect(bearings.change(uri, read(uri, moved))).toBeUndefined();
  const script = `${ROOT}/rras.ps1`;
  bearings.change(script, read(script, `# aovpn-server: vpn.fabrikam.com\n${server()}`));
  expect(bearings.change(uri, read(uri, profile()))).toBe('pairings');
  bearings.change(script, undefined);
  expect(bearings.change(uri, read(uri, moved))).toBeUndefined();
});
