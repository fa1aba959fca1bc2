import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

/** A profile with comments and a layout of its own, which no fix may touch. */
function profile(content: string): string {
  return `=== profile.xml
<VPNProfile>
\t<!-- users -->
${content}
\t<NativeProfile><Servers>vpn.fabrikam.com;vpn.fabrikam.com</Servers></NativeProfile>
</VPNProfile>
`;
}

function nameRule(name: string, servers: string): string {
  return `\t<DomainNameInformation>
\t\t<DomainName>${name}</DomainName> <!-- zone -->
\t\t<DnsServers>${servers}</DnsServers>
\t</DomainNameInformation>`;
}

const CORP = nameRule('.corp.fabrikam.com', '10.0.0.1');
const TRUSTED = '\t<TrustedNetworkDetection>corp.fabrikam.com</TrustedNetworkDetection>';

describe('the whole text after a fix', () => {
  test.each([
    [
      'dns-servers-space',
      'Separate by commas alone',
      true,
      nameRule('.corp.fabrikam.com', '\n\t\t\t⟦10.0.0.1,\n\t\t\t10.0.0.2⟧\n\t\t'),
      nameRule('.corp.fabrikam.com', '\n\t\t\t10.0.0.1,10.0.0.2\n\t\t'),
    ],
    [
      'dns-servers-space',
      'Separate by commas alone',
      true,
      nameRule('.corp.fabrikam.com', '⟦10.0.0.1;10.0.0.2⟧'),
      nameRule('.corp.fabrikam.com', '10.0.0.1,10.0.0.2'),
    ],
    ['dns-bare-zone', 'Change to .contoso.com', false, `${CORP}\n${nameRule('⟦contoso.com⟧', '10.0.0.1')}`, `${CORP}\n${nameRule('.contoso.com', '10.0.0.1')}`],
    [
      'dns-nrpt-covers-server',
      'Exempt vpn.fabrikam.com',
      false,
      `${TRUSTED}\n${nameRule('⟦.fabrikam.com⟧', '10.0.0.1')}`,
      `${TRUSTED}\n${nameRule('.fabrikam.com', '10.0.0.1')}
\t<DomainNameInformation>
\t\t<DomainName>vpn.fabrikam.com</DomainName>
\t</DomainNameInformation>`,
    ],
    [
      'tnd-missing',
      'Add TrustedNetworkDetection corp.fabrikam.com',
      false,
      `\t<DnsSuffix>corp.fabrikam.com,fabrikam.com</DnsSuffix>\n${nameRule('.fabrikam.com', '10.0.0.1').replace('DomainNameInformation', '⟦DomainNameInformation⟧')}`,
      `\t<DnsSuffix>corp.fabrikam.com,fabrikam.com</DnsSuffix>\n${TRUSTED}\n${nameRule('.fabrikam.com', '10.0.0.1')}`,
    ],
    [
      'tnd-form',
      'Remove the blanks',
      true,
      '\t<TrustedNetworkDetection>⟦corp.fabrikam.com, Fabrikam Office⟧</TrustedNetworkDetection>',
      '\t<TrustedNetworkDetection>corp.fabrikam.com,Fabrikam Office</TrustedNetworkDetection>',
    ],
    [
      'tnd-form',
      'Separate by commas',
      true,
      '\t<TrustedNetworkDetection>fabrikam,⟦corp.fabrikam.com; hq.fabrikam.com⟧</TrustedNetworkDetection>',
      '\t<TrustedNetworkDetection>fabrikam,corp.fabrikam.com,hq.fabrikam.com</TrustedNetworkDetection>',
    ],
    [
      'suffix-form',
      'Separate by commas alone',
      true,
      '\t<DnsSuffix>⟦corp.fabrikam.com; fabrikam.com⟧</DnsSuffix>',
      '\t<DnsSuffix>corp.fabrikam.com,fabrikam.com</DnsSuffix>',
    ],
    [
      'suffix-form',
      'Change to corp.fabrikam.com,fabrikam.com',
      false,
      '\t<DnsSuffix>⟦.corp.fabrikam.com .fabrikam.com⟧</DnsSuffix>',
      '\t<DnsSuffix>corp.fabrikam.com,fabrikam.com</DnsSuffix>',
    ],
    // Words without a dot may be one name with a blank for the dot.
    ['suffix-form', 'Separate by commas alone', false, '\t<DnsSuffix>⟦corp fabrikam.com⟧</DnsSuffix>', '\t<DnsSuffix>corp,fabrikam.com</DnsSuffix>'],
  ])('%s: %s', (id, title, safe, before, after) => {
    const workspace = expectFindings(id, profile(before));
    const [finding] = findingsOf(workspace, id);
    if (!finding) throw new Error('no finding');
    expect(finding.fixes().map((fix) => [fix.title, fix.safe])).toEqual([[title, safe]]);
    const files = applied(workspace, finding, title);
    expect(printed(files)).toBe(profile(after));
    expect(findingsOf(workspaceOf({ files }), id)).toEqual([]);
  });
});

