import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { Boundary } from '../../server/src/workspace/boundary.ts';
import { resolveProject } from '../../server/src/workspace/project-extends.ts';
import { FileError, type DirectoryEntry, type EntryKind, type FileSystem } from '../../server/src/workspace/file-system.ts';
import { walk, type WalkOptions } from '../../server/src/workspace/walk.ts';

interface Node {
  readonly kind: EntryKind;
  readonly content?: string | Uint8Array;
  readonly leadsTo?: string;
  readonly size?: number;
  readonly denied?: boolean;
}

const ROOT = 'file:///repo';
const PROFILE = '<VPNProfile/>';

/** Files in memory by their path; folders come by themselves. Counts what is asked of it. */
class MemoryFiles implements FileSystem {
  ignoresCase = false;
  readonly asked: string[] = [];
  active = 0;
  most = 0;
  readonly #nodes = new Map<string, Node>();
  readonly #children = new Map<string, string[]>();

  constructor(files: Readonly<Record<string, string | Uint8Array | Node>>) {
    for (const [path, file] of Object.entries(files))
      this.#put(posix.join('/repo', path), typeof file === 'string' || file instanceof Uint8Array ? { kind: 'file', content: file } : file);
  }

  readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
    return this.#working('list', uri, (path) => {
      const node = this.#nodes.get(path);
      if (node?.denied) throw new FileError('cannot be read (permission denied)');
      return (this.#children.get(path) ?? []).map((name) => ({ name, kind: this.#nodes.get(`${path}/${name}`)?.kind ?? 'other' }));
    });
  }

  readFile(uri: string): Promise<Uint8Array> {
    return this.#working('read', uri, (path) => {
      const { content, denied } = this.#found(path);
      if (denied) throw new FileError('cannot be read (permission denied)');
      return typeof content === 'string' ? new TextEncoder().encode(content) : (content ?? new Uint8Array());
    });
  }

  linkTarget(uri: string): Promise<string | undefined> {
    return this.#working('link', uri, (path) => {
      const leadsTo = this.#nodes.get(path)?.leadsTo;
      return leadsTo === undefined ? undefined : leadsTo.startsWith('file:') ? leadsTo : `file://${posix.join('/repo', leadsTo)}`;
    });
  }

  stat(uri: string): Promise<{ kind: 'file' | 'folder' | 'other'; size: number; modified: number }> {
    return this.#working('stat', uri, (path) => {
      const { kind, content, size } = this.#found(path);
      return { kind: kind === 'link' ? 'other' : kind, size: size ?? content?.length ?? 0, modified: 1 };
    });
  }

  #found(path: string): Node {
    const node = this.#nodes.get(path);
    const end = node?.leadsTo === undefined ? node : this.#nodes.get(posix.join('/repo', node.leadsTo));
    if (!end) throw new FileError('does not exist', 'missing');
    return end;
  }

  async #working<T>(what: string, uri: string, work: (path: string) => T): Promise<T> {
    this.asked.push(`${what} ${uri}`);
    this.most = Math.max(this.most, ++this.active);
    await new Promise((resolve) => setImmediate(resolve));
    this.active--;
    return work(decodeURIComponent(uri.slice('file://'.length)));
  }

  #put(path: string, node: Node): void {
    if (!this.#nodes.has(path) && path !== '') {
      const parent = path.slice(0, path.lastIndexOf('/'));
      this.#put(parent, { kind: 'folder' });
      this.#children.set(parent, [...(this.#children.get(parent) ?? []), path.slice(parent.length + 1)]);
    }
    if (!this.#nodes.has(path) || node.kind !== 'folder' || node.denied) this.#nodes.set(path, node);
  }
}

async function walked(files: MemoryFiles, folder = '', options?: WalkOptions): Promise<string[]> {
  const { files: found, skipped } = await walk(folder === '' ? ROOT : `${ROOT}/${folder}`, files, options);
  const path = (uri: string): string => decodeURIComponent(uri.slice(ROOT.length + 1));
  return [...found.map(({ uri }) => path(uri)), ...skipped.map(({ uri, reason }) => `${path(uri)} ${reason}`)];
}

test('takes up what an artefact claims, and project files', async () => {
  const files = new MemoryFiles({
    'a.xml': PROFILE,
    'b/Server.PS1': '',
    'b/c/m.psm1': '',
    'aovpn.json': '{}',
    'readme.md': 'x',
    xml: 'x',
    'photo.png': new Uint8Array([0]),
  });
  expect(await walked(files)).toEqual(['a.xml', 'aovpn.json', 'b/Server.PS1', 'b/c/m.psm1']);
  expect(files.asked.filter((line) => /readme|photo|repo\/xml/.test(line))).toEqual([]);
});

