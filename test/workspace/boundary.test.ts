import { describe, expect, test } from 'vitest';
import { Boundary } from '../../server/src/workspace/boundary.ts';
import { FileError, type FileSystem } from '../../server/src/workspace/file-system.ts';
import { namedUri } from '../../server/src/workspace/project-extends.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, server } from '../support/policies.ts';

const OUTSIDE = 'lies outside of the workspace, so it is not read. Open, or check, a folder that holds both';
const LINKED = `is a link, or lies behind one, to what ${OUTSIDE}`;

/** A disk of these links and files, by URI, that notes what it is asked. */
function disk(links: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>> = {}): FileSystem & { readonly asked: string[] } {
  const asked: string[] = [];
  const found = (uri: string): Promise<Uint8Array> => {
    asked.push(uri);
    const text = texts[uri];
    return text === undefined ? Promise.reject(new FileError('does not exist', 'missing')) : Promise.resolve(new TextEncoder().encode(text));
  };
  return {
    asked,
    ignoresCase: false,
    readDirectory: () => Promise.resolve([]),
    readFile: found,
    stat: (uri) => found(uri).then(({ length }) => ({ kind: 'file', size: length })),
    linkTarget: (uri) => {
      asked.push(uri);
      return Promise.resolve(links[uri]);
    },
  };
}

describe('a path', () => {
  const boundary = new Boundary(['file:///project/repo', 'file:///project/other/']);

  test.each([
    ['file:///project/repo/base.json', true],
    ['file:///project/repo/a/b/base.json', true],
    ['file:///project/other/base.json', true],
    ['file:///project/base.json', false],
    ['file:///project/repository/base.json', false],
    ['file:///base.json', false],
    ['file://fabrikam/project/repo/base.json', false],
    ['https://project/repo/base.json', false],
    ['vscode-vfs:///project/repo/base.json', false],
  ])('%s', (uri, inside) => {
    expect(boundary.holds(uri)).toBe(inside);
  });

  test('what lies outside is asked of nobody', async () => {
    const files = disk({});
    expect(await boundary.read(files, 'file:///project/base.json')).toEqual({ reason: OUTSIDE });
    expect(files.asked).toEqual([]);
  });

  test.each([
    ['../base.json', 'file:///project/base.json'],
    ['./a/../base.json', 'file:///project/repo/base.json'],
    ['a/../../../../../etc/passwd', 'file:///etc/passwd'],
    // Nothing that is decoded later leads anywhere else.
    ['..%2f..%2fbase.json', 'file:///project/repo/..%252f..%252fbase.json'],
    ['%2e%2e/base.json', 'file:///project/repo/%252e%252e/base.json'],
    ['x#y?z.json', 'file:///project/repo/x%23y%3Fz.json'],
  ])('%s leads to %s', (path, uri) => {
    expect(namedUri({ uri: 'file:///project/repo/aovpn.json', text: '' }, path)).toBe(uri);
  });
});

describe('links', () => {
  const boundary = new Boundary(['file:///project/repo']);
  const texts = { 'file:///project/repo/real/base.json': '{}', 'file:///etc/base.json': 'no', 'file://fabrikam/share/base.json': 'no' };

  test.each<readonly [name: string, links: Record<string, string>, path: string, result: unknown]>([
    ['none', {}, 'real/base.json', { text: '{}' }],
    ['a file inside', { 'file:///project/repo/base.json': 'file:///project/repo/real/base.json' }, 'base.json', { text: '{}' }],
    ['a folder inside', { 'file:///project/repo/a': 'file:///project/repo/real' }, 'a/base.json', { text: '{}' }],
    [
      'one behind the other',
      { 'file:///project/repo/a': 'file:///project/repo/b', 'file:///project/repo/b': 'file:///project/repo/real' },
      'a/base.json',
      { text: '{}' },
    ],
    ['a file outside', { 'file:///project/repo/base.json': 'file:///etc/base.json' }, 'base.json', { reason: LINKED }],
    ['a folder outside', { 'file:///project/repo/a': 'file:///etc' }, 'a/base.json', { reason: LINKED }],
    ['another computer', { 'file:///project/repo/a': 'file://fabrikam/share' }, 'a/base.json', { reason: LINKED }],
    [
      'outside over one that is inside',
      { 'file:///project/repo/a': 'file:///project/repo/b', 'file:///project/repo/b': 'file:///etc' },
      'a/base.json',
      { reason: LINKED },
    ],
    ['a circle', { 'file:///project/repo/a': 'file:///project/repo/a' }, 'a/base.json', { reason: 'cannot be read (its symbolic links lead in a circle)' }],
    ['a link to nothing', { 'file:///project/repo/a': 'file:///project/repo/gone' }, 'a/base.json', { reason: 'does not exist' }],
  ])('%s', async (_, links, path, result) => {
    const files = disk(links, texts);
    expect(await boundary.read(files, `file:///project/repo/${path}`)).toMatchObject(result as object);
    expect(files.asked.filter((uri) => !uri.startsWith('file:///project/repo/'))).toEqual([]);
  });

  test('the workspace folder may be a link itself', async () => {
    const files = disk({ 'file:///project/repo': 'file:///elsewhere', 'file:///project': 'file:///home' }, texts);
    expect(await boundary.read(files, 'file:///project/repo/real/base.json')).toMatchObject({ text: '{}' });
  });
});

