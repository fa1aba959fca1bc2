import { describe, expect, test } from 'vitest';
import { codeActions, fixAll } from '../../server/src/features/code-actions.ts';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { convertProfile, profileForIntune } from '../../server/src/features/profile-form.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';
import { profile } from '../support/policies.ts';

const EXACT = HOSTS.filter(({ exact }) => exact);

describe.each(EXACT)('$name', ({ path, wrap }) => {
  const uri = `${ROOT}/${path}`;

  test('hover tells what the profile’s own would tell', () => {
    const text = wrap(profile());
    const workspace = workspaceOf({ files: [{ uri, text }] });
    for (const word of ['Group14', 'NativeProfile', 'IKEv2']) {
      const start = text.indexOf(word);
      const result = hover(workspace, uri, start + 1);
      expect(result?.span).toEqual({ start, end: start + word.length });
      expect(result?.markdown).toContain(word === 'IKEv2' ? 'NativeProtocolType' : word);
    }
  });

  test('completion offers the values, in the place of the one there is', () => {
    const text = wrap(profile());
    const workspace = workspaceOf({ files: [{ uri, text }] });
    const start = text.indexOf('Group14');
    const offered = complete(workspace, { uri, text }, start + 3, true);
    const group = offered.find(({ label }) => label === 'ECP384');
    expect(group?.replace).toEqual({ start, end: start + 'Group14'.length });
    expect(group?.newText).toBe('ECP384');
  });

  test('completion writes a snippet in the notation around it', () => {
    const [text, marked] = ['', '\uE000'].map((mark) => wrap(`<VPNProfile>\n  ${mark}\n</VPNProfile>`));
    const workspace = workspaceOf({ files: [{ uri, text: text ?? '' }] });
    const offered = complete(workspace, { uri, text: text ?? '' }, marked?.indexOf('\uE000') ?? 0, true).filter(({ kind }) => kind === 'snippet');
    expect(offered).not.toEqual([]);
    for (const { plainText, newText, replace } of offered) {
      const after = applyEdits(text ?? '', [{ span: replace, newText: plainText ?? newText }]);
      const [, part] = workspaceOf({ files: [{ uri, text: after }] }).partsOf(uri);
      expect(part?.analysis.file.text).toMatch(/^<VPNProfile>\n {2}<[\s\S]*>\n<\/VPNProfile>$/);
    }
  });

  test('the light bulb offers the fixes on the text of the file', () => {
    const text = wrap(profile({ DHGroup: 'Group2' }));
    const workspace = workspaceOf({ files: [{ uri, text }] });
    const start = text.indexOf('Group2');
    const [action] = codeActions(workspace, uri, { start, end: start }).filter(({ finding }) => finding.rule.id === 'crypto-weak');
    expect(applyEdits(text, action?.edits ?? [])).toBe(wrap(profile()));
  });

  test('all safe fixes are applied together', () => {
    const text = wrap(profile({ DHGroup: 'Group_14', EncryptionMethod: 'GCMAES256' }));
    const edits = fixAll(workspaceOf({ files: [{ uri, text }] }), uri);
    const plain = { uri: `${ROOT}/profile.xml`, text: profile({ DHGroup: 'Group_14', EncryptionMethod: 'GCMAES256' }) };
    const wanted = applyEdits(plain.text, fixAll(workspaceOf({ files: [plain] }), plain.uri));
    expect(applyEdits(text, edits)).toBe(wrap(wanted));
  });
});

test('a value that stands in a file as a whole has no hover of its own', () => {
  const host = HOSTS.find(({ exact }) => !exact) ?? expect.fail('no such host');
  const uri = `${ROOT}/${host.path}`;
  const text = host.wrap(profile());
  expect(hover(workspaceOf({ files: [{ uri, text }] }), uri, text.indexOf('"value": "') + 40)).toBeUndefined();
});

