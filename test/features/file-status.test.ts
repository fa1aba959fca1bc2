import { describe, expect, test } from 'vitest';
import { fileStatus, type FileStatus } from '../../server/src/features/file-status.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const statusOf = (contents: Readonly<Record<string, string>>, path: string): FileStatus | undefined =>
  fileStatus(workspaceOf(parseFixture(files(contents))), `${ROOT}/${path}`);

const line = (contents: Readonly<Record<string, string>>, path: string): string => {
  const status = statusOf(contents, path);
  return status ? `${status.severity}: ${status.text} | ${status.detail}` : 'nothing';
};

describe('a file that is compared', () => {
  const failing = { 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }), 'contoso/server/s.ps1': server() };

  test.each(['contoso/client/p.xml', 'contoso/server/s.ps1'])('both sides are told that it will fail: %s', (path) => {
    const status = statusOf(failing, path);
    expect(status?.text).toBe('contoso: will fail (13868)');
    expect(status?.severity).toBe('error');
  });

  test('the problems of the file and of its deployment are counted', () => {
    expect(line(failing, 'contoso/server/s.ps1')).toBe('error: contoso: will fail (13868) | 1 note; 2 problems in the deployment');
  });

  test('what agrees', () => {
    const agreeing = { 'contoso/client/p.xml': profile(), 'contoso/server/s.ps1': server() };
    expect(line(agreeing, 'contoso/client/p.xml')).toBe('information: contoso: agree | no problems; 0 problems in the deployment');
  });

  test('where IKEv2 may not be what connects, it is a warning', () => {
    const automatic = { 'contoso/client/p.xml': profile({ DHGroup: 'ECP384' }).replace('>IKEv2<', '>Automatic<'), 'contoso/server/s.ps1': server() };
    const status = statusOf(automatic, 'contoso/client/p.xml');
    expect([status?.severity, status?.text]).toEqual(['warning', 'contoso: will fail when IKEv2 is tried (13868)']);
  });

  test('some of several clients', () => {
    const some = { ...failing, 'contoso/client/q.xml': profile() };
    expect(statusOf(some, 'contoso/client/q.xml')?.text).toBe('contoso: 1 of 2 clients: will fail (13868)');
  });

  test('a server whose clients lie in two deployments is told of the worse one first', () => {
    const project = `{ "deployments": [
      { "name": "good", "clients": ["a.xml"], "servers": ["s.ps1"] }, { "name": "poor", "clients": ["b.xml"], "servers": ["s.ps1"] }] }`;
    const two = { 'aovpn.json': project, 'a.xml': profile(), 'b.xml': profile({ DHGroup: 'ECP384' }), 's.ps1': server() };
    expect(statusOf(two, 's.ps1')?.text).toBe('poor: will fail (13868) (and 1 more)');
    expect(statusOf(two, 'a.xml')?.text).toBe('good: agree');
    expect(statusOf(two, 'aovpn.json')?.text).toBe('poor: will fail (13868) (and 1 more)');
  });

  test('agreement does not hide other errors', () => {
    const broken = { 'contoso/client/p.xml': profile().replace('>IKEv2<', '>IKEv3<'), 'contoso/server/s.ps1': server() };
    const status = statusOf(broken, 'contoso/client/p.xml');
    expect([status?.severity, status?.text]).toEqual(['error', expect.stringContaining('apart from other errors')]);
  });
});

describe('a file that is compared with no other one', () => {
  test('a client, a server, and one that states no policy', () => {
    expect(line({ 'p.xml': profile() }, 'p.xml')).toBe('information: Not compared with a server | no problems');
    expect(line({ 's.ps1': server() }, 's.ps1')).toBe('information: Not compared with a client | no problems');
    const registry =
      'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters]\r\n"X"=dword:1\r\n';
    expect(statusOf({ 'a.reg': registry }, 'a.reg')?.text).toBe('Nothing to compare');
  });

  test('one that a project file selects bears the name of the deployment', () => {
    const project = '{ "deployments": [{ "name": "lisbon", "clients": ["p.xml"], "servers": [] }] }';
    expect(statusOf({ 'aovpn.json': project, 'p.xml': profile() }, 'p.xml')?.text).toBe('lisbon: not compared with a server');
  });

  test('its own errors show', () => {
    expect(statusOf({ 'p.xml': profile().replace('>IKEv2<', '>IKEv3<') }, 'p.xml')?.severity).toBe('error');
  });

  test('a document that has no file yet', () => {
    const workspace = workspaceOf({ files: [{ uri: 'untitled:Untitled-1', text: profile(), languageId: 'xml' }] });
    expect(fileStatus(workspace, 'untitled:Untitled-1')?.text).toBe('Not compared, it has no file yet');
  });

  test('what is left out, and what is none of ours', () => {
    expect(statusOf({ 'aovpn.json': '{ "exclude": ["p.xml"] }', 'p.xml': profile() }, 'p.xml')?.text).toBe('Not checked: left out by the project file');
    expect(statusOf({ 'p.xml': '<html/>' }, 'p.xml')).toBeUndefined();
    expect(statusOf({ 'p.xml': profile() }, 'q.xml')).toBeUndefined();
  });
});

test('with very many clients each is told about itself, and the server how many there are', () => {
  const clients = Object.fromEntries(
    Array.from({ length: 201 }, (_, index) => [`contoso/client/${index}.xml`, profile(index === 7 ? { DHGroup: 'ECP384' } : {})]),
  );
  const workspace = workspaceOf(parseFixture(files({ ...clients, 'contoso/server/s.ps1': server() })));
  const text = (path: string): string | undefined => fileStatus(workspace, `${ROOT}/${path}`)?.text;
  expect(text('contoso/client/7.xml')).toBe('contoso: for this file, will fail (13868)');
  expect(text('contoso/client/8.xml')).toBe('contoso: for this file, agree');
  expect(text('contoso/server/s.ps1')).toBe('contoso: 201 clients');
  expect(fileStatus(workspace, `${ROOT}/contoso/client/8.xml`)?.detail).toBe('no problems');
});