describe('in a workspace', () => {
  const weak = server({ DHGroup: 'Group2' });
  const messages = (text: string, roots?: readonly string[]): { told: string[]; named: string[] } => {
    const workspace = workspaceOf(parseFixture(text), roots);
    const uri = workspace.uris().find((each) => each.endsWith('/aovpn.json')) ?? '';
    return {
      told: workspace.findings(uri).map(({ message, at }) => `${at.file.text.slice(at.span.start, at.span.end)}: ${message}`),
      named: [...workspace.named.all()],
    };
  };

  test.each<readonly [key: string, path: string, message: string]>([
    ['extends', '../../outside.json', `../../outside.json ${OUTSIDE}.`],
    ['baselineFile', '../../outside.json', `The baseline file ../../outside.json ${OUTSIDE}.`],
    ...[
      '//fabrikam/share/a.json',
      '\\\\\\\\fabrikam\\\\share\\\\a.json',
      '/etc/passwd',
      'C:/a.json',
      'C:a.json',
      '..\\\\..\\\\a.json',
      'file://fabrikam/a.json',
      'https://fabrikam.com/a.json',
      ' ',
    ].flatMap((path) => [
      ['extends', path, 'extends takes paths relative to the folder of this file, with forward slashes.'] as const,
      ['baselineFile', path, 'baselineFile takes a path relative to the folder of this file, with forward slashes.'] as const,
    ]),
  ])('%s of %s is an error, and nobody is asked for it', (key, path, message) => {
    const { told, named } = messages(files({ 'a/aovpn.json': `{ "${key}": "${path}" }`, 'a/s.ps1': weak }));
    expect(told).toEqual([`${path}: ${message}`]);
    expect(named).toEqual([]);
  });

  test('a base beside the folders of customers is read where the folder of all is open, and else not', () => {
    const text = files({ 'contoso/aovpn.json': '{ "extends": "../base.json", "baselineFile": "../accepted.json" }', 'contoso/s.ps1': weak });
    expect(messages(text).named).toEqual([`${ROOT}/base.json`, `${ROOT}/accepted.json`]);
    expect(messages(text, [`${ROOT}/contoso`])).toEqual({
      named: [],
      told: [`../base.json: ../base.json ${OUTSIDE}.`, `../accepted.json: The baseline file ../accepted.json ${OUTSIDE}.`],
    });
    // Several folders are one workspace.
    expect(messages(text, [`${ROOT}/contoso`, ROOT]).named).toHaveLength(2);
  });

  test('of what is open without a folder the own folder is the workspace', () => {
    expect(messages(files({ 'a/aovpn.json': '{ "extends": ["base.json", "../base.json"] }' }), [])).toEqual({
      named: [`${ROOT}/a/base.json`],
      told: [`../base.json: ../base.json ${OUTSIDE}.`],
    });
  });

  test('one that somebody has chosen may lie anywhere, with what lies beside it', () => {
    const workspace = workspaceOf(parseFixture(files({ 's.ps1': weak })));
    workspace.chooseProjects(new Map([[ROOT, 'file:///shared/our.json']]));
    expect([...workspace.named.all()]).toEqual(['file:///shared/our.json']);
    workspace.setNamed('file:///shared/our.json', { uri: 'file:///shared/our.json', text: '{ "extends": ["base.json", "../other.json"] }' });
    expect([...workspace.named.all()]).toEqual(['file:///shared/our.json', 'file:///shared/base.json']);
  });

  test('a glob asks for nothing, wherever it leads', () => {
    const globs = '["../../**", "/etc/**", "//fabrikam/share/*.xml", "C:/**"]';
    const text = files({ 'aovpn.json': `{ "exclude": ${globs}, "deployments": [{ "name": "x", "clients": ${globs} }] }` });
    expect(messages(text).named).toEqual([]);
  });
});
