import { describe, expect, test } from 'vitest';
import { EditorFiles } from '../../server/src/lsp/editor-files.ts';
import { FILE_TYPE } from '../../server/src/lsp/protocol.ts';
import { ReachableFiles } from '../../server/src/lsp/reachable-files.ts';
import { FileError, readText } from '../../server/src/workspace/file-system.ts';
import { MemoryDisk } from '../support/memory-files.ts';

const URI = 'vscode-vfs://github/contoso/vpn/profile.xml';

/** The files of an editor that gives one answer to everything. */
function answering(answer: object): { files: EditorFiles; asked: unknown[][] } {
  const asked: unknown[][] = [];
  const sendRequest = (...request: unknown[]): Promise<object> => {
    asked.push(request);
    return Promise.resolve(answer);
  };
  return { files: new EditorFiles({ sendRequest } as never), asked };
}

describe('files of the editor', () => {
  test('have all their bytes', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { files, asked } = answering({ base64: Buffer.from(bytes).toString('base64') });
    expect(await files.readFile(URI)).toEqual(bytes);
    expect(asked).toEqual([['aovpn/readFile', { uri: URI }]]);
  });

  test('are what the bits of their types say, and a link is a link whatever it leads to', async () => {
    const { file, folder, link } = FILE_TYPE;
    const { files } = answering({ entries: [['a', file], ['b', folder], ['c', link | file], ['d', link | folder], ['e', 0]] }); // prettier-ignore
    expect((await files.readDirectory(URI)).map(({ name, kind }) => `${name} ${kind}`)).toEqual(['a file', 'b folder', 'c link', 'd link', 'e other']);
  });

  test.each([
    [FILE_TYPE.file, 'file'],
    [FILE_TYPE.link | FILE_TYPE.file, 'file'],
    [FILE_TYPE.link | FILE_TYPE.folder, 'folder'],
    [FILE_TYPE.link, 'other'],
  ])('of the type %i are taken for what they lead to: %s', async (type, kind) => {
    expect(await answering({ type, size: 3, modified: 7 }).files.stat(URI)).toEqual({ kind, size: 3, modified: 7 });
  });

  test('have no time where their file system knows none', async () => {
    expect(await answering({ type: 1, size: 3, modified: 0 }).files.stat(URI)).toEqual({ kind: 'file', size: 3 });
  });

  test.each([
    ['FileNotFound', 'does not exist', 'missing'],
    ['FileNotADirectory', 'does not exist', 'missing'],
    ['NoPermissions', 'cannot be read (permission denied)', 'other'],
    ['Unavailable', 'cannot be read (its file system is not available)', 'other'],
    ['Unknown', 'cannot be read (rate limit)', 'other'],
    ['', 'cannot be read (rate limit)', 'other'],
  ] as const)('that fail with "%s" say why: %s', async (code, message, kind) => {
    const error: unknown = await answering({ failure: { code, message: 'rate limit' } })
      .files.stat(URI)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({ message, kind });
  });
});

describe('files within reach', () => {
  const disk = new MemoryDisk();
  disk.write('file:///c/a.xml', 'of the disk');
  const { files: editor } = answering({ failure: { code: 'FileNotFound', message: '' } });
  const reasonFor = async (files: ReachableFiles, uri: string): Promise<string> => {
    const text = await readText(files, uri);
    return 'reason' in text ? text.reason : text.text;
  };

  test('are read from the disk where there is one, and through the editor elsewhere', async () => {
    const files = new ReachableFiles(disk.view());
    files.reachThrough(editor);
    expect(await reasonFor(files, 'file:///c/a.xml')).toBe('of the disk');
    expect(await reasonFor(files, URI)).toBe('does not exist');
    expect([files.reads('file:///c'), files.reads(URI)]).toEqual([true, true]);
  });

  test('are those of the editor alone where there is no disk', async () => {
    const files = new ReachableFiles(undefined);
    files.reachThrough(editor);
    expect(await reasonFor(files, 'file:///c/a.xml')).toBe('does not exist');
  });

  test('are those of the disk alone where the editor does not read', async () => {
    const files = new ReachableFiles(disk.view());
    expect([files.reads('file:///c'), files.reads(URI)]).toEqual([true, false]);
    expect(await reasonFor(files, URI)).toBe('cannot be read (the editor does not hand out its files)');
  });
});
