import { describe, expect, test } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { applied, expectFindings, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';

/** The rules that report something about a workspace, by the text they stand on. */
function found(text: string): string[] {
  const fixture = parseFixture(text);
  const workspace = workspaceOf(fixture);
  return fixture.files.flatMap((file) => workspace.findings(file.uri).map(({ rule, at }) => `${rule.id}: ${file.text.slice(at.span.start, at.span.end)}`));
}

/** The texts that a file holds. */
function inside(path: string, text: string): string[] {
  const uri = `file:///project/${path}`;
  const [, ...parts] = workspaceOf({ files: [{ uri, text }] }).partsOf(uri);
  return parts.map(({ analysis }) => analysis.file.text);
}

describe('a script', () => {
  test('holds profiles in here-strings and strings, each at its place', () => {
    expectFindings(
      'crypto-weak',
      `=== deploy.ps1
$user = @'
${profile({ DHGroup: '⟦Group2⟧' })}'@
$device = @"
<?xml version="1.0"?>
${profile({ PfsGroup: '⟦PFS2⟧' })}"@
$other = '${profile({ DHGroup: '⟦Group2⟧' })}'
$last = "${profile({ DHGroup: '⟦Group2⟧' }).replace('<VPNProfile>', '<VPNProfile a=`"1`" b=""2"">`r`n')}"
New-Profile -Xml '&lt;VPNProfile&gt;&lt;NativeProfile&gt;&lt;CryptographySuite&gt;&lt;DHGroup&gt;⟦Group2⟧&lt;/DHGroup&gt;&lt;/CryptographySuite&gt;&lt;/NativeProfile&gt;&lt;/VPNProfile&gt;'
`,
    );
  });

  test('puts strings together, with what it fills in between', () => {
    expect(
      inside(
        'a.ps1',
        `$a = '<VPNProfile>
  <DnsSuffix>' + $DnsSuffix + '</DnsSuffix><ProfileName>' +
  $env:NAME + $item.Name[0] + '</ProfileName>' +
'</VPNProfile>' + $rest
$b = "<VPNProfile><AlwaysOn>$x" + "</AlwaysOn></VPNProfile>"
`,
      ),
    ).toEqual(['<VPNProfile>\n  <DnsSuffix>$(1)</DnsSuffix><ProfileName>$(2)</ProfileName></VPNProfile>', '<VPNProfile><AlwaysOn>$x</AlwaysOn></VPNProfile>']);
  });

  test('that fills in only values between its strings is read like any other', () => {
    expectFindings(
      'crypto-weak',
      `=== a.ps1\n$a = '<VPNProfile><NativeProfile><Servers>' + $Servers + '</Servers><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite><DHGroup>⟦Group2⟧</DHGroup></CryptographySuite></NativeProfile></VPNProfile>'\n`,
    );
  });

  test.each([
    ['strings of two kinds', `'<VPNProfile>' + "</VPNProfile>"`],
    ['a list', `'<VPNProfile>', '</VPNProfile>'`],
    ['a call', `'<VPNProfile>' + (Get-Routes) + '</VPNProfile>'`],
    ['a comparison', `'<VPNProfile>' + $a -eq '</VPNProfile>'`],
    ['one that is not closed', `'<VPNProfile>' + '</VPNProfile>`],
  ])('does not put together %s', (_, text) => expect(inside('a.ps1', `$a = ${text}\n`)).toEqual(['<VPNProfile>']));

  test('with typographic quotes', () =>
    expect(inside('a.ps1', '$p = ‘<VPNProfile><ProfileName>it’’s</ProfileName></VPNProfile>’\n')).toEqual([
      '<VPNProfile><ProfileName>it’s</ProfileName></VPNProfile>',
    ]));

  test.each([
    ['a name', "if ($x -match 'VPNProfile') { }"],
    ['prose', "'The element <VPNProfile> is the root: <VPNProfile></VPNProfile>'"],
    ['another document', '"<Other><VPNProfile/></Other>"'],
    ['a comment', '# <VPNProfile></VPNProfile>'],
    ['a pattern', "$text -match '<VPNProfile>(.*?)</VPNProfile>'"],
    ['a document that it builds', '$xml = [xml]\'<?xml version="1.0"?><VPNProfile><NativeProfile/><Proxy></Proxy></VPNProfile>\''],
    ['a root that it fills', "$xml.LoadXml('<VPNProfile />')"],
    ['an escaped text of something else', "'&lt;Other&gt;VPNProfile&lt;/Other&gt;'"],
  ])('that has the word in %s holds none', (_, text) => expect(inside('a.ps1', `${text}\n`)).toEqual([]));

  test('in the $( ) of another profile is part of that', () => {
    const inner = '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>';
    expect(inside('a.ps1', `"<VPNProfile><DnsSuffix>$( '${inner}' )</DnsSuffix></VPNProfile>"\n`)).toEqual([
      '<VPNProfile><DnsSuffix>$(1)</DnsSuffix></VPNProfile>',
    ]);
  });

  test('what it fills in is unknown, not missing and not wrong', () => {
    expect(
      found(`=== deploy.ps1
$profile = @"
<VPNProfile>
  $(if ($Device) { '<DeviceTunnel>true</DeviceTunnel>' })
  <NativeProfile>
    <Servers>$Servers</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    $Suite
  </NativeProfile>
  <TrustedNetworkDetection>\${Dns Suffix}</TrustedNetworkDetection>
</VPNProfile>
"@
`).filter((each) => /wellformed|missing|incomplete|enum/.test(each)),
    ).toEqual([]);
  });

  describe('with gaps that it fills in later', () => {
    const template = profile({ DHGroup: 'GROUP' });

    test.each([
      ['by a text', ".Replace('GROUP', $Group)"],
      ['by a text that only looks like a pattern', ".Replace('GROUP', '$1')"],
      ['by a pattern, in any letter case', " -replace 'group', $Group"],
      ['by a pattern in the same letter case', ' -creplace "GROUP", $Group'],
      ['by a text that is made a pattern', " -replace [regex]::Escape('GROUP'), $Group"],
      ['one after the other', " -replace '<', '&lt;' -replace ('GROUP', $Group)"],
      ['by setting an element', '\n([xml]$template).VPNProfile.NativeProfile.CryptographySuite.DHGroup = $Group'],
      ['by setting the text of a node', "\n$document.LoadXml($template)\n$document.SelectSingleNode('//DHGroup').InnerText = $Group"],
    ])('%s', (_, fills) => expect(found(`=== a.ps1\n$template = @'\n${template}'@${fills}\n`)).toEqual([]));

    test.each([
      ['in another letter case', ".Replace('group', $Group)"],
      ['by a pattern for several texts', " -replace 'G\\w+P', $Group"],
      ['somewhere else', " -replace 'SERVER', $Server"],
      ['one letter at a time', ".Replace('G', 'g')"],
      ['as an element of something that is no document', '\n$settings.DHGroup = $Group'],
    ])('but not %s', (_, fills) => expect(found(`=== a.ps1\n$template = @'\n${template}'@${fills}\n`)).toEqual(['xml-enum-value: GROUP']));

    test('reads the rest, and escapes for the WMI bridge change nothing', () => {
      const escapes = "-replace '<', '&lt;' -replace '&gt;', '>' -replace '\"', '&quot;'";
      expect(found(`=== a.ps1\n$xml = @'\n${profile({ DHGroup: 'Group2', PfsGroup: 'PFS_GROUP' })}'@ -replace 'PFS_GROUP', $Pfs ${escapes}\n`)).toEqual([
        'crypto-weak: Group2',
      ]);
    });

    test('takes the name of an element for no gap', () => {
      expect(inside('a.ps1', "$a = '<VPNProfile><Servers>servers</Servers></VPNProfile>' -replace 'Servers', $Servers\n")).toEqual([
        '<VPNProfile><Servers>$(1)</Servers></VPNProfile>',
      ]);
      expect(inside('a.ps1', "$a = '&lt;VPNProfile&gt;&lt;Servers&gt;servers&lt;/Servers&gt;&lt;/VPNProfile&gt;' -replace 'Servers', $Servers\n")).toEqual([
        '<VPNProfile><Servers>$(1)</Servers></VPNProfile>',
      ]);
    });

    test('may get whole elements', () => {
      const split = '<RoutingPolicyType>SplitTunnel</RoutingPolicyType><DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>';
      const text = (gap: string): string =>
        `=== a.ps1\n$a = '<VPNProfile>${gap}<NativeProfile>${split}</NativeProfile></VPNProfile>'.Replace('<!--ROUTES-->', $Routes)\n`;
      expect(found(text('<!--ROUTES-->')).filter((each) => each.startsWith('split-no-routes'))).toEqual([]);
      expect(found(text('<!--OTHER-->')).filter((each) => each.startsWith('split-no-routes'))).toHaveLength(1);
    });
  });

  test.each([
    ['a suite', '<NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>$Suite</CryptographySuite>'],
    ['what may be a suite', '<NativeProtocolType>IKEv2</NativeProtocolType>$Suite'],
    ['all there is', '$Native'],
  ])('%s that it fills in may be what the server wants', (_, native) => {
    const client = `$profile = @"\n<VPNProfile><NativeProfile>${native}</NativeProfile></VPNProfile>\n"@\n`;
    expect(found(`=== client/deploy.ps1\n${client}=== server/rras.ps1\n${server()}`).filter((each) => /^(policy|crypto)/.test(each))).toEqual([]);
  });

  test.each([
    ['the beginning of one', `$profile = '<VPNProfile><AlwaysOn>true</AlwaysOn>' + $rest\n`],
    ['one that is being typed', `$profile = @'\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers>`],
    ['markup that it fills in', `$profile = "<VPNProfile>$Open<Servers>vpn.fabrikam.com</Servers></NativeProfile></VPNProfile>"\n`],
    ['a tag that it fills in', `$profile = "<VPNProfile><Servers $attributes>vpn.fabrikam.com</Servers><$name></$name></VPNProfile>"\n`],
  ])('%s is not called broken', (_, text) => expect(found(`=== a.ps1\n${text}`).filter((each) => each.startsWith('xml-not-wellformed'))).toEqual([]));

  test('a broken one is', () => {
    expectFindings(
      'xml-not-wellformed',
      `=== a.ps1\n$profile = "<VPNProfile name=""$Name""><!-- $Comment --><NativeProfile><⟦Servers⟧>$Servers</NativeProfile></VPNProfile>"\n`,
    );
  });

  test('is compared like a file of its folder', () => {
    const workspace = expectFindings(
      'policy-mismatch',
      `=== client/deploy.ps1\n$profile = @'\n${profile({ DHGroup: '⟦ECP384⟧' })}'@\n=== server/rras.ps1\n${server({ DHGroup: '⟦Group14⟧' })}`,
    );
    const [client, mirror] = findingsOf(workspace, 'policy-mismatch');
    expect(client?.message).toContain('(rras.ps1)');
    expect(mirror?.related[0]?.at.file.uri).toBe('file:///project/client/deploy.ps1');
    expect(mirror?.message).toContain('deploy.ps1');
  });

  test('and server and profile in one script as well', () => {
    const text = `=== lab.ps1\n${server({ DHGroup: 'Group14' })}$profile = @'\n${profile({ DHGroup: 'ECP384' })}'@\n`;
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = findingsOf(workspace, 'policy-mismatch').filter(({ severity }) => severity === 'error');
    if (!finding) expect.fail('no finding');
    expect(printed(applied(workspace, finding, /^Use the server's/))).toBe(text.replace('ECP384', 'Group14'));
    expect(printed(applied(workspace, finding, /^Use the client's/))).toBe(text.replace('Group14', 'ECP384'));
  });
});

describe('a profile in a script is whole where the script fills in values alone', () => {
  const isPartial = (content: string): boolean => {
    const text = `$xml = "<VPNProfile>${content}</VPNProfile>"\n`;
    const [profile] = powershell.embedded?.(powershell.read({ uri: 'file:///project/a.ps1', text })) ?? [];
    return profile?.partial ?? expect.fail('There is no profile');
  };

  test.each([
    '<Servers>vpn.fabrikam.com</Servers>',
    '<Servers>$Server</Servers>',
    '<Servers>$Server;Fabrikam $Name</Servers>',
    "<Servers a='$A' b = 'x $B'>vpn.fabrikam.com</Servers>",
    '<Servers a=""$A"" b = ""x $B"">vpn.fabrikam.com</Servers>',
    '<!-- by $Name -->\n<Servers>vpn.fabrikam.com</Servers>',
  ])('%s', (content) => expect(isPartial(content)).toBe(false));

  test.each([
    '$Before<Servers>vpn.fabrikam.com</Servers>',
    '<Servers>vpn.fabrikam.com</Servers>$Behind',
    '<Proxy/>$Behind<AlwaysOn>true</AlwaysOn>',
    '<Servers $Attributes>vpn.fabrikam.com</Servers>',
    "<Servers a='x' $Attributes>vpn.fabrikam.com</Servers>",
    '<!-- by hand -->$Behind<Servers>vpn.fabrikam.com</Servers>',
    '<Servers>$Server</Servers>$Suite',
    '<Proxy>$Manual<AutoConfigUrl>$Url</AutoConfigUrl></Proxy>',
  ])('but not where it may fill in markup: %s', (content) => expect(isPartial(content)).toBe(true));
});

describe('a script says where it puts its profiles', () => {
  const put = (...strings: readonly string[]): string => {
    const text = `${strings.map((each, index) => `$s${index} = ${each}\n`).join('')}$xml = '<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>'\n`;
    const [profile] = powershell.embedded?.(powershell.read({ uri: 'file:///project/a.ps1', text })) ?? [];
    const { deployedTo } = profile ?? expect.fail('There is no profile');
    return deployedTo ? `${deployedTo.tree} by ${text.slice(deployedTo.at.span.start, deployedTo.at.span.end)}` : 'not known';
  };

  test.each([
    ['nowhere', [], 'not known'],
    ['for the device', ["'./Device/Vendor/MSFT/VPNv2'"], 'device by ./Device/Vendor/MSFT/VPNv2'],
    ['for the user', ['"./user/vendor/msft/vpnv2/$Name"'], 'user by ./user/vendor/msft/vpnv2/$Name'],
    // The tree of whoever runs it.
    ['in the short form', ["'./Vendor/MSFT/VPNv2'"], 'not known'],
    ['for both', ["'./Device/Vendor/MSFT/VPNv2'", "'./User/Vendor/MSFT/VPNv2'"], 'not known'],
    ['twice for one', ["'./Device/Vendor/MSFT/VPNv2/A'", "'./Device/Vendor/MSFT/VPNv2/B'"], 'device by ./Device/Vendor/MSFT/VPNv2/A'],
    ['with the class of the WMI bridge', ["'MDM_VPNv2_01'", "'./Device/Vendor/MSFT/VPNv2'"], 'device by ./Device/Vendor/MSFT/VPNv2'],
    ['with that class alone', ["'MDM_VPNv2_01'"], 'not known'],
    ['in prose', ["'Remove the profile from VPNv2 first'"], 'not known'],
  ])('%s', (_, strings, expected) => expect(put(...strings)).toBe(expected));
});

describe('a fix inside a script', () => {
  const fixed = (text: string, rule: string, title: RegExp): string => {
    const workspace = workspaceOf(parseFixture(text));
    const [finding] = findingsOf(workspace, rule);
    if (!finding) expect.fail(`no finding of ${rule}`);
    return printed(applied(workspace, finding, title));
  };
  const incomplete = '<VPNProfile>\n  <NativeProfile>\n    <NativeProtocolType>IKEv2</NativeProtocolType>\n  </NativeProfile>\n</VPNProfile>';

  test.each([
    ["@'\n", "\n'@"],
    ['@"\n', '\n"@'],
    ["'", "'"],
    ['"', '"'],
  ])('between %j and %j is laid out like the rest', (open, close) => {
    const text = `=== a.ps1\n$profile = ${open}${incomplete}${close}\n`;
    const after = fixed(text, 'crypto-missing', /published minimum/);
    expect(after).toContain('\n    <CryptographySuite>\n      <AuthenticationTransformConstants>');
    expect(after.startsWith(`=== a.ps1\n$profile = ${open}<VPNProfile>`)).toBe(true);
    expect(after.endsWith(`\n  </NativeProfile>\n</VPNProfile>${close}\n`)).toBe(true);
    expect(found(after).filter((each) => each.startsWith('crypto-missing'))).toEqual([]);
  });

  test('is escaped where the profile is', () => {
    const text = `=== a.ps1\n$profile = '${incomplete.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}'\n`;
    expect(fixed(text, 'crypto-missing', /published minimum/)).toContain('\n    &lt;CryptographySuite&gt;\n      &lt;AuthenticationTransformConstants&gt;');
  });

  test('stays in the string that it is about, and keeps what stands between', () => {
    const text = `=== a.ps1\n$profile = '<VPNProfile>\n  <NativeProfile>\n    <Servers>' + $Servers + '</Servers>\n    <RoutingPolicyType>' + $Routing + '</RoutingPolicyType>\n  </NativeProfile>\n  <DnsSuffix>' + $DnsSuffix + '</DnsSuffix>\n</VPNProfile>'\n`;
    const suffix = `  <DnsSuffix>' + $DnsSuffix + '</DnsSuffix>\n`;
    expect(fixed(text, 'xml-order', /^Put all/)).toBe(text.replace(suffix, '').replace('  <NativeProfile>', `${suffix}  <NativeProfile>`));
  });

  test('leaves what the script fills in alone', () => {
    const text = `=== a.ps1\n$profile = @"\n${profile({ DHGroup: 'Group2' }).replace('<NativeProfile>', '<NativeProfile><Servers>$($x.Server),`$y,$z</Servers>')}"@\n`;
    expect(fixed(text, 'crypto-weak', /Group14/)).toBe(text.replace('Group2<', 'Group14<'));
  });

  test('leaves what the script fills in later alone', () => {
    const text = `=== a.ps1\n$xml = @'\n${profile({ DHGroup: 'Group2', PfsGroup: 'PFS_GROUP' })}'@.Replace('PFS_GROUP', $Pfs)\n`;
    expect(fixed(text, 'crypto-weak', /Group14/)).toBe(text.replace('Group2<', 'Group14<'));
  });
});

describe('a SyncML message', () => {
  const item = (uri: string, data: string): string => `<Item><Target><LocURI>${uri}</LocURI></Target><Data>${data}</Data></Item>`;
  const message = (...items: string[]): string => `=== message.xml\n<SyncML>\n<SyncBody>\n<Add>\n${items.join('\n')}\n</Add>\n</SyncBody>\n</SyncML>\n`;
  const URI = './Device/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML';
  const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  test('holds profiles escaped, in CDATA, both, and as they are', () => {
    const weak = profile({ DHGroup: '⟦Group2⟧' }).trim();
    expectFindings(
      'crypto-weak',
      message(item(URI, escaped(weak)), item(URI, `<![CDATA[${weak}]]>`), item(URI, `<![CDATA[${escaped(weak)}]]>`), item(URI, weak)),
    );
  });

  test('one that is cut off is not called broken', () => {
    const text = message(item(URI, escaped(profile())));
    const whole = found(text);
    for (let end = text.indexOf('Data'); end < text.length; end += 7) expect(found(text.slice(0, end)).filter((each) => !whole.includes(each))).toEqual([]);
  });

  test('other data is left alone', () => {
    expect(found(message(item('./Device/Vendor/MSFT/Policy', 'VPNProfile'), item(URI, '<b/>VPNProfile'), item(URI, 'a<!-- b -->c')))).toEqual([]);
  });

  test('a comment in a profile is counted once', () => {
    const text = message(item(URI, '<!-- aovpn-disable-next-line crypto-weak: not here --><VPNProfile></VPNProfile>'));
    expect(found(text).filter((each) => each.startsWith('suppression'))).toEqual(['suppression-unused: crypto-weak']);
  });
});

describe('an Intune export', () => {
  const setting = (value: string): string =>
    JSON.stringify({ value: [{ omaSettings: [{ omaUri: './User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML', value }] }] }, null, 2);

  test('holds a profile as it is, or as a file', () => {
    const weak = profile({ DHGroup: 'Group2' });
    const file = btoa(`\xEF\xBB\xBF${weak}`);
    expect(found(`=== a.json\n${setting(weak)}`)).toContain('crypto-weak: Group2');
    expect(found(`=== a.json\n${setting(file)}`)).toContain(`crypto-weak: ${file}`);
  });

  test('a fix keeps the mark at the start of the file', () => {
    const fixture = parseFixture(`=== a.json\n${setting(btoa(`\xEF\xBB\xBF${profile({ DHGroup: 'Group2' })}`))}`);
    const workspace = workspaceOf(fixture);
    const [finding] = findingsOf(workspace, 'crypto-weak');
    if (!finding) expect.fail('no finding');
    expect(printed(applied(workspace, finding, /Group14/))).toBe(`=== a.json\n${setting(btoa(`\xEF\xBB\xBF${profile()}`))}`);
  });

  test.each([
    ['something encrypted', setting('****')],
    ['no base64', setting('AAAA_AAAAAAAAAAAAAAA')],
    ['base64 of no text', setting('AAECAwQFBgcICQoLDA0ODw==')],
    ['a value that is being typed', setting(profile()).slice(0, 160)],
    ['a number', setting('').replace('"value": ""', '"value": 1')],
  ])('with %s says nothing', (_, text) => expect(found(`=== a.json\n${text}`)).toEqual([]));

  test('other files of this name are nobody’s', () => {
    expect(workspaceOf(parseFixture('=== package.json\n{ "name": "VPNProfile" }')).uris()).toEqual([]);
  });
});

describe('suppressions', () => {
  test('inside the profile, and around it', () => {
    expectFindings(
      'crypto-weak',
      `=== a.ps1
$inside = @'
<!-- aovpn-disable crypto-weak: old -->
${profile({ DHGroup: 'Group2' })}'@
# aovpn-disable-next-line crypto-weak -- old
$around = @'
${profile({ DHGroup: 'Group2' })}'@
$neither = @'
${profile({ DHGroup: '⟦Group2⟧' })}'@
# aovpn-disable crypto-weak
$rest = '${profile({ DHGroup: 'Group2' })}'
`,
    );
  });

  test('that are not needed are named where they stand, and can be taken away', () => {
    const text = `=== a.ps1
# aovpn-disable ⟦crypto-weak⟧
$profile = @"
<!-- aovpn-disable ⟦crypto-broken⟧: old -->
${profile()}"@
`;
    const workspace = expectFindings('suppression-unused', text);
    const [, inner] = findingsOf(workspace, 'suppression-unused');
    if (!inner) expect.fail('no finding');
    const plain = printed(parseFixture(text).files);
    expect(printed(applied(workspace, inner, /./))).toBe(plain.replace('<!-- aovpn-disable crypto-broken: old -->\n', ''));
  });
});
