import { describe, expect, test } from 'vitest';
import { textOf } from '../../server/src/core/span.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { expectFindings, findingsOf, ROOT } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'policy-mismatch';

/** What the rule says on the client's side and on the server's. */
function told(text: string): Finding[] {
  return findingsOf(expectFindings(RULE, text), RULE);
}

const places = (finding: Finding | undefined): string[] =>
  (finding?.related ?? []).map(({ at, message }) => `${at.file.uri.slice(ROOT.length + 1)} ${textOf(at.file.text, at.span)}: ${message}`);

describe('what it says', () => {
  test('both values in both spellings, the phase, the error and how the pair was chosen', () => {
    const [mine, theirs] = told(
      files({ 'client/p.xml': profile({ EncryptionMethod: '⟦AES_GCM_256⟧' }), 'server/s.ps1': server({ EncryptionMethod: '⟦GCMAES128⟧' }) }),
    );
    expect(mine).toMatchObject({
      severity: 'error',
      message:
        'EncryptionMethod is AES_GCM_256 (GCMAES256 in the server cmdlet) here but GCMAES128 (AES_GCM_128 in ProfileXML) on the server (s.ps1). IKEv2 main mode fails and the client shows error 13868: use one value on both sides. Compared with s.ps1: the only server policy in project.',
    });
    expect(places(mine)).toEqual(["server/s.ps1 GCMAES128: The server's EncryptionMethod: GCMAES128"]);
    expect(theirs).toMatchObject({
      severity: 'information',
      message:
        'EncryptionMethod is GCMAES128 (AES_GCM_128 in ProfileXML) here, but p.xml asks for AES_GCM_256 (GCMAES256 in the server cmdlet) and would fail with error 13868: use one value on both sides.',
    });
    expect(places(theirs)).toEqual(["client/p.xml AES_GCM_256: The client's EncryptionMethod: AES_GCM_256 (GCMAES256 in the server cmdlet)"]);
  });

  test('a value that ProfileXML does not have', () => {
    const workspace = expectFindings(
      RULE,
      files({ 'client/p.xml': profile({ CipherTransformConstants: '⟦AES128⟧' }), 'server/s.ps1': server({ CipherTransformConstants: '⟦None⟧' }) }),
    );
    const [mine] = findingsOf(workspace, RULE);
    expect(mine?.message).toContain('CipherTransformConstants is AES128 here but None on the server (s.ps1). The first child SA (quick mode) fails');
    // It cannot be written there either.
    expect(mine && workspace.fixesOf(mine).map(({ fix }) => fix.title)).toEqual(["Use the client's value on the server (AES128)"]);
  });

  test('that PFS differs as well, which the rule for PFS leaves to this one', () => {
    const [mine] = told(files({ 'client/p.xml': profile({ DHGroup: '⟦ECP384⟧', PfsGroup: 'ECP384' }), 'server/s.ps1': server({ DHGroup: '⟦Group14⟧' }) }));
    expect(mine?.message).toContain('PfsGroup differs as well and would fail at the first rekey.');
  });

  test('every place that states the policy of the server', () => {
    const [mine] = told(
      files({
        'client/p.xml': profile({ DHGroup: '⟦ECP384⟧' }),
        'server/a.ps1': server({ DHGroup: '⟦Group14⟧' }),
        'server/b.ps1': server({ DHGroup: "'⟦group14⟧'" }),
      }),
    );
    expect(places(mine)).toEqual(["server/a.ps1 Group14: The server's DHGroup: Group14", "server/b.ps1 group14: The server's DHGroup: Group14"]);
  });
});

test.each([
  ['EncryptionMethod', 'AES256', 'AES128'],
  ['IntegrityCheckMethod', 'SHA384', 'SHA256'],
  ['DHGroup', 'ECP384', 'Group14'],
  ['CipherTransformConstants', 'AES256', 'AES128'],
  ['AuthenticationTransformConstants', '⟦SHA196⟧{crypto-weak}', 'SHA256128'],
])('%s is compared', (attribute, mine, theirs) => {
  told(files({ 'client/p.xml': profile({ [attribute]: `⟦${mine}⟧` }), 'server/s.ps1': server({ [attribute]: `⟦${theirs}⟧` }) }));
});

test('one finding for each value that differs', () => {
  const found = told(
    files({
      'client/p.xml': profile({ DHGroup: '⟦ECP384⟧', EncryptionMethod: '⟦AES256⟧' }),
      'server/s.ps1': server({ DHGroup: '⟦Group14⟧', EncryptionMethod: '⟦AES128⟧' }),
    }),
  );
  expect(found.map(({ severity }) => severity)).toEqual(['error', 'error', 'information', 'information']);
});

describe('how severe it is', () => {
  const severities = (text: string): string[] => told(text).map(({ severity }) => severity);
  const strong = '⟦ECP384⟧';
  const here = server({ DHGroup: '⟦Group14⟧' });

  test('an error for a client cmdlet as well', () =>
    expect(severities(files({ 'client/c.ps1': client({ DHGroup: strong }), 'server/s.ps1': here }))).toEqual(['error', 'information']));

  test.each(['Automatic', 'ProtocolList', '$Protocol', ''])('a warning where the protocol is %j', (protocol) => {
    expect(severities(files({ 'client/p.xml': profile({ DHGroup: strong }, protocol), 'server/s.ps1': here }))).toEqual(['warning', 'information']);
  });

  test('a warning where there is no protocol', () => {
    const text = profile({ DHGroup: strong }).replace(/<NativeProtocolType>.*<\/NativeProtocolType>/, '');
    expect(severities(files({ 'client/p.xml': text, 'server/s.ps1': here }))).toEqual(['warning', 'information']);
  });

  test('information on both sides where the folders do not tell, whatever the protocol', () => {
    for (const protocol of ['IKEv2', 'Automatic'])
      expect(severities(files({ 'adatum/p.xml': profile({ DHGroup: strong }, protocol), 'scripts/s.ps1': here }))).toEqual(['information', 'information']);
  });

  test("never more than information on the server's side, whatever the project file says of the rule", () => {
    const text = files({ 'aovpn.json': '{ "rules": { "policy-mismatch": "warning" } }', 'client/p.xml': profile({ DHGroup: strong }), 'server/s.ps1': here });
    expect(severities(text)).toEqual(['warning', 'information']);
  });
});

test.each([
  ['a value that nobody knows', profile({ DHGroup: 'Group15' }).replace('Group15', '⟦Group15⟧{xml-enum-value}'), server()],
  ['a value that is filled in later', profile({ DHGroup: '{{group}}' }), server()],
  ['an empty value', profile({ DHGroup: '' }), server()],
  ['a server whose values come from a function', profile({ DHGroup: 'ECP384' }), 'Set-VpnServerConfiguration -CustomPolicy @(Get-Policy)\n'],
  [
    'a server that is set by splatting something unknown',
    profile({ DHGroup: 'ECP384' }),
    '$policy = Get-Policy\nSet-VpnServerConfiguration -CustomPolicy @policy\n',
  ],
])('%s is not compared', (_, text, script) => {
  expectFindings(RULE, files({ 'client/p.xml': text, 'server/s.ps1': script }));
});
test('a table that several commands take their values from is told once', () => {
  const script =
    "$p = @{ DHGroup = '⟦Group14⟧' }\nif ($a) { Set-VpnServerConfiguration -CustomPolicy @p } else { Set-VpnServerConfiguration -CustomPolicy @p }\n";
  told(files({ 'client/p.xml': profile({ DHGroup: '⟦ECP384⟧' }), 'server/s.ps1': script }));
});
