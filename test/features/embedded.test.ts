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
    expect(action && applyEdits(text, action.edits)).toBe(wrap(profile()));
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
  test('escaped for the WMI bridge, the ampersand first', () => {
    expect(convertProfile('<A b="c">&lt; & \'</A>', 'escaped')).toEqual({ text: "&lt;A b=&quot;c&quot;&gt;&amp;lt; &amp; '&lt;/A&gt;" });
  });
  test('and back, however often it was escaped', () => {
    const text = '<VPNProfile a="b">\r\n  <Servers>a &amp; b</Servers>\r\n</VPNProfile>\r\n';
    const once = convertProfile(text, 'escaped');
    if (!('text' in once)) expect.fail(once.reason);
    expect(convertProfile(once.text, 'plain')).toEqual({ text });
    expect(convertProfile(once.text.replaceAll('&', '&amp;'), 'plain')).toEqual({ text });
  });
  test('what is in that form already is left alone', () => {
    expect(convertProfile('&lt;VPNProfile/&gt;', 'escaped')).toEqual({ reason: 'This text is escaped already.' });
    expect(convertProfile('<VPNProfile/>', 'plain')).toEqual({ reason: expect.stringContaining('not escaped') as string });
    expect(convertProfile('', 'plain')).toEqual({ reason: expect.stringContaining('not escaped') as string });
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
