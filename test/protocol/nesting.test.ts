import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { NESTED } from '../support/nested-texts.ts';
import { RawServer } from '../support/raw-server.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
/** One for each kind of notation; at night all of them. */
const FEW = ['profile.xml', 'template.json', 'open.ps1', 'bigip.conf'];
const FILES = Object.entries(NESTED).filter(([name]) => process.env.AOVPN_NIGHTLY !== undefined || FEW.includes(name));

const GOOD = '<VPNProfile><x/></VPNProfile>';

let end: () => Promise<void>;
afterEach(() => end());

test('the command line checks files with a hundred thousand levels, and the one beside them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'aovpn-'));
  end = () => rm(folder, { recursive: true });
  for (const [name, { text }] of FILES) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'good.xml'), GOOD);
  const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [CLI, 'check', '--format', 'json', '.'], { cwd: folder, maxBuffer: Infinity }, (error, out, err) => {
      resolve({ code: error?.code ?? 0, stdout: out, stderr: err });
    });
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string; rule: string; message: string }[] };
  expect(stderr).toBe('');
  expect(code).toBe(1);
  expect(diagnostics.filter(({ file }) => file === 'good.xml').map(({ rule }) => rule)).toEqual(['xml-unknown-element']);
  expect(diagnostics.filter(({ file }) => file === 'profile.xml').map(({ message }) => message)).toContain(
    '<a> lies more than 100 elements deep; what lies deeper is not read.',
  );
  // No rule and no reader gave up.
  expect(diagnostics.filter(({ rule }) => rule === 'internal')).toEqual([]);
});

const METHODS = [
  'diagnostic', 'hover', 'completion', 'codeAction', 'codeLens', 'definition', 'references', 'documentSymbol', 'foldingRange', 'formatting', 'rangeFormatting',
  'inlayHint', 'selectionRange', 'signatureHelp', 'documentHighlight', 'linkedEditingRange', 'documentLink', 'prepareRename',
]; // prettier-ignore

test('the server answers everything in the middle of them', async () => {
  const server = new RawServer();
  end = () => server.kill();
  const hierarchical = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
  const answer = await server.initialize({ capabilities: { textDocument: { diagnostic: {}, ...hierarchical } } });
  expect(answer.error).toBeUndefined();
  for (const [name, { languageId, text }] of FILES) {
    const uri = `file:///nowhere/${name}`;
    server.open(uri, languageId, text);
    const lines = text.slice(0, text.length / 2).split('\n');
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const params = { position, positions: [position], range: { start: position, end: position }, context: { diagnostics: [] }, options: { tabSize: 2 } };
    for (const method of METHODS) {
      const { error } = await server.request(`textDocument/${method}`, { textDocument: { uri }, ...params });
      expect(error, `${method} in ${name}`).toBeUndefined();
    }
    server.notify('textDocument/didClose', { textDocument: { uri } });
  }
  server.open('file:///nowhere/good.xml', 'xml', GOOD);
  expect(await server.findings('file:///nowhere/good.xml')).toEqual(['xml-unknown-element']);
  expect(server.received.filter(({ method }) => method === 'window/logMessage')).toEqual([]);
});
