import { describe, expect, test } from 'vitest';
import { claimsInComments } from '../../server/src/workspace/server-names.ts';
import { hostsIn, normalisedHost } from '../../server/src/model/server-name.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const HOST = 'vpn.fabrikam.com';

/** A profile of this group that connects to these servers. */
const naming = (servers: string, group = 'ECP384'): string =>
  profile({ DHGroup: group }).replace(/<NativeProfile>(<Servers>[^<]*<\/Servers>)?/, `<NativeProfile><Servers>${servers}</Servers>`);
const claiming = (host: string, group = 'Group14'): string => `# aovpn-server: ${host}\n${server({ DHGroup: group })}`;

const workspace = (texts: Readonly<Record<string, string>>, roots: readonly string[] = [ROOT]): Workspace => workspaceOf(parseFixture(files(texts)), roots);

/** What is told about the clients, as `rule severity: end of the message`. */
function told(texts: Readonly<Record<string, string>>, roots?: readonly string[]): string[] {
  const found = workspace(texts, roots);
  return ['policy-mismatch', 'pairing-ambiguous', 'policy-one-sided'].flatMap((rule) =>
    findingsOf(found, rule)
      .filter(({ at }) => !at.file.uri.includes('server') && !at.file.uri.endsWith('.conf'))
      .map(({ severity, message }) => `${rule} ${severity}${/both name [^)]*(?=\.$)/.exec(message)?.[0].replace(/^/, ': ') ?? ''}`),
  );
}

const MISMATCH = [`policy-mismatch error: both name ${HOST}`];