describe('the other form of a profile', () => {
  /** The whole file after the conversion of what is marked, or of what the cursor is in; why not, where it is not done. */
  const converted = (to: 'escaped' | 'plain', path: string, marked: string): string => {
    const start = marked.indexOf('⟦');
    const text = marked.replace('⟦', '').replace('⟧', '');
    const file = { uri: `${ROOT}/${path}`, text };
    const found = convertProfile(workspaceOf({ files: [file] }), file, { start: Math.max(0, start), end: Math.max(0, marked.indexOf('⟧') - 1) }, to);
    return 'reason' in found ? found.reason : applyEdits(text, [{ span: found.span, newText: found.text }]);
  };
  const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const PROFILE = '<VPNProfile a="b">\r\n  <Servers>a &amp; b</Servers>\r\n</VPNProfile>';

  test('escaped for the WMI bridge, the ampersand first', () => {
    expect(converted('escaped', 'a.xml', '<A b="c">&lt; & \'</A>')).toBe("&lt;A b=&quot;c&quot;&gt;&amp;lt; &amp; '&lt;/A&gt;");
  });

  test('and back, however often it was escaped', () => {
    expect(converted('escaped', 'a.xml', PROFILE)).toBe(escaped(PROFILE));
    expect(converted('plain', 'a.xml', escaped(PROFILE))).toBe(PROFILE);
    expect(converted('plain', 'a.xml', escaped(escaped(PROFILE)))).toBe(PROFILE);
  });

  const inScript = (text: string, quote = "'"): string => `$a = 1 < 2\n$p = @${quote}\n${text}\n${quote}@\nNew-Profile $p\n`;
  test.each([
    ['the profile at the cursor', `${PROFILE.slice(0, 12)}⟦⟧${PROFILE.slice(12)}`],
    ['the only profile, wherever the cursor is', PROFILE],
    ['what is selected', `⟦${PROFILE}⟧`],
  ])('in a script: %s', (_, text) => {
    const after = converted('escaped', 'a.ps1', inScript(text));
    expect(after).toBe(inScript(escaped(PROFILE)));
    expect(converted('plain', 'a.ps1', after)).toBe(inScript(PROFILE));
  });

  test.each([
    ['a string that a quote would end', 'plain', 'a.ps1', `$p = "${escaped('<VPNProfile a="b"><AlwaysOn>true</AlwaysOn></VPNProfile>')}"`],
    [
      'JSON that a quote would end',
      'plain',
      'a.json',
      `{"omaSettings":[{"omaUri":"./User/Vendor/MSFT/VPNv2/F/ProfileXML","value":"${escaped('<VPNProfile a="b"></VPNProfile>')}"}]}`,
    ],
    ['a part of a profile', 'escaped', 'a.xml', '<VPNProfile>⟦<AlwaysOn>true</AlwaysOn>⟧</VPNProfile>'],
    ['what a script runs', 'escaped', 'a.ps1', inScript('<VPNProfile><ProfileName>$(Get-Name "a")</ProfileName></VPNProfile>', '"')],
  ] as const)('not of %s', (_, to, path, text) => {
    expect(converted(to, path, text)).toContain('Nothing was changed');
  });

  test.each([
    ['escaped', 'a.xml', '&lt;VPNProfile/&gt;', 'escaped already'],
    ['escaped', 'a.ps1', 'Get-Item a\n', 'Put the cursor into the profile'],
    ['plain', 'a.xml', '<VPNProfile/>', 'not escaped'],
    ['plain', 'a.xml', '', 'not escaped'],
    ['plain', 'a.ps1', inScript('<VPNProfile/>'), 'not escaped'],
  ] as const)('%s: %s %j says why not', (to, path, text, reason) => {
    expect(converted(to, path, text)).toContain(reason);
  });
});

describe('a profile for Intune', () => {
  const copied = (text: string): { text: string; message: string } | { reason: string } => {
    const fixture = parseFixture(text);
    const uri = fixture.files[0]?.uri ?? '';
    return profileForIntune(workspaceOf(fixture), uri, fixture.cursor?.offset ?? 0);
  };

  test('the document itself', () => {
    expect(copied('=== a.xml\n<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>')).toEqual({
      text: '<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>',
      message: expect.stringMatching(
        /^Copied the ProfileXML of the device tunnel\. .*\.\/Device\/Vendor\/MSFT\/VPNv2\/NAME\/ProfileXML.*as a file\.$/,
      ) as string,
    });
  });

  test.each(HOSTS)('out of: $name', ({ path, wrap }) => {
    const text = '<VPNProfile><AlwaysOn>true</AlwaysOn><!-- "quoted", it\'s & so on --></VPNProfile>';
    expect(copied(`=== ${path}\n${wrap(text)}`)).toEqual({ text, message: expect.stringContaining('./User/Vendor') as string });
  });

  test('of several, the one with the cursor', () => {
    const script = (cursor: string): string =>
      `=== a.ps1\n$a = '<VPNProfile><ProfileName>a</ProfileName></VPNProfile>'\n$b = '<VPNProfile><ProfileName>${cursor}b</ProfileName></VPNProfile>'\n`;
    expect(copied(script('⟦⟧'))).toMatchObject({ text: '<VPNProfile><ProfileName>b</ProfileName></VPNProfile>' });
    expect(copied(script(''))).toEqual({ reason: expect.stringContaining('put the cursor into the one') as string });
  });

  test('what the script fills in is told', () => {
    expect(copied('=== a.ps1\n$a = "<VPNProfile><ProfileName>$Name</ProfileName></VPNProfile>"')).toMatchObject({
      message: expect.stringContaining('The script fills in one value') as string,
    });
  });

  test('none', () => expect(copied('=== a.ps1\nSet-VpnConnection')).toEqual({ reason: 'There is no ProfileXML in this document.' }));
});
