import { describe, expect, test } from 'vitest';
import { expectFindings, findingsOf, parseFixture, workspaceOf } from '../support/fixture.ts';
import { client, profile, server } from '../support/policies.ts';

const RULE = 'ps-unknown-value';

describe('what a cmdlet does not know', () => {
  test.each(['Group15', 'dh14', 'DHGroup14', 'PFS2048', 'Group14x'])(
    '%s',
    (group) => void expectFindings(RULE, `=== s.ps1\n${server({ DHGroup: `⟦${group}⟧` })}`),
  );

  test.each(['group14', "'Group14'", '"Group14"', "' Group14 '", 'ECP2', '$group', '"Group$bits"', '(Get-Group)', '$(14)', '3', '$null'])(
    '%s is none',
    (group) => {
      expectFindings(RULE, `=== s.ps1\n${server({ DHGroup: group })}`);
    },
  );

  test('a beginning that fits several values is no value', () => expectFindings(RULE, `=== s.ps1\n${server({ DHGroup: '⟦Group⟧' })}`));

  test('what another value takes is none of this one', () => {
    expectFindings(
      RULE,
      `=== s.ps1\n${server({ IntegrityCheckMethod: '⟦SHA256128⟧', AuthenticationTransformConstants: '⟦SHA256⟧'.replace('SHA256', 'SHA384') })}`,
    );
  });

  test('ProfileXML has a rule of its own', () => expectFindings(RULE, `=== p.xml\n${profile({ DHGroup: '⟦Group15⟧{xml-enum-value}' })}`));
  test('so have the spellings of ProfileXML, and AES-GCM with 192 bits', () => {
    expectFindings(RULE, `=== s.ps1\n${client({ EncryptionMethod: '⟦AES_GCM_128⟧{ps-xml-spelling}' })}`);
    expectFindings(RULE, `=== s.ps1\n${client({ EncryptionMethod: '⟦GCMAES192⟧{ps-gcm192-ike}' })}`);
  });
});

describe('the fixes', () => {
  const titles = (group: string): string[] =>
    findingsOf(workspaceOf(parseFixture(`=== s.ps1\n${server({ DHGroup: group })}`)), RULE).flatMap((finding) => finding.fixes().map(({ title }) => title));

  test('name what is near, and never what is broken or weak', () => {
    expect(titles('Group15')).toEqual(['Change to Group14']);
    expect(titles('ECP521')).toEqual(['Change to ECP256']);
    expect(titles('Nonee')).toEqual([]);
    expect(titles('PFS2048')).toEqual(['Change to Group14']);
    expect(titles('modp3072')).toEqual([]);
  });

  test('are none for what is near nothing', () => expect(titles('curve25519')).toEqual([]));
});

test('says what it takes', () => {
  const [finding] = findingsOf(workspaceOf(parseFixture(`=== s.ps1\n${server({ IntegrityCheckMethod: 'SHA512' })}`)), RULE);
  expect(finding).toMatchObject({
    severity: 'error',
    message: 'IntegrityCheckMethod has no value SHA512, so the command fails. It takes MD5, SHA1, SHA256 and SHA384.',
  });
});