describe('a host that client and server name', () => {
  // The folders alone would make each of these a guess.
  const apart = (clientText: string, serverText: string): Record<string, string> => ({ 'adatum/p.xml': clientText, 'lisbon/server.ps1': serverText });

  test.each([
    ['a comment', claiming(HOST)],
    ['in any letter case, with a dot behind', claiming('VPN.Fabrikam.COM.')],
    ['a comment with an equals sign', claiming(HOST).replace(':', ' =')],
    ['one of several', claiming(`sstp.fabrikam.com, ${HOST}`)],
    ['with words behind it', claiming(`${HOST} (the pair in Lisbon)`)],
    ['a block comment', `<#\n.SYNOPSIS\n  Lisbon\naovpn-server: ${HOST}\n#>\n${server()}`],
    ['a block comment of one line', `<# aovpn-server: ${HOST} #>\n${server()}`],
    ['behind a command', server().trimEnd() + ` # aovpn-server: ${HOST}\n`],
    ['Invoke-Command', `Invoke-Command -ComputerName ${HOST} -ScriptBlock {\n${server()}}\n`],
    ['Invoke-Command to several', `Invoke-Command -ComputerName rras2, '${HOST}' {\n${server()}}\n`],
    ['a session', `$s = New-PSSession -Cn "${HOST}"\nInvoke-Command -Session $s {\n${server()}}\n`],
    ['a session of CIM', `$s = New-CimSession -ComputerName:${HOST}\n${server({}, ' -CimSession $s')}`],
    ['a server cmdlet', `Get-RemoteAccess -ComputerName ${HOST}\n${server()}`],
  ])('%s', (_, text) => {
    expect(told(apart(naming(HOST), text))).toEqual(MISMATCH);
  });

  test.each([
    ['a friendly name behind a semicolon', `${HOST};Fabrikam`],
    ['the name twice', `${HOST};${HOST}`],
    ['one of several servers', `other.fabrikam.com,${HOST};Lisbon`],
    ['in capitals', 'VPN.FABRIKAM.COM'],
  ])('of the client: %s', (_, servers) => {
    expect(told(apart(naming(servers), claiming(HOST)))).toEqual(MISMATCH);
  });

  test.each([
    ['another host', naming('vpn.fabrikam.org'), server() + `\nGet-RemoteAccess -ComputerName ${HOST}\n`],
    ['a part of it', naming('fabrikam.com'), `Get-RemoteAccess -ComputerName ${HOST}\n${server()}`],
    ['a bare name', naming('vpn'), `Get-RemoteAccess -ComputerName vpn\n${server()}`],
    ['a name that is not known', naming(HOST), `Get-RemoteAccess -ComputerName "$vpn.fabrikam.com"\n${server()}`],
    ['a friendly name', naming(`vpn.fabrikam.org;${HOST}`), `Get-RemoteAccess -ComputerName ${HOST}\n${server()}`],
    ['a word in a text', naming(HOST), `Write-Host "aovpn-server: ${HOST}"\n${server()}`],
    ['a comment that only mentions the word', naming(HOST), `# see aovpn-server: ${HOST}\n${server()}`],
    ['a computer of a command about something else', naming(HOST), `Test-NetConnection -ComputerName ${HOST} -Port 443\n${server()}`],
  ])('%s says nothing: the folders decide', (_, clientText, serverText) => {
    expect(told(apart(clientText, serverText))).toEqual(['policy-mismatch information']);
  });

  test('a client script names it with its connection', () => {
    const script = `Add-VpnConnection -Name Fabrikam -ServerAddress ${HOST} -TunnelType IKEv2\n${client({ DHGroup: 'ECP384' }).replace(/-ConnectionName \S+/, '-ConnectionName Fabrikam')}`;
    expect(told({ 'adatum/connect.ps1': script, 'lisbon/server.ps1': claiming(HOST) })).toEqual(MISMATCH);
    expect(told({ 'adatum/connect.ps1': script.replace('-Name Fabrikam', '-Name Other'), 'lisbon/server.ps1': claiming(HOST) })).toEqual([
      'policy-mismatch information',
    ]);
  });

  test('wins over a server that is nearer', () => {
    const texts = { 'site/p.xml': naming(HOST), 'site/server.ps1': server({ DHGroup: 'ECP384' }), 'central/server.ps1': claiming(HOST) };
    expect(told(texts)).toEqual(MISMATCH);
  });

  test('wins among several in one folder', () => {
    const texts = { 'client/p.xml': naming(HOST), 'server/a.ps1': server({ DHGroup: 'ECP256' }), 'server/b.ps1': claiming(HOST) };
    expect(told(texts)).toEqual(MISMATCH);
  });

  test('never leads into another workspace folder', () => {
    const texts = { 'one/p.xml': naming(HOST), 'two/server.ps1': claiming(HOST) };
    expect(told(texts, [`${ROOT}/one`, `${ROOT}/two`])).toEqual([]);
  });

  test('the project file wins', () => {
    const pin = '{ "deployments": [{ "name": "x", "clients": ["**/*.xml"], "servers": ["other/*.ps1"] }] }';
    expect(
      told({ 'aovpn.json': pin, 'client/p.xml': naming(HOST), 'lisbon/server.ps1': claiming(HOST), 'other/server.ps1': server({ DHGroup: 'ECP384' }) }),
    ).toEqual([]);
  });

  test('several servers behind one name agree, or the client is asked', () => {
    const pair = (second: string): Record<string, string> => ({
      'adatum/p.xml': naming(HOST),
      'lisbon/server1.ps1': claiming(HOST),
      'porto/server2.ps1': claiming(HOST, second),
    });
    expect(told(pair('Group14'))).toEqual(MISMATCH);
    expect(told(pair('ECP256'))).toEqual(['pairing-ambiguous information']);
    // It matches one of the two.
    expect(told(pair('ECP384'))).toEqual([]);
  });

  test('the verdict is that of the host', () => {
    const found = workspace(apart(naming(HOST), claiming(HOST)));
    expect(found.deployments().pairings.map(({ deployment, strength }) => [deployment, strength])).toEqual([[HOST, 'full']]);
  });
});

