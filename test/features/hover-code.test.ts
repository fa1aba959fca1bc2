import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { hoverCode } from '../../server/src/features/hover-code.ts';
import { walk } from '../../server/src/workspace/walk.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

/** What the cursor is on and the first line of what is said; the workspace has the file as the editor would bring it in. */
function hovered(text: string, languageId?: string): string | undefined {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const source = fixture.files.find((each) => each.uri === uri) ?? expect.fail('no file');
  const file: SourceFile = languageId === undefined ? source : { ...source, languageId };
  const workspace = workspaceOf({ files: [file] });
  const found = hoverCode(workspace, file, offset);
  return found && `⟦${file.text.slice(found.span.start, found.span.end)}⟧ ${found.markdown.split('\n')[0] ?? ''}`;
}

describe('an error', () => {
  test.each([
    ['=== runbook.md\n# VPN\nOn error `8⟦⟧09` look at the firewall.\n', 'markdown'],
    ['=== vpn.log\n12:00 The VPN failed with 8⟦⟧09\n', 'log'],
    ['=== notes.txt\nVPN error 8⟦⟧09\n', 'plaintext'],
    ['=== runbook.md\nVPN error 8⟦⟧09\n', undefined],
    ['=== s.ps1\n# Without this value the VPN fails with error 8⟦⟧09.\nRestart-Service RemoteAccess -Force\n', 'powershell'],
    ['=== s.ps1\n<#\n  VPN error 8⟦⟧09\n#>\nRestart-Service RemoteAccess -Force\n', 'powershell'],
  ])('%s', (text, languageId) => expect(hovered(text, languageId)).toBe('⟦809⟧ **809 ERROR\\_VPN\\_TIMEOUT**: the server did not answer in time.'));

  test('that nothing is known of', () => {
    expect(hovered('=== a.md\nIKE: ERROR_IPSEC_IKE_NO⟦⟧TCBPRIV\n', 'markdown')).toBe(
      '⟦ERROR_IPSEC_IKE_NOTCBPRIV⟧ **13851 ERROR\\_IPSEC\\_IKE\\_NOTCBPRIV**: nothing but the name of this error is known here.',
    );
  });

  test('with how sure it is, where it is not documented', () => {
    const file = { uri: 'file:///a.md', text: 'VPN error 691', languageId: 'markdown' };
    expect(hoverCode(workspaceOf({ files: [] }), file, 11)?.markdown).toContain('How sure: inferred (concluded from other facts).');
  });
});

test('an event', () => {
  expect(hovered('=== a.md\nSSTP: RasSstp ⟦⟧6\n', 'markdown')).toContain('⟦6⟧ **RasSstp 6** (System, on the client): SSTP was ended by its security check');
});

describe('nothing', () => {
  test.each([
    ['=== s.ps1\nWrite-Host "VPN error 8⟦⟧09"\nRestart-Service RemoteAccess -Force\n', 'powershell'],
    ['=== s.py\n# VPN error 8⟦⟧09\n', 'python'],
    ['=== runbook.md\nThe VPN has 8⟦⟧09 users.\n', 'markdown'],
    ['=== profile.xml\n<VPNProfile><DnsSuffix>VPN error 8⟦⟧09</DnsSuffix></VPNProfile>\n', 'xml'],
  ])('%s', (text, languageId) => expect(hovered(text, languageId)).toBeUndefined());
});

test('nothing is ever said about a runbook or a log unasked', () => {
  const file = { uri: 'file:///a.md', text: 'VPN error 809, ERROR_IPSEC_IKE_POLICY_MATCH\n', languageId: 'markdown' };
  const workspace = workspaceOf({ files: [file] });
  expect([workspace.uris(), workspace.findings(file.uri)]).toEqual([[], []]);
});

test('runbooks and logs are no files of a folder', async () => {
  const names = ['runbook.md', 'vpn.log', 'notes.txt'];
  const walked = await walk('file:///folder', {
    ignoresCase: false,
    linkTarget: () => Promise.resolve(undefined),
    readDirectory: () => Promise.resolve(names.map((name) => ({ name, kind: 'file' as const }))),
    readFile: () => Promise.resolve(new TextEncoder().encode('The VPN shows error 809. RasClient 20227.\n')),
    stat: (uri) =>
      uri.endsWith('/folder')
        ? Promise.resolve({ kind: 'folder' as const, size: 0 })
        : names.some((name) => uri.endsWith(name))
          ? Promise.resolve({ kind: 'file' as const, size: 10 })
          : Promise.reject(new Error('missing')),
  });
  expect(walked).toEqual({ files: [], skipped: [], unchanged: [] });
});