test('hands each file over as soon as it is read, and reads none again that looks the same', async () => {
  const texts: Record<string, string> = { 'a.xml': PROFILE, 'b/server.ps1': '', 'aovpn.json': '{}', 'b/aovpn.json': '{}' };
  const stamps = new Map<string, string>();
  const next = async (files: MemoryFiles): Promise<unknown> => {
    const taken: string[] = [];
    const { files: kept, unchanged } = await walk(ROOT, files, { stamps, take: ({ uri }) => taken.push(uri.slice(ROOT.length + 1)) });
    return { taken: taken.sort(), unchanged: unchanged.map((uri) => uri.slice(ROOT.length + 1)).sort(), kept };
  };
  const project = ['aovpn.json', 'b/aovpn.json'];
  expect(await next(new MemoryFiles(texts))).toEqual({ taken: ['a.xml', ...project, 'b/server.ps1'].sort(), unchanged: [], kept: [] });
  expect(await next(new MemoryFiles(texts))).toEqual({ taken: project, unchanged: ['a.xml', 'b/server.ps1'], kept: [] });
  expect(await next(new MemoryFiles({ ...texts, 'a.xml': `${PROFILE}\n`, 'c.xml': PROFILE }))).toEqual({
    taken: ['a.xml', ...project, 'c.xml'],
    unchanged: ['b/server.ps1'],
    kept: [],
  });
});

test('gives texts and encodings', async () => {
  const files = new MemoryFiles({ 'a.xml': Uint8Array.from([0xff, 0xfe, 0x3c, 0, 0x61, 0]) });
  expect(await walk(ROOT, files)).toEqual({
    files: [{ uri: `${ROOT}/a.xml`, text: '<a', encoding: { name: 'utf-16le', bom: true } }],
    skipped: [],
    unchanged: [],
  });
});

test('never enters the folders of tools, unless one is walked itself', async () => {
  const tree = {
    'node_modules/p/a.xml': PROFILE,
    'node_modules/p/node_modules/q/b.xml': PROFILE,
    '.git/x.xml': PROFILE,
    'sub/.svn/c.xml': PROFILE,
    '.hg/d.xml': PROFILE,
    '.vscode-test/e.xml': PROFILE,
    'f.xml': PROFILE,
  };
  expect(await walked(new MemoryFiles(tree))).toEqual(['f.xml']);
  expect(await walked(new MemoryFiles(tree), 'node_modules')).toEqual(['node_modules/p/a.xml']);
  expect(await walked(new MemoryFiles(tree), '.vscode-test')).toEqual(['.vscode-test/e.xml']);
});

test('obeys .gitignore at every level, the last pattern that matches', async () => {
  const files = new MemoryFiles({
    '.gitignore': 'logs\n*.tmp.xml\n/only-here.xml\n',
    'logs/a.xml': PROFILE,
    'keep/.gitignore': '!logs\n!b.tmp.xml\n/c.xml\n',
    'keep/logs/a.xml': PROFILE,
    'keep/b.tmp.xml': PROFILE,
    'keep/c.xml': PROFILE,
    'keep/deep/c.xml': PROFILE,
    'only-here.xml': PROFILE,
    'keep/only-here.xml': PROFILE,
    'x.tmp.xml': PROFILE,
  });
  expect(await walked(files)).toEqual(['keep/b.tmp.xml', 'keep/deep/c.xml', 'keep/logs/a.xml', 'keep/only-here.xml']);
});

test('nothing in an ignored folder comes back', async () => {
  const files = new MemoryFiles({ '.gitignore': 'out/\n!out/a.xml\n', 'out/a.xml': PROFILE, 'out/.gitignore': '!a.xml', 'b.xml': PROFILE });
  expect(await walked(files)).toEqual(['b.xml']);
});

test('obeys the repository around the walked folder', async () => {
  const tree = {
    '.git/info/exclude': 'private.xml\n',
    '.gitignore': 'a/b/x.xml\n',
    'a/.gitignore': 'y.xml\n',
    'a/b/x.xml': PROFILE,
    'a/b/y.xml': PROFILE,
    'a/b/z.xml': PROFILE,
    'a/b/private.xml': PROFILE,
  };
  expect(await walked(new MemoryFiles(tree), 'a/b')).toEqual(['a/b/z.xml']);
});

test('does not look for patterns above a folder that is in no repository', async () => {
  expect(await walked(new MemoryFiles({ '.gitignore': '*.xml\n', 'a/b.xml': PROFILE }), 'a')).toEqual(['a/b.xml']);
});

