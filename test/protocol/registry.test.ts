import type { CodeAction, CompletionItem, CompletionList, Hover, MarkupContent } from 'vscode-languageserver/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OPEN_TEXT } from '../../server/src/lsp/protocol.ts';
import { LspClient, PULLING } from '../support/lsp-client.ts';

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const REG_ADD = `reg add "HKLM\\${KEY}" /v UseHttps /t REG_DWORD /d 0 /f`;
const CMDLET = `New-ItemProperty -Path 'HKLM:\\${KEY}' -Name UseHttps -PropertyType DWord -Value 0 -Force`;
const REG_FILE = `Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\${KEY}]\r\n"UseHttps"=dword:00000000\r\n`;

let lsp: LspClient;

beforeEach(async () => {
  lsp = await LspClient.start({}, PULLING, { opensTexts: true });
});

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const at = (line: number, character: number) => ({ line, character });

async function rewritings(name: string, line: number): Promise<CodeAction[]> {
  const range = { start: at(line, 5), end: at(line, 5) };
  const params = { textDocument: { uri: lsp.uri(name) }, range, context: { diagnostics: [], only: ['refactor.rewrite'] } };
  return (await lsp.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
}

test('a value is written in another way where it stands, or in a document of its own', async () => {
  const text = `Write-Output 'VPN'\n${REG_ADD}\n`;
  await lsp.open('server.ps1', 'powershell', text);
  const [inPlace, asFile, ...more] = await rewritings('server.ps1', 1);
  expect(more).toEqual([]);
  expect([inPlace?.title, inPlace?.kind]).toEqual(['Write the registry value as New-ItemProperty', 'refactor.rewrite.aovpn.registryNotation']);
  const change = inPlace?.edit?.documentChanges?.[0];
  const edits = change && 'edits' in change ? change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])) : [];
  expect(TextDocument.applyEdits(TextDocument.create('x:', 'x', 0, text), edits)).toBe(`Write-Output 'VPN'\n${CMDLET}\n`);
  expect(asFile?.command).toEqual({ title: asFile?.title, command: OPEN_TEXT, arguments: [{ language: 'reg', text: REG_FILE }] });
});

test('a registry file and a batch file are completed, and explained', async () => {
  const params = (name: string, line: number, character: number) => ({ textDocument: { uri: lsp.uri(name) }, position: at(line, character) });
  const labels = async (name: string, line: number, character: number): Promise<string[]> => {
    const result = await lsp.connection.sendRequest<CompletionItem[] | CompletionList>('textDocument/completion', params(name, line, character));
    return (Array.isArray(result) ? result : result.items).map(({ label }) => label);
  };
  await lsp.open('server.reg', 'reg', REG_FILE.replace('dword:00000000', ''));
  expect(await labels('server.reg', 3, 11)).toEqual(['dword:00000000', 'dword:00000001']);
  await lsp.open('server.cmd', 'bat', REG_ADD.replace('REG_DWORD', '""'));
  const column = REG_ADD.indexOf('REG_DWORD') + 1;
  expect(await labels('server.cmd', 0, column)).toEqual(['REG_DWORD']);
  const hover = await lsp.connection.sendRequest<Hover | null>('textDocument/hover', params('server.cmd', 0, REG_ADD.indexOf('UseHttps')));
  expect((hover?.contents as MarkupContent).value).toContain('Switches the SSTP listener to HTTP for TLS offload');
});