describe('a server that is said to be another host', () => {
  test.each([
    ['beside the client', { 'p.xml': naming('vpn.adatum.com'), 'server.ps1': claiming(HOST) }],
    ['in a role folder', { 'client/p.xml': naming('vpn.adatum.com'), 'server/s.ps1': claiming(HOST) }],
    ['both of two', { 'client/p.xml': naming('vpn.adatum.com'), 'server/a.ps1': claiming(HOST), 'server/b.ps1': claiming('vpn2.fabrikam.com', 'ECP256') }],
  ])('is not compared: %s', (_, texts) => {
    expect(told(texts as Record<string, string>)).toEqual([]);
  });

  test('leaves the one that does not say', () => {
    const texts = { 'client/p.xml': naming('vpn.adatum.com'), 'server/a.ps1': claiming(HOST, 'ECP256'), 'server/b.ps1': server() };
    expect(told(texts)).toEqual(['policy-mismatch error']);
  });

  test.each([
    ['a client whose host is not known', naming('$(server)')],
    ['a client with a bare name', naming('vpn')],
    ['a client that names none', profile({ DHGroup: 'ECP384' }).replace(/<Servers>[^<]*<\/Servers>/, '')],
  ])('says nothing to %s', (_, text) => {
    expect(told({ 'client/p.xml': text, 'server/s.ps1': claiming(HOST) })).toEqual(['policy-mismatch error']);
  });

  test('a computer is not what clients call it', () => {
    const script = `Invoke-Command -ComputerName rras01.corp.fabrikam.com {\n${server()}}\n`;
    expect(told({ 'client/p.xml': naming(HOST), 'server/s.ps1': script })).toEqual(['policy-mismatch error']);
  });

  test('nor is a script that sets a server up and states no policy', () => {
    const texts = (comment: string): Record<string, string> => ({
      'client/p.xml': naming('vpn.adatum.com'),
      'server/s.ps1': `${comment}\nInstall-RemoteAccess -VpnType Vpn\n`,
    });
    expect(told(texts(''))).not.toEqual([]);
    expect(told(texts(`# aovpn-server: ${HOST}`))).toEqual([]);
  });
});

test('a comment is read again when it changes, and other comments re-check nothing', () => {
  const found = workspace({ 'adatum/p.xml': naming(HOST), 'lisbon/server.ps1': server() });
  const severity = (): string | undefined => findingsOf(found, 'policy-mismatch').find(({ at }) => at.file.uri.endsWith('p.xml'))?.severity;
  expect(severity()).toBe('information');
  const set = (text: string): boolean => found.setFile({ uri: `${ROOT}/lisbon/server.ps1`, text });
  expect([set(claiming(HOST)), severity()]).toEqual([true, 'error']);
  expect(set(`# of the network team\n${claiming(HOST)}`)).toBe(false);
  expect([set(claiming('vpn2.fabrikam.com')), severity()]).toEqual([true, undefined]);
  expect([set(server()), severity()]).toEqual([true, 'information']);
  expect([found.setFile({ uri: `${ROOT}/adatum/p.xml`, text: naming('vpn.adatum.com') }), severity()]).toEqual([true, 'information']);
});

describe('texts', () => {
  test.each([
    ['vpn.fabrikam.com', ['vpn.fabrikam.com']],
    ['a.fabrikam.com;A,b.fabrikam.com', ['a.fabrikam.com', 'b.fabrikam.com']],
    ['203.0.113.10', ['203.0.113.10']],
    ['[2001:DB8::1]', ['2001:db8::1']],
    ['vpn', []],
    ['', []],
    [';,;', []],
    ['vpn fabrikam.com', []],
    ['{{server}}.fabrikam.com', []],
  ])('%j', (text, expected) => {
    expect(hostsIn(text)).toEqual(expected);
  });

  test.each([
    ['xml', '<!-- aovpn-server: vpn.fabrikam.com -->'],
    ['xml without a blank', '<!--aovpn-server:vpn.fabrikam.com-->'],
    ['batch', 'REM aovpn-server: vpn.fabrikam.com'],
    ['batch with colons', ':: aovpn-server: vpn.fabrikam.com'],
    ['registry', '; aovpn-server: vpn.fabrikam.com'],
    ['a program', '/* aovpn-server: vpn.fabrikam.com */'],
    ['shell', '# aovpn-server: vpn.fabrikam.com'],
  ])('a comment in %s', (_, text) => {
    const file = { uri: 'file:///x', text };
    expect(claimsInComments(file, [{ start: 0, end: text.length }]).map(({ host, at }) => [host, text.slice(at.span.start, at.span.end).slice(0, 16)])).toEqual(
      [['vpn.fabrikam.com', 'vpn.fabrikam.com']],
    );
  });

  test('what is no host', () => {
    expect(['a..', '-a.b', 'a b.c', 'a/b.c', 'http://a.b', '$x.b'].map(normalisedHost)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