test.for(['build/', 'build', '/build/*', 'build/**', '*'])('an ignored folder that is named is walked: %s', async (pattern) => {
  const tree = { '.git/HEAD': '', '.gitignore': `${pattern}\n`, 'build/a.xml': PROFILE, 'build/.gitignore': 'b.xml\n', 'build/b.xml': PROFILE };
  expect(await walked(new MemoryFiles(tree), 'build')).toEqual(['build/a.xml']);
  expect(await walked(new MemoryFiles(tree))).toEqual([]);
});

test('a repository within has its own patterns', async () => {
  const files = new MemoryFiles({
    '.git/HEAD': '',
    '.gitignore': '*.ps1\n',
    'a.ps1': '',
    'module/.git': 'gitdir: ../.git/modules/module',
    'module/a.ps1': '',
    'module/.gitignore': 'b.ps1',
    'module/b.ps1': '',
  });
  expect(await walked(files)).toEqual(['module/a.ps1']);
});

test('file names of any characters', async () => {
  const names = ['a b.xml', 'ä#?.xml', '100%25.xml', '[x].xml', '(1).xml'];
  const files = new MemoryFiles({
    '.gitignore': '\\[x\\].xml\n',
    ...Object.fromEntries(names.map((name) => [`dir [1]/${name}`, PROFILE])),
    'dir [1]/.gitignore': '/(1).xml',
  });
  expect(await walked(files)).toEqual(['dir [1]/ä#?.xml', 'dir [1]/100%25.xml', 'dir [1]/a b.xml']);
});

test('leaves out the globs of the editor and of the project file', async () => {
  const files = new MemoryFiles({
    'out/a.xml': PROFILE,
    'b.bak.xml': PROFILE,
    'c.xml': PROFILE,
    'aovpn.json': '{ "exclude": ["old", "*.bak.xml"] }',
    'old/d.xml': PROFILE,
    'sub/old/e.xml': PROFILE,
  });
  expect(await walked(files, '', { exclude: ['**/out'] })).toEqual(['aovpn.json', 'c.xml', 'sub/old/e.xml']);
  expect(files.asked).not.toContain(`list ${ROOT}/old`);
  expect(files.asked).not.toContain(`list ${ROOT}/out`);
});

test('obeys the project file above, or none', async () => {
  const files = new MemoryFiles({ 'sub/a.xml': PROFILE, 'sub/b.xml': PROFILE, 'sub/deep/aovpn.json': '{ "exclude": ["c.xml"] }', 'sub/deep/c.xml': PROFILE });
  const project = resolveProject({ uri: `${ROOT}/aovpn.json`, text: '{ "exclude": ["sub/a.xml"] }' });
  expect(await walked(files, 'sub', { project })).toEqual(['sub/b.xml', 'sub/deep/aovpn.json']);
  expect(await walked(files, 'sub', { projectFiles: false })).toEqual(['sub/a.xml', 'sub/b.xml', 'sub/deep/c.xml']);
});

test('names what it cannot read, and goes on', async () => {
  const files = new MemoryFiles({
    'a/good.xml': PROFILE,
    'binary.xml': Uint8Array.from([0x4d, 0x5a, 0, 1]),
    'big.xml': { kind: 'file', size: 6 * 1024 * 1024 },
    'unknown.xml': '<?xml version="1.0" encoding="x-foo"?><a/>',
    'denied.ps1': { kind: 'file', denied: true },
    locked: { kind: 'folder', denied: true },
    'pipe.xml': { kind: 'other' },
    'image.png': Uint8Array.from([0]),
    'empty.xml': '',
  });
  expect(await walked(files)).toEqual([
    'a/good.xml',
    'empty.xml',
    'big.xml is larger than 5 MiB',
    'binary.xml is a binary file',
    'denied.ps1 cannot be read (permission denied)',
    'locked cannot be read (permission denied)',
    'pipe.xml is neither a file nor a folder',
    'unknown.xml has the unknown encoding "x-foo"',
  ]);
  expect(files.asked).not.toContain(`read ${ROOT}/big.xml`);
});

test('a file that only looks like ours is passed over where it is too large, one of a load balancer is named', async () => {
  const files = new MemoryFiles({
    'bigip.conf': 'x'.repeat(101),
    'lisbon.ns.conf': 'x'.repeat(101),
    'backup.scf': 'x'.repeat(101),
    'nginx.conf': 'x'.repeat(101),
    'a.txt': 'x'.repeat(101),
  });
  expect(await walked(files, '', { maxSize: 100 })).toEqual([
    'backup.scf is larger than 100 bytes',
    'bigip.conf is larger than 100 bytes',
    'lisbon.ns.conf is larger than 100 bytes',
  ]);
});

test("the size limit is the caller's", async () => {
  const files = new MemoryFiles({ 'a.xml': 'x'.repeat(100), 'b.xml': 'x'.repeat(101) });
  expect(await walked(files, '', { maxSize: 100 })).toEqual(['a.xml', 'b.xml is larger than 100 bytes']);
});