describe('dns-servers-space', () => {
  test('is a warning for a surplus comma', () => {
    const severities = (servers: string) => {
      const workspace = expectFindings('dns-servers-space', profile(nameRule('.corp.fabrikam.com', `⟦${servers}⟧`)));
      return findingsOf(workspace, 'dns-servers-space').map(({ severity }) => severity);
    };
    expect(severities('10.0.0.1,,10.0.0.2')).toEqual(['warning']);
    expect(severities('10.0.0.1, ,10.0.0.2')).toEqual(['error']);
    expect(severities(',')).toEqual(['warning']);
  });

  test('gives no fix that would guess', () => {
    const workspace = expectFindings('dns-servers-space', profile(nameRule('.corp.fabrikam.com', '⟦dc1.corp.fabrikam.com 10.0.0.2⟧')));
    expect(findingsOf(workspace, 'dns-servers-space').flatMap((finding) => finding.fixes())).toEqual([]);
  });

  test('stands on the whole value where the text does not read as it is written', () => {
    expectFindings('dns-servers-space', profile(nameRule('.corp.fabrikam.com', '⟦10.0.0.1,dc&#49;.corp.fabrikam.com⟧')));
    expectFindings('dns-servers-space', profile(nameRule('.corp.fabrikam.com', '<![CDATA[10.0.0.1,⟦dc1.corp.fabrikam.com⟧]]>')));
  });
});

describe('tnd-missing', () => {
  const fixes = (content: string) => findingsOf(expectFindings('tnd-missing', profile(content)), 'tnd-missing').flatMap((finding) => finding.fixes());

  test('takes the first zone where no suffix is stated', () => {
    const rules = `${nameRule('.', '10.0.0.1').replace('DomainNameInformation', '⟦DomainNameInformation⟧')}\n${CORP}`;
    expect(fixes(rules).map(({ title }) => title)).toEqual(['Add TrustedNetworkDetection corp.fabrikam.com']);
  });

  test('gives no fix where the suffix is filled in later, or nothing tells it', () => {
    const marked = CORP.replace('DomainNameInformation', '⟦DomainNameInformation⟧');
    expect(fixes(`\t<DnsSuffix>$Suffix</DnsSuffix>\n${marked}`)).toEqual([]);
    expect(fixes(nameRule('.', '10.0.0.1').replace('DomainNameInformation', '⟦DomainNameInformation⟧'))).toEqual([]);
  });
});

test('dns-nrpt-covers-server exempts every server of a zone at once', () => {
  const text = `=== profile.xml
<VPNProfile>
  <DomainNameInformation><DomainName>⟦.fabrikam.com⟧</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>
  <NativeProfile><Servers>vpn1.fabrikam.com;VPN,vpn2.fabrikam.com,VPN1.fabrikam.com,vpn.contoso.com</Servers></NativeProfile>
</VPNProfile>
`;
  const workspace = expectFindings('dns-nrpt-covers-server', text);
  const [finding] = findingsOf(workspace, 'dns-nrpt-covers-server');
  if (!finding) throw new Error('no finding');
  expect(printed(applied(workspace, finding, 'Exempt vpn1.fabrikam.com and vpn2.fabrikam.com'))).toBe(`=== profile.xml
<VPNProfile>
  <DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>
  <DomainNameInformation>
    <DomainName>vpn1.fabrikam.com</DomainName>
  </DomainNameInformation>
  <DomainNameInformation>
    <DomainName>vpn2.fabrikam.com</DomainName>
  </DomainNameInformation>
  <NativeProfile><Servers>vpn1.fabrikam.com;VPN,vpn2.fabrikam.com,VPN1.fabrikam.com,vpn.contoso.com</Servers></NativeProfile>
</VPNProfile>
`);
});
