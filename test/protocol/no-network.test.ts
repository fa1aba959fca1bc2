import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { CodeActionRequest, CompletionRequest, DocumentLinkRequest, HoverRequest } from 'vscode-languageserver/node';
import { DIAGNOSE, FILE_STATUS, RULE_LIST, VERIFICATION_COMMANDS } from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient, PULLING, PUSHING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const GUARD = new URL('../support/no-network.mjs', import.meta.url).href;
const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const OPTIONS = `--import=${GUARD}`;

const before = process.env.NODE_OPTIONS;
afterEach(() => {
  if (before === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = before;
});

/** Runs a program under guard. Returns what it says on standard error. */
const guarded = (...args: string[]): string => spawnSync(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: OPTIONS }, encoding: 'utf8' }).stderr;

test.each([
  "fetch('http://localhost:8080')",
  "require('https').get('https://localhost:9')",
  "require('net').connect(9)",
  "require('net').createServer().listen(0)",
  "require('dns').promises.resolve4('localhost')",
  "require('dgram').createSocket('udp4')",
])('the guard sees %s', (code) => {
  expect(guarded('-e', code)).toContain('NETWORK');
});

test.each([
  ['pulls', PULLING],
  ['is pushed to', PUSHING],
])('the language server asks nobody while an editor that %s works with it', async (_, capabilities) => {
  process.env.NODE_OPTIONS = OPTIONS;
  const files = { 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': server({ PfsGroup: 'PFS1' }) };
  const lsp = await LspClient.start(files, capabilities, { announcesFixes: true, showsRules: true, showsStatus: true, opensTexts: true });
  await lsp.open('client/p.xml', 'xml', files['client/p.xml']);
  const textDocument = { uri: lsp.uri('client/p.xml') };
  await eventually(
    () => lsp.connection.sendRequest<{ text: string } | null>(FILE_STATUS, textDocument),
    (status) => status?.text.includes('will fail') === true,
  );
  const position = { line: 0, character: files['client/p.xml'].indexOf('ECP384') + 2 };
  await lsp.connection.sendRequest(HoverRequest.type, { textDocument, position });
  await lsp.connection.sendRequest(CompletionRequest.type, { textDocument, position });
  await lsp.connection.sendRequest(DocumentLinkRequest.type, { textDocument });
  await lsp.connection.sendRequest(CodeActionRequest.type, { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } });
  await lsp.connection.sendRequest(RULE_LIST);
  await lsp.connection.sendRequest(VERIFICATION_COMMANDS, textDocument);
  await lsp.connection.sendRequest(DIAGNOSE, { text: 'The error code returned on failure is 13868.' });
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

test.each([['check', 'samples/contoso'], ['explain', 'policy-mismatch'], ['rules']])('nor does aovpn %s', (...args) => {
  expect(guarded(CLI, ...args)).toBe('');
});

test.each([
  // The library of the protocol can reach a server through a socket, and ours is a process that it starts.
  ['client.cjs', ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'util', 'vscode']],
  ['client-browser.js', ['vscode']],
  ['view.js', []],
])('%s has no way to ask anybody', (bundle, modules) => {
  const code = readFileSync(new URL(`../../dist/${bundle}`, import.meta.url), 'utf8');
  expect([...new Set([...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name = '']) => name.replace(/^node:/, '')))].sort()).toEqual(modules);
  expect(code.match(/\b(?:fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|createTelemetryLogger)/g)).toBeNull();
});