test('follows links to files, not to folders', async () => {
  const files = new MemoryFiles({
    'real/a.xml': PROFILE,
    'link.xml': { kind: 'link', leadsTo: 'real/a.xml' },
    folder: { kind: 'link', leadsTo: 'real' },
    'folder.xml': { kind: 'link', leadsTo: 'real' },
    'broken.xml': { kind: 'link', leadsTo: 'gone.xml' },
  });
  expect(await walked(files)).toEqual(['link.xml', 'real/a.xml', 'broken.xml does not exist']);
});

test('follows no link that leads out of the workspace, and does not even look at what is there', async () => {
  const files = new MemoryFiles({
    '../outside/a.ps1': '',
    '../outside/patterns': '*.ps1',
    '.git': { kind: 'link', leadsTo: '../outside' },
    'in/a.ps1': '',
    'in/.gitignore': { kind: 'link', leadsTo: '../outside/patterns' },
    'in/b.ps1': { kind: 'link', leadsTo: '../outside/a.ps1' },
    'in/by-another.ps1': { kind: 'link', leadsTo: 'in/b.ps1' },
    'in/share.ps1': { kind: 'link', leadsTo: 'file://server/share/a.ps1' },
    'in/notes.txt': { kind: 'link', leadsTo: '../outside/a.ps1' },
    'in/aovpn.json': { kind: 'link', leadsTo: '../outside/a.ps1' },
    'in/circle.ps1': { kind: 'link', leadsTo: 'in/circle.ps1' },
  });
  const outside = 'is a link, or lies behind one, to what lies outside of the workspace, so it is not read. Open, or check, a folder that holds both';
  expect(await walked(files, 'in', { stamps: new Map() })).toEqual([
    'in/a.ps1',
    `in/aovpn.json ${outside}`,
    `in/b.ps1 ${outside}`,
    `in/by-another.ps1 ${outside}`,
    'in/circle.ps1 cannot be read (its symbolic links lead in a circle)',
    `in/share.ps1 ${outside}`,
  ]);
  expect(files.asked.filter((line) => /outside|server/.test(line) || /^(?:stat|read) .*\/(?:b|by-another|share)\.ps1$/.test(line))).toEqual([]);
});

test('a link may lead to whatever is in the workspace, though not in the walked folder', async () => {
  const files = new MemoryFiles({ 'common/a.ps1': 'Get-Date', 'in/b.ps1': { kind: 'link', leadsTo: 'common/a.ps1' } });
  const { files: found } = await walk(`${ROOT}/in`, files, { boundary: new Boundary([ROOT]) });
  expect(found.map(({ uri, text }) => [uri, text])).toEqual([[`${ROOT}/in/b.ps1`, 'Get-Date']]);
});

test('a folder that cannot be read at all', async () => {
  expect(await walked(new MemoryFiles({ locked: { kind: 'folder', denied: true } }), 'locked')).toEqual(['locked cannot be read (permission denied)']);
});

test('many unrelated files cost a listing each folder, a few at one time', async () => {
  const tree: Record<string, string> = {};
  for (let i = 0; i < 20_000; i++) tree[`data/${i % 200}/file-${i}.bin`] = '';
  tree['data/7/a.xml'] = PROFILE;
  const files = new MemoryFiles(tree);
  expect(await walked(files, '', {})).toEqual(['data/7/a.xml']);
  expect(files.asked.filter((line) => line.startsWith('list'))).toHaveLength(202);
  expect(files.asked.filter((line) => !line.startsWith('list') && !line.includes('.git'))).toEqual([`stat ${ROOT}/data/7/a.xml`, `read ${ROOT}/data/7/a.xml`]);
  expect(files.most).toBeLessThanOrEqual(16);
});

test('stops when it is told to', async () => {
  const controller = new AbortController();
  const files = new MemoryFiles(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${i}/a.xml`, PROFILE])));
  const running = walk(ROOT, files, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(running).rejects.toThrow('enough');
  expect(files.asked.length).toBeLessThan(100);
});

test('a file of a name that many share is taken up by its content, and passed over without a word', async () => {
  const setting = '{ "omaSettings": [{ "omaUri": "./User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML", "value": "" }] }';
  const fs = new MemoryFiles({
    'export.json': setting,
    'package.json': '{}',
    'large.json': { kind: 'file', content: setting, size: 10_000_000 },
    'broken.json': new Uint8Array([0, 1, 2, 3]),
    'aovpn.json': '{}',
  });
  const { files, skipped } = await walk(ROOT, fs);
  expect(files.map(({ uri }) => uri)).toEqual([`${ROOT}/aovpn.json`, `${ROOT}/export.json`]);
  expect(skipped).toEqual([]);
});
