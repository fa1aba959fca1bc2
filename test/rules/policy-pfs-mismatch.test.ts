import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

const RULE = 'policy-pfs-mismatch';
const theirs = server({ PfsGroup: '⟦PFS2048⟧' });

describe('only when nothing else differs', () => {
  test('a warning for the client, information for the server', () => {
    const workspace = expectFindings(RULE, files({ 'client/p.xml': profile({ PfsGroup: '⟦ECP384⟧' }), 'server/s.ps1': theirs }));
    expect(findingsOf(workspace, RULE).map(({ severity }) => severity)).toEqual(['warning', 'information']);
    expect(findingsOf(workspace, RULE)[0]?.message).toMatch(
      /^PfsGroup is ECP384 here but PFS2048 on the server \(s\.ps1\)\. The tunnel comes up, then the first rekey fails .*\(error 13816 on the client\)/,
    );
    expect(findingsOf(workspace, RULE)[1]?.message).toContain('would be cut off at the first rekey');
  });

  test('a client cmdlet', () => {
    expectFindings(RULE, files({ 'client/c.ps1': client({ PfsGroup: '⟦ECP384⟧' }), 'server/s.ps1': theirs }));
  });

  test.each(['EncryptionMethod', 'IntegrityCheckMethod', 'DHGroup', 'CipherTransformConstants'] as const)(
    'not when %s differs, which fails before',
    (attribute) => {
      const other = { EncryptionMethod: 'AES256', IntegrityCheckMethod: 'SHA384', DHGroup: 'ECP384', CipherTransformConstants: 'AES256' }[attribute];
      const standard = { EncryptionMethod: 'AES128', IntegrityCheckMethod: 'SHA256', DHGroup: 'Group14', CipherTransformConstants: 'AES128' }[attribute];
      expectFindings(
        RULE,
        files({
          'client/p.xml': profile({ PfsGroup: 'ECP384', [attribute]: `⟦${other}⟧{policy-mismatch}` }),
          'server/s.ps1': server({ [attribute]: `⟦${standard}⟧{policy-mismatch}` }),
        }),
      );
    },
  );

  test('a value that is not known does not count as one that differs', () => {
    expectFindings(RULE, files({ 'client/p.xml': profile({ PfsGroup: '⟦ECP384⟧', DHGroup: '$group' }), 'server/s.ps1': theirs }));
  });
});

describe('no group at all', () => {
  test('on one side is a difference', () => {
    expectFindings(RULE, files({ 'client/p.xml': profile({ PfsGroup: '⟦None⟧' }), 'server/s.ps1': theirs }));
  });

  test('on both sides is none', () => {
    expectFindings(RULE, files({ 'client/p.xml': profile({ PfsGroup: 'none' }), 'server/s.ps1': server({ PfsGroup: 'None' }) }));
  });
});

test('information on both sides where the folders do not tell', () => {
  const workspace = expectFindings(RULE, files({ 'adatum/p.xml': profile({ PfsGroup: '⟦ECP384⟧' }), 'scripts/s.ps1': server({ PfsGroup: '⟦PFS2048⟧' }) }));
  expect(findingsOf(workspace, RULE).map(({ severity }) => severity)).toEqual(['information', 'information']);
});
