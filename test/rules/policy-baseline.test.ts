import { describe, expect, test } from 'vitest';
import { NAMED_BASELINES } from '../../server/src/knowledge/baselines.ts';
import { ATTRIBUTES, IPSEC, type AttributeName } from '../../server/src/knowledge/ipsec.ts';
import { isAtLeast } from '../../server/src/knowledge/strength-order.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'policy-baseline';
const config = (baseline: string): string => `{ "baseline": "${baseline}" }\n`;
const OWN = {
  AuthenticationTransformConstants: 'SHA256128',
  CipherTransformConstants: 'AES256',
  DHGroup: 'Group14',
  EncryptionMethod: 'AES256',
  IntegrityCheckMethod: 'SHA256',
  PfsGroup: 'PFS2048',
};

describe('the fix', () => {
  test('moves the client and its server together, whichever is asked', () => {
    const before = files({
      'aovpn.json': config('microsoft-minimum'),
      'client/p.xml': profile({ DHGroup: 'Group2' }),
      'server/s.ps1': server({ DHGroup: 'Group2' }),
    });
    const after = files({ 'aovpn.json': config('microsoft-minimum'), 'client/p.xml': profile(), 'server/s.ps1': server() });
    const workspace = workspaceOf(parseFixture(before));
    const findings = findingsOf(workspace, RULE);
    expect(findings.map(({ message }) => message)).toEqual([
      'DHGroup is Group2, and the baseline microsoft-minimum asks for Group14 or stronger. Change it on both sides together.',
      'DHGroup is Group2, and the baseline microsoft-minimum asks for Group14 or stronger. Change it on both sides together.',
    ]);
    for (const finding of findings) {
      expect(workspace.fixesOf(finding).map(({ fix }) => fix.title)).toEqual(['Use Group14 here and in the one other place that must agree']);
      expect(
        printed(applied(workspace, finding, /^Use/))
          .split('=== ')
          .sort(),
      ).toEqual(after.split('=== ').sort());
    }
  });

  test('brings all values at once, each side in its spelling', () => {
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': config('hicks-enhanced'), 'client/p.xml': profile(), 'server/s.ps1': server() })));
    const [finding] = findingsOf(workspace, RULE);
    const enhanced = { AuthenticationTransformConstants: 'GCMAES128', CipherTransformConstants: 'GCMAES128', PfsGroup: 'ECP256' };
    const after = printed(applied(workspace, finding ?? expect.fail('none'), /^Use all of hicks-enhanced/));
    expect(after).toContain(profile({ ...enhanced, EncryptionMethod: 'AES_GCM_128' }));
    expect(after).toContain(server({ ...enhanced, EncryptionMethod: 'GCMAES128' }));
  });

  test('moves both ESP values where AES-GCM must stand in both, and keeps what is stronger', () => {
    const fixed = (values: Partial<Record<AttributeName, string>>): string => {
      const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': config('microsoft-minimum'), 's.ps1': server(values) })));
      const [finding] = findingsOf(workspace, RULE);
      return applied(workspace, finding ?? expect.fail('none'), /^Use/).find(({ uri }) => uri.endsWith('.ps1'))?.text ?? '';
    };
    expect(fixed({ AuthenticationTransformConstants: 'SHA196', CipherTransformConstants: 'AES256' })).toBe(server({ CipherTransformConstants: 'AES256' }));
    expect(fixed({ AuthenticationTransformConstants: 'SHA196', CipherTransformConstants: 'GCMAES256' })).toBe(
      server({ AuthenticationTransformConstants: 'GCMAES256', CipherTransformConstants: 'GCMAES256' }),
    );
    expect(fixed({ AuthenticationTransformConstants: 'GCMAES128', CipherTransformConstants: 'DES3' })).toBe(
      server({ AuthenticationTransformConstants: 'GCMAES128', CipherTransformConstants: 'GCMAES128' }),
    );
  });

  test('is not offered while a place that must agree cannot be written', () => {
    const workspace = workspaceOf(
      parseFixture(
        files({ 'aovpn.json': config('microsoft-minimum'), 'client/p.xml': profile({ DHGroup: 'Group2' }), 'server/s.ps1': server({ DHGroup: '$group' }) }),
      ),
    );
    expect(findingsOf(workspace, RULE).flatMap((finding) => workspace.fixesOf(finding))).toEqual([]);
  });
});

