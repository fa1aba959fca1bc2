import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { overlaps } from '../../server/src/core/span.ts';
import { chosenEdits, codeActions, fixAll, type CodeAction } from '../../server/src/features/code-actions.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** The actions where the cursor is. */
function actions(text: string): CodeAction[] {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return codeActions(workspaceOf(fixture), uri, { start: offset, end: offset });
}

const listed = (text: string): string[] =>
  actions(text).map(({ title, preferred, finding }) => `${finding.rule.id}: ${title}${preferred ? ' (preferred)' : ''}`);

/** The text of a file after every safe fix. */
function fixed(text: string, path: string): string {
  const fixture = parseFixture(text);
  const uri = `${ROOT}/${path}`;
  return applyEdits(fixture.files.find((file) => file.uri === uri)?.text ?? '', fixAll(workspaceOf(fixture), uri));
}

describe('actions at the cursor', () => {
  test("a client's mismatch: its own value first, then the server's, then all six", () => {
    const text = files({ 'client/p.xml': profile({ DHGroup: 'ECP⟦⟧384' }), 'server/s.ps1': server() });
    expect(listed(text)).toEqual([
      "policy-mismatch: Use the server's value here (Group14)",
      "policy-mismatch: Use the client's value on the server (ECP384)",
      'policy-mismatch: Align all six values with the server',
    ]);
  });

  test("a server's mismatch, which stands for every client", () => {
    const clients = { 'client/a.xml': profile({ DHGroup: 'ECP384' }), 'client/b.xml': profile({ DHGroup: 'ECP384' }) };
    expect(listed(files({ ...clients, 'server/s.ps1': server({ DHGroup: 'Grou⟦⟧p14' }) }))).toEqual([
      "policy-mismatch: Use the client's value here (ECP384)",
      "policy-mismatch: Use the server's value on every client listed here (Group14)",
      'policy-mismatch: Align all six values of every client listed here with the server',
    ]);
  });

  describe('what changes more files than are written at once', () => {
    const clients = Object.fromEntries(['a', 'b', 'c'].map((name) => [`client/${name}.xml`, profile({ DHGroup: 'ECP384' })]));
    const fixture = parseFixture(files({ ...clients, 'server/s.ps1': server({ DHGroup: 'Grou⟦⟧p14' }) }));
    const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
    const span = { start: offset, end: offset };

    test('is offered without its edits, and all else with them', () => {
      const workspace = workspaceOf(fixture);
      const titles = (most: number): string[] => codeActions(workspace, uri, span, most).flatMap(({ title, edits }) => (edits ? [title] : []));
      expect(titles(2)).toEqual(["Use the client's value here (ECP384)"]);
      expect(titles(3)).toHaveLength(3);
      expect(codeActions(workspace, uri, span, 2).map(({ title }) => title)).toEqual(codeActions(workspace, uri, span).map(({ title }) => title));
    });

    test('is written once it is chosen', () => {
      const workspace = workspaceOf(fixture);
      const chosen = codeActions(workspace, uri, span).map(({ title, finding, edits }) => {
        expect(chosenEdits(workspace, uri, { title, rule: finding.rule.id, span: finding.at.span })).toEqual(edits);
        return new Set(edits?.map(({ file }) => file.uri)).size;
      });
      expect(chosen).toEqual([1, 3, 3]);
    });

    test('is not written where there is nothing to mend any more', () => {
      const workspace = workspaceOf(fixture);
      const [, action] = codeActions(workspace, uri, span);
      const { title, finding } = action ?? expect.fail('no action');
      workspace.setFile({ uri, text: server({ DHGroup: 'ECP384' }) });
      expect(chosenEdits(workspace, uri, { title, rule: finding.rule.id, span: finding.at.span })).toBeUndefined();
    });
  });

  test('a doubtful pair can be pinned, last', () => {
    const text = files({ 'adatum/p.xml': profile({ DHGroup: 'ECP⟦⟧384' }), 'scripts/s.ps1': server() });
    expect(listed(text).at(-1)).toBe('policy-mismatch: Pin to s.ps1 in aovpn.json');
  });

  test('a spelling is the one that is preferred', () => {
    expect(listed('=== p.xml\n' + profile({ EncryptionMethod: 'GCMAES⟦⟧128' }))).toEqual(['xml-ps-spelling: Change to AES_GCM_128 (preferred)']);
  });

  test('what is unsafe is never preferred, not even alone', () => {
    expect(listed('=== s.ps1\nSet-VpnServer⟦⟧Configuration -DHGroup Group14\nRestart-Service RemoteAccess\n')).toEqual([
      'ps-custompolicy-missing: Add -CustomPolicy',
    ]);
  });

  test('all findings at one place in their order, each with its fixes', () => {
    const text = files({ 'client/p.xml': profile({ DHGroup: 'Gro⟦⟧up2' }), 'server/s.ps1': server() });
    expect(listed(text).map((line) => line.split(':')[0])).toEqual(['crypto-weak', 'policy-mismatch', 'policy-mismatch', 'policy-mismatch']);
  });

  test.each([
    ['at the start', '⟦⟧Group2', 1],
    ['at the end', 'Group2⟦⟧', 1],
  ])('a finding is meant %s', (_, value, count) => {
    expect(actions(`=== p.xml\n${profile({ DHGroup: value })}`)).toHaveLength(count);
  });

  test('beside a finding there is nothing', () => {
    expect(listed(`=== p.xml\n${profile({ DHGroup: 'Group2' }).replace('<DHGroup>', '<DHGr⟦⟧oup>')}`)).toEqual([]);
  });

  test('a selection means every finding that it holds a part of', () => {
    const fixture = parseFixture(`=== p.xml\n${profile({ DHGroup: 'Group2', IntegrityCheckMethod: 'SHA1', PfsGroup: 'PFS2' })}`);
    const [file] = fixture.files;
    const text = file?.text ?? '';
    const found = codeActions(workspaceOf(fixture), file?.uri ?? '', { start: text.indexOf('Group2') + 2, end: text.indexOf('SHA1') });
    expect(found.map(({ title }) => title.split(' ')[1])).toEqual(['Group14']);
    const all = codeActions(workspaceOf(fixture), file?.uri ?? '', { start: 0, end: text.length });
    expect(all.map(({ title }) => title.split(' ').slice(0, 3).join(' '))).toEqual([
      'Use PFS2048 here;',
      'Use Group14 here;',
      'Use SHA256 here;',
      'Change to SHA196',
    ]);
  });

  test('a fix that cannot be written is not offered', () => {
    const text = files({ 'client/p.xml': profile({ DHGroup: 'ECP⟦⟧384' }), 'server/s.ps1': `$bits = '14'\n${server({ DHGroup: '"Group$bits"' })}` });
    expect(listed(text)).not.toContain("policy-mismatch: Use the client's value on the server (ECP384)");
    expect(listed(text)).toContain("policy-mismatch: Use the server's value here (Group14)");
  });

  test('a suppressed finding has none', () => {
    expect(listed(`=== s.ps1\n# aovpn-disable-next-line crypto-weak\n${server({ DHGroup: 'Gro⟦⟧up2' })}`)).toEqual([]);
  });

  test('a file that is not known has none', () => {
    expect(codeActions(workspaceOf({ files: [] }), `${ROOT}/p.xml`, { start: 0, end: 9 })).toEqual([]);
    expect(fixAll(workspaceOf({ files: [] }), `${ROOT}/p.xml`)).toEqual([]);
  });
});

