import { describe, expect, test } from 'vitest';
import { ATTRIBUTES, IPSEC } from '../../server/src/knowledge/ipsec.ts';
import { expectFindings, findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'crypto-weak';

/** The fixes of the first finding of the rule in a file. */
function titles(contents: Record<string, string>, path: string): string[] {
  const workspace = workspaceOf(parseFixture(files(contents)));
  const finding = workspace.findings(`${ROOT}/${path}`).find(({ rule }) => rule.id === RULE);
  return (finding && workspace.fixesOf(finding).map(({ fix }) => fix.title)) ?? [];
}

const RATED = { weak: 'crypto-weak', broken: 'crypto-broken' } as const;

test.each(ATTRIBUTES.flatMap((attribute) => IPSEC[attribute].algorithms.map(({ cmdlet, strength }) => [attribute, cmdlet, strength] as const)))(
  '%s %s is %s',
  (attribute, spelling, strength) => {
    const workspace = workspaceOf(parseFixture(`=== s.ps1\n${server({ [attribute]: spelling })}`));
    const found = [RULE, 'crypto-broken'].flatMap((id) => findingsOf(workspace, id)).map(({ rule, severity }) => `${severity} ${rule.id}`);
    const expected = strength === 'weak' || strength === 'broken' ? [`${strength === 'weak' ? 'warning' : 'error'} ${RATED[strength]}`] : [];
    expect(found).toEqual(expected);
  },
);

test('says what the value is and who calls it weak', () => {
  const [finding] = findingsOf(workspaceOf(parseFixture(`=== s.ps1\n${server({ IntegrityCheckMethod: 'sha1' })}`)), RULE);
  expect(finding?.message).toBe(
    'IntegrityCheckMethod sha1 is HMAC-SHA-1. Microsoft calls SHA-1 not secure; RFC 8247 sections 2.2 and 2.3 have lowered it to MUST-, which announces its removal.',
  );
});

describe('the fix reaches every place that must agree', () => {
  const weak = { DHGroup: 'Group2' };

  test('none is known', () => expect(titles({ 's.ps1': server(weak) }, 's.ps1')).toEqual(['Use Group14 here; the other side must say the same']));

  test('from the client', () => {
    expect(titles({ 'client/p.xml': profile(weak), 'server/s.ps1': server(weak) }, 'client/p.xml')).toEqual([
      'Use Group14 here and in the one other place that must agree',
    ]);
  });

  test('from the server, and from a client to the others', () => {
    const all = { 'client/a.xml': profile(weak), 'client/b.ps1': client(weak), 'server/s.ps1': server(weak) };
    for (const path of Object.keys(all)) expect(titles(all, path)).toEqual(['Use Group14 here and in the 2 other places that must agree']);
  });

  test('takes the value of a server that has a sound one', () => {
    expect(titles({ 'client/p.xml': profile(weak), 'server/s.ps1': server() }, 'client/p.xml')).toEqual(["Use the server's value (Group14)"]);
  });

  test('not to one that may belong to somebody else', () => {
    expect(titles({ 'adatum/p.xml': profile(weak), 'scripts/s.ps1': server(weak) }, 'adatum/p.xml')).toEqual([
      'Use Group14 here; the other side must say the same',
    ]);
  });
  test('not to one that may belong to somebody else, beside one that does not', () => {
    const all = { 'adatum/p.xml': profile(weak), 'client/p.xml': profile(weak), 'scripts/s.ps1': server(weak) };
    expect([titles(all, 'client/p.xml'), titles(all, 'scripts/s.ps1')]).toEqual(Array(2).fill(['Use Group14 here and in the one other place that must agree']));
  });

  test('to many from the server alone', () => {
    const many = { ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`client/${index}.xml`, profile(weak)])), 'server/s.ps1': server(weak) };
    expect(titles(many, 'client/7.xml')).toEqual([]);
    expect(titles(many, 'server/s.ps1')).toEqual(['Use Group14 here and in the 40 other places that must agree']);
  });

  test('to a pinned one', () => {
    const config = '{ "deployments": [{ "name": "x", "clients": ["adatum"], "servers": ["scripts"] }] }';
    expect(titles({ 'aovpn.json': config, 'adatum/p.xml': profile(weak), 'scripts/s.ps1': server(weak) }, 'adatum/p.xml')).toEqual([
      'Use Group14 here and in the one other place that must agree',
    ]);
  });

  test('an ESP value beside an AES-GCM becomes that', () => {
    const suite = { CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'SHA196' };
    expect(titles({ 's.ps1': server(suite) }, 's.ps1')).toEqual(['Use GCMAES256 here; the other side must say the same']);
  });
});

test('is the same in each notation', () => {
  const marked = { DHGroup: '⟦Group2⟧', PfsGroup: '⟦PFS2⟧', CipherTransformConstants: '⟦DES3⟧' };
  for (const text of [`=== a.xml\n${profile(marked)}`, `=== a.ps1\n${client(marked)}`, `=== a.ps1\n${server(marked)}`]) expectFindings(RULE, text);
});

test('in another tunnel as well', () => {
  expectFindings(RULE, `=== a.xml\n${profile({ DHGroup: '⟦Group2⟧' }, 'L2TP')}`);
  expectFindings(RULE, `=== a.ps1\n${server({ DHGroup: '⟦Group2⟧' }, ' -TunnelType L2TP')}`);
});
