import { expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

const RULE = 'auth-user-missing-eap';
const profile = (eap: string): string => `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication>
      <UserMethod>⟦Eap⟧</UserMethod>${eap}
    </Authentication>
  </NativeProfile>
</VPNProfile>
`;
const EMPTY = '\n      <Eap>\n        <Configuration>\n          <!-- Paste it here. -->\n        </Configuration>\n      </Eap>';

test.each([
  ['no Eap', '', 'error'],
  ['an empty Eap', '\n      <Eap/>', 'error'],
  ['an empty Configuration, as templates have it', EMPTY, 'warning'],
  ['a self-closing Configuration', '\n      <Eap>\n        <Configuration />\n      </Eap>', 'warning'],
])('%s', (_, eap, severity) => {
  const [finding] = findingsOf(expectFindings(RULE, profile(eap)), RULE);
  expect(finding?.severity).toBe(severity);
});

test.each([
  ['no Eap', ''],
  ['an empty Eap', '\n      <Eap/>'],
  ['an empty Configuration', EMPTY],
])('%s: each template is whole, unsafe, and still to be filled in', (_, eap) => {
  const workspace = expectFindings(RULE, profile(eap));
  const [finding] = findingsOf(workspace, RULE);
  if (!finding) return expect.fail();
  const fixes = finding.fixes();
  expect(fixes.map(({ title, safe }) => [title, safe])).toEqual([
    ['Insert PEAP with EAP-TLS (user certificate), to be filled in', false],
    ['Insert EAP-TLS (user certificate), to be filled in', false],
    ['Insert PEAP with MSCHAPv2 (password), to be filled in', false],
  ]);
  for (const { title } of fixes) {
    const files = applied(workspace, finding, title);
    const after = workspaceOf({ files });
    expect(after.findings('file:///project/profile.xml').filter(({ rule }) => rule.id === RULE || rule.id === 'xml-not-wellformed')).toEqual([]);
    expect(printed(files)).toContain('<ServerNames>{{names of the NPS servers}}</ServerNames>');
    // What was there is there still.
    const lines = new Set(printed(files).split('\n'));
    const kept = profile(eap === EMPTY ? eap : '')
      .replace(/[⟦⟧]/g, '')
      .split('\n');
    expect(kept.filter((line) => !lines.has(line))).toEqual([]);
  }
});

test('a template is laid out like the document', () => {
  const workspace = expectFindings(RULE, profile(EMPTY));
  const [finding] = findingsOf(workspace, RULE);
  if (!finding) return expect.fail();
  const provisioning = 'http://www.microsoft.com/provisioning';
  expect(printed(applied(workspace, finding, /MSCHAPv2/))).toBe(
    profile(EMPTY)
      .replace(/[⟦⟧]/g, '')
      .replace(
        '<Configuration>\n',
        `<Configuration>
          <EapHostConfig xmlns="${provisioning}/EapHostConfig">
            <EapMethod>
              <Type xmlns="${provisioning}/EapCommon">25</Type>
              <VendorId xmlns="${provisioning}/EapCommon">0</VendorId>
              <VendorType xmlns="${provisioning}/EapCommon">0</VendorType>
              <AuthorId xmlns="${provisioning}/EapCommon">0</AuthorId>
            </EapMethod>
            <Config xmlns="${provisioning}/EapHostConfig">
              <Eap xmlns="${provisioning}/BaseEapConnectionPropertiesV1">
                <Type>25</Type>
                <EapType xmlns="${provisioning}/MsPeapConnectionPropertiesV1">
                  <!-- Names of the NPS servers as their certificates have them, separated by semicolons: Windows 11 tells upper case from lower. -->
                  <!-- The root certificate is named by its SHA-1 thumbprint. -->
                  <ServerValidation>
                    <DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>
                    <ServerNames>{{names of the NPS servers}}</ServerNames>
                    <TrustedRootCA>{{thumbprint of the root CA}}</TrustedRootCA>
                  </ServerValidation>
                  <FastReconnect>true</FastReconnect>
                  <InnerEapOptional>false</InnerEapOptional>
                  <Eap xmlns="${provisioning}/BaseEapConnectionPropertiesV1">
                    <Type>26</Type>
                    <EapType xmlns="${provisioning}/MsChapV2ConnectionPropertiesV1">
                      <UseWinLogonCredentials>false</UseWinLogonCredentials>
                    </EapType>
                  </Eap>
                  <EnableQuarantineChecks>false</EnableQuarantineChecks>
                  <RequireCryptoBinding>true</RequireCryptoBinding>
                  <PeapExtensions>
                    <PerformServerValidation xmlns="${provisioning}/MsPeapConnectionPropertiesV2">true</PerformServerValidation>
                    <AcceptServerName xmlns="${provisioning}/MsPeapConnectionPropertiesV2">true</AcceptServerName>
                  </PeapExtensions>
                </EapType>
              </Eap>
            </Config>
          </EapHostConfig>
`,
      ),
  );
});
