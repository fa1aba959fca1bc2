import { expect, test } from 'vitest';
import { expectFindings, findingsOf, ROOT } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'pairing-ambiguous';
const SERVERS = { 'server/berlin.ps1': server(), 'server/lisbon.ps1': server({ DHGroup: 'ECP256' }) };
const marked = profile({ DHGroup: 'ECP384' }).replace('CryptographySuite', '⟦CryptographySuite⟧');

test('one question, as information, with every server and a pin for each', () => {
  const workspace = expectFindings(RULE, files({ 'client/p.xml': marked, ...SERVERS }));
  const [finding] = findingsOf(workspace, RULE);
  expect(finding).toMatchObject({
    severity: 'information',
    message:
      'This client could belong to 2 different server policies (berlin.ps1 and lisbon.ps1) and matches none of them. Pin it to one in aovpn.json to have it compared.',
  });
  expect(finding?.related.map(({ at }) => at.file.uri)).toEqual([`${ROOT}/server/berlin.ps1`, `${ROOT}/server/lisbon.ps1`]);
  expect(finding && workspace.fixesOf(finding).map(({ fix }) => fix.title)).toEqual(['Pin to berlin.ps1 in aovpn.json', 'Pin to lisbon.ps1 in aovpn.json']);
});

test('servers of one name are told apart', () => {
  const workspace = expectFindings(
    RULE,
    files({ 'client/p.xml': marked, 'server/berlin/rras.ps1': server(), 'server/lisbon/rras.ps1': server({ DHGroup: 'ECP256' }) }),
  );
  const [finding] = findingsOf(workspace, RULE);
  expect(finding?.message).toContain('(berlin/rras.ps1 and lisbon/rras.ps1)');
  expect(new Set(finding?.fixes().map(({ title }) => title)).size).toBe(2);
});

test.each([
  [
    'a client without a policy of its own',
    '<VPNProfile><⟦NativeProfile⟧{crypto-missing}><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>\n',
  ],
  ['a client of another tunnel', profile({ DHGroup: 'ECP384' }, 'SSTP')],
  ['a client that matches one', profile({ DHGroup: 'ECP256' })],
  ['a client whose values are not known', profile({ DHGroup: '$group' })],
])('silent about %s', (_, text) => void expectFindings(RULE, files({ 'client/p.xml': text, ...SERVERS })));

test('a client script is asked about as well', () => {
  expectFindings(RULE, files({ 'client/c.ps1': client({ DHGroup: 'ECP384' }).replace(/^Set-\w+/, '⟦$&⟧'), ...SERVERS }));
});

test('one script whose policy depends on a condition', () => {
  expectFindings(RULE, files({ 'client/p.xml': marked, 'server/s.ps1': `if ($x) {\n${server()}} else {\n${server({ DHGroup: 'ECP256' })}}\n` }));
});

test('pinned clients are asked nothing', () => {
  const config = '{ "deployments": [{ "name": "berlin", "clients": ["client"], "servers": ["server/berlin.ps1"] }] }';
  expectFindings(
    RULE,
    files({
      'aovpn.json': config,
      'client/p.xml': profile({ DHGroup: '⟦ECP384⟧{policy-mismatch}' }),
      ...SERVERS,
      'server/berlin.ps1': server({ DHGroup: '⟦Group14⟧{policy-mismatch}' }),
    }),
  );
});