describe('which baseline counts', () => {
  test('that of the deployment before that of the project, and only for its files', () => {
    const project = `{ "baseline": "microsoft-minimum", "baselines": { "own": ${JSON.stringify(OWN)} }, "deployments": [{ "name": "x", "clients": ["a.ps1"], "baseline": "own" }] }\n`;
    const text = (mark: (value: string) => string): string => client({ CipherTransformConstants: mark('AES128'), EncryptionMethod: mark('AES128') });
    expectFindings(RULE, files({ 'aovpn.json': project, 'a.ps1': text((value) => `⟦${value}⟧`), 'b.ps1': text((value) => value) }));
  });

  test('counts for a profile inside a script', () => {
    const project = '{ "deployments": [{ "name": "x", "clients": ["*.ps1"], "baseline": "cnsa-1" }] }\n';
    const workspace = workspaceOf(parseFixture(files({ 'aovpn.json': project, 'deploy.ps1': `$xml = @'\n${profile()}'@\n` })));
    expect(findingsOf(workspace, RULE)).toHaveLength(6);
  });

  test('comes and goes with the project file', () => {
    const workspace = workspaceOf(parseFixture(files({ 's.ps1': server() })));
    const uri = `${ROOT}/aovpn.json`;
    const count = (): number => findingsOf(workspace, RULE).length;
    expect(count()).toBe(0);
    workspace.setFile({ uri, text: config('cnsa-1') });
    expect(count()).toBe(6);
    workspace.setFile({ uri, text: config('microsoft-minimum') });
    expect(count()).toBe(0);
  });

  test.each(['Automatic', 'SSTP'])('a client without a policy under %s is left alone', (protocol) => {
    expectFindings(RULE, files({ 'aovpn.json': config('cnsa-1'), 'p.xml': profile({}, protocol).replace(/<CryptographySuite>.*<\/CryptographySuite>/, '') }));
  });
});

describe('the order of strength', () => {
  const ids = (attribute: AttributeName): string[] => IPSEC[attribute].algorithms.map(({ id }) => id);

  test.each(ATTRIBUTES)('of %s is an order', (attribute) => {
    for (const a of ids(attribute)) {
      expect(isAtLeast(attribute, a, a)).toBe(true);
      for (const b of ids(attribute)) {
        if (a !== b) expect(isAtLeast(attribute, a, b) && isAtLeast(attribute, b, a)).toBe(false);
        for (const c of ids(attribute))
          if (isAtLeast(attribute, a, b) && isAtLeast(attribute, b, c)) expect([a, b, c, isAtLeast(attribute, a, c)]).toEqual([a, b, c, true]);
      }
    }
  });

  test('a recommended value is never below one that is not', () => {
    for (const attribute of ATTRIBUTES)
      for (const { id, strength } of IPSEC[attribute].algorithms)
        for (const { id: other, strength: theirs } of IPSEC[attribute].algorithms)
          if ((strength === 'strong' || strength === 'acceptable') && theirs !== 'strong' && theirs !== 'acceptable')
            expect([attribute, id, other, isAtLeast(attribute, other, id)]).toEqual([attribute, id, other, false]);
  });

  test('every named baseline is in the vocabulary', () => {
    for (const { values } of NAMED_BASELINES) for (const [attribute, id] of Object.entries(values)) expect(ids(attribute as AttributeName)).toContain(id);
  });
});

test.each(['Install-RemoteAccess -VpnType Vpn\n', 'Set-VpnServerConfiguration -RevertToDefault\n'])(
  'a server without a policy is left as it is: %s',
  (text) => {
    const weak = client({ DHGroup: 'Group2' });
    const contents = { 'client/c.ps1': weak, 'server/rras.ps1': text, 'aovpn.json': config('microsoft-minimum') };
    const workspace = workspaceOf(parseFixture(files(contents)));
    const finding = findingsOf(workspace, RULE).find(({ at }) => at.file.uri.endsWith('c.ps1')) ?? expect.fail('no finding');
    expect(printed(applied(workspace, finding, 'Use Group14 here; the other side must say the same'))).toBe(files({ ...contents, 'client/c.ps1': client() }));
  },
);
