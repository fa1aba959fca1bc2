import { expect, test } from 'vitest';
import { uriName, uriScheme, uriSegments } from '../../server/src/core/uri.ts';

test.each([
  ['file:///project/client/profile.xml', 'file', ['project', 'client', 'profile.xml']],
  ['file:///c%3A/VPN%20files/r%C3%A4ume.ps1', 'file', ['c:', 'VPN files', 'räume.ps1']],
  ['file://server/share/a.xml', 'file', ['share', 'a.xml']],
  ['vscode-vfs://github/owner/repo/a.xml', 'vscode-vfs', ['owner', 'repo', 'a.xml']],
  ['vscode-remote://wsl%2Bubuntu/home/a.xml', 'vscode-remote', ['home', 'a.xml']],
  ['untitled:Untitled-1', 'untitled', ['Untitled-1']],
  ['FILE:///a.xml', 'file', ['a.xml']],
  ['git+ssh:/a.xml', 'git+ssh', ['a.xml']],
  ['file:///a//b/', 'file', ['a', 'b']],
  ['file:///a.xml?x=/y#z/w', 'file', ['a.xml']],
  ['file:///50%25.xml', 'file', ['50%.xml']],
  ['file:///50%.xml', 'file', ['50%.xml']],
  ['file:///a%2Fb.xml', 'file', ['a/b.xml']],
  ['a/b.xml', '', ['a', 'b.xml']],
  ['file:///', 'file', []],
])('%s', (uri, scheme, segments) => {
  expect(uriScheme(uri)).toBe(scheme);
  expect(uriSegments(uri)).toEqual(segments);
  expect(uriName(uri)).toBe(segments.at(-1) ?? uri);
});