describe('every safe fix of a file', () => {
  test('respells, and touches nothing of what is negotiated', () => {
    const text = files({
      'client/p.xml': profile({ EncryptionMethod: 'GCMAES256', IntegrityCheckMethod: 'SHA1', DHGroup: 'Group2' }),
      'server/s.ps1': server(),
    });
    expect(`=== client/p.xml\n${fixed(text, 'client/p.xml')}=== server/s.ps1\n${fixed(text, 'server/s.ps1')}`).toBe(
      text.replace('GCMAES256', 'AES_GCM_256').replace('SHA1', 'SHA196'),
    );
  });

  test('in a script, each spelling once however often it is used', () => {
    const text =
      "=== s.ps1\n$p = @{ EncryptionMethod = 'AES_GCM_256'; DHGroup = 'Group2' }\nSet-VpnServerConfiguration -CustomPolicy @p\nSet-VpnConnectionIPsecConfiguration -ConnectionName x @p -Force\n";
    expect(`=== s.ps1\n${fixed(text, 's.ps1')}`).toBe(text.replace('AES_GCM_256', 'GCMAES256'));
  });

  test('puts no hint before what is wrong', () => {
    const text = '=== p.xml\n<VPNProfile><NativeProfile><Servers>a</Servers><Authentication/></NativeProfile><AlwaysOn>True</AlwaysOn></VPNProfile>\n';
    const once = `=== p.xml\n${fixed(text, 'p.xml')}`;
    expect(once).toBe(text.replace('True', 'true'));
    expect(fixed(once, 'p.xml')).toContain('<VPNProfile><AlwaysOn>true</AlwaysOn><NativeProfile>');
  });

  test('escapes', () => {
    const text = '=== p.xml\n<VPNProfile><NativeProfile><Servers>a & b</Servers><L2tpPsk>c&d</L2tpPsk></NativeProfile></VPNProfile>\n';
    expect(`=== p.xml\n${fixed(text, 'p.xml')}`).toBe(text.replace('a & b', 'a &amp; b').replace('c&d', 'c&amp;d'));
  });

  test.each([
    ['a missing switch', '=== s.ps1\nSet-VpnServerConfiguration -DHGroup Group14\n', 's.ps1'],
    [
      'a missing type',
      "=== s.ps1\nNew-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters' -Name IkeNumEstablishedForInitialQuery -Value '1'\n",
      's.ps1',
    ],
    ['a suppression', `=== s.ps1\n# aovpn-disable-next-line crypto-weak\n${server()}`, 's.ps1'],
    ['a value nearby', `=== s.ps1\n${client({ DHGroup: 'Group15' })}`, 's.ps1'],
  ])('leaves %s alone', (_, text, path) => {
    expect(`=== ${path}\n${fixed(text, path)}`).toBe(text);
  });

  test('leaves what is suppressed or switched off alone', () => {
    const wrong = profile({ EncryptionMethod: 'GCMAES256' });
    expect(fixed(files({ 'aovpn.json': '{ "rules": { "xml-ps-spelling": "off" } }', 'p.xml': wrong }), 'p.xml')).toBe(wrong);
    expect(fixed(`=== p.xml\n<!-- aovpn-disable xml-ps-spelling -->\n${wrong}`, 'p.xml')).toContain(wrong);
  });

  // Whatever the rules are, by their own examples.
  test.each(RULES.flatMap((rule) => rule.examples.bad.map((example) => [rule.id, example] as const)))(
    '%s: only safe edits of the file, none over another',
    (_, example) => {
      const fixture = parseFixture(example);
      const workspace = workspaceOf(fixture);
      for (const { uri, text } of fixture.files) {
        const edits = fixAll(workspace, uri);
        const safe = workspace
          .findings(uri)
          .flatMap((finding) => workspace.fixesOf(finding))
          .filter(({ fix }) => fix.safe)
          .flatMap((each) => each.edits);
        for (const edit of edits) expect(safe).toContainEqual(edit);
        for (const [index, edit] of edits.entries()) {
          expect(edit.file.uri).toBe(uri);
          expect(edits.slice(index + 1).some((other) => overlaps(edit.span, other.span))).toBe(false);
        }
        expect(() => applyEdits(text, edits)).not.toThrow();
      }
    },
  );
});
