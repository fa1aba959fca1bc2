import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { remembered, toPage } from '../../client/view/to-page.ts';
import { shownFiles } from '../../client/src/view/shown-places.ts';
import type { Location } from '../../server/src/core/source-file.ts';
import { comparedWithText, deploymentView } from '../../server/src/features/deployment-view/deployment-view.ts';
import type { DeploymentView } from '../../server/src/features/deployment-view/view.ts';
import { IKE, SSTP } from '../../server/src/rules/load-balancer/examples.ts';
import type { ViewPlace } from '../../server/src/lsp/protocol.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

const OWN = 'vscode-webview://page';
const from = (data: unknown): unknown => toPage({ data, origin: OWN }, OWN);

const workspace = (): Workspace =>
  workspaceOf(
    parseFixture(
      files({
        'client/a.xml': profile(),
        'client/b.xml': profile({ DHGroup: 'Group2' }),
        'server/rras.ps1': server(),
        'lb/bigip.conf': IKE.f5.replace(/^===.*\n/, '') + SSTP.f5.replace(/^===.*\n/, ''),
      }),
    ),
  );

/** A view as it arrives: plain data, with places of the protocol. */
function sent(view: DeploymentView<Location> | string | undefined): unknown {
  if (typeof view !== 'object') throw new Error('nothing to show');
  const place = ({ file, span: { start, end } }: Location): ViewPlace => ({
    uri: file.uri,
    range: { start: { line: 0, character: start }, end: { line: 0, character: end } },
    name: 'a',
  });
  return JSON.parse(JSON.stringify(view, (name, value: unknown) => (name === 'at' ? place(value as Location) : value)));
}

const about = { uri: `${ROOT}/client/a.xml`, key: 'x' };
const showing = (view: unknown): object => ({ type: 'show', shown: { view, key: 'x', choices: [{ key: 'x', title: 'X' }] }, about });
const whole = (): unknown => sent(deploymentView(workspace(), `${ROOT}/client/a.xml`)?.view);

describe('what the extension tells', () => {
  test('a deployment, and a comparison, is known', () => {
    const compared = sent(comparedWithText(workspace(), `${ROOT}/client/b.xml`, server({ DHGroup: 'Group14' })));
    for (const message of [showing(whole()), showing(compared)]) expect(from(message)).toEqual(message);
  });

  test.each([
    { type: 'empty', reason: 'There is nothing.', about: { uri: 'file:///a.xml' } },
    { type: 'empty', reason: 'There is nothing.', about: { uri: 'file:///a.xml', pasted: 'x' } },
    { type: 'draw' },
  ])('$type is known', (message) => {
    expect(from(message)).toEqual(message);
  });

  test('nothing of another origin is listened to', () => {
    expect(toPage({ data: { type: 'draw' }, origin: 'https://fabrikam.com' }, OWN)).toBeUndefined();
    expect(toPage({ data: { type: 'draw' }, origin: 'null' }, OWN)).toBeUndefined();
    expect(toPage({ data: { type: 'draw' }, origin: '' }, OWN)).toBeUndefined();
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'draw'],
    ['a number', 1],
    ['a list', [{ type: 'draw' }]],
    ['no type', {}],
    ['an unknown type', { type: 'run', command: 'x' }],
    ['a type of every object', { type: 'constructor' }],
    ['an inherited type', Object.create({ type: 'draw' })],
    ['a type in a list', { type: ['draw'] }],
    ['nothing to show', { type: 'show' }],
    ['no file that it is about', { type: 'empty', reason: 'x', about: {} }],
    ['a reason with markup in an object', { type: 'empty', reason: { __html: '<img src=x onerror=alert(1)>' }, about }],
  ])('%s is left alone', (_, data) => {
    expect(from(data)).toBeUndefined();
  });

  test('a view of which anything is missing or of another kind is left alone', () => {
    let tried = 0;
    for (const change of everyChange(showing(whole()))) {
      expect(from(change.message), change.what).toBeUndefined();
      tried++;
    }
    expect(tried).toBeGreaterThan(500);
  });
});

describe('what the window has kept', () => {
  const state = { uri: 'file:///a.xml', key: 'x', pasted: 'y', onlyDifferences: true, top: 10.5, left: -1 };

  test('counts where it is well formed', () => {
    expect(remembered(state)).toEqual(state);
    expect(remembered({ uri: 'file:///a.xml' })).toEqual({ uri: 'file:///a.xml' });
  });

  test.each([undefined, null, 'x', [], {}, { ...state, uri: 1 }, { ...state, top: '1' }, { ...state, left: Infinity }, { ...state, onlyDifferences: 'yes' }])(
    'counts as nothing: %j',
    (kept) => {
      expect(remembered(kept)).toEqual({ uri: '' });
    },
  );
});

test('a page knows the files that it shows, and these are those of its places', () => {
  const view = whole();
  const uris = new Set<string>();
  JSON.stringify(view, (name, value: unknown) => {
    if (name === 'at') uris.add((value as ViewPlace).uri);
    return value;
  });
  expect([...shownFiles(view as Parameters<typeof shownFiles>[0])].sort()).toEqual([...uris].sort());
  expect(uris.size).toBe(4);
});

/** These may be absent. */
const OPTIONAL = new Set(['advice', 'at', 'note', 'phase', 'key', 'pasted']);

/** A message with one thing of it left out, or in its place one of another kind. */
function* everyChange(message: object): Generator<{ readonly what: string; readonly message: unknown }> {
  for (const path of pathsOf(message)) {
    const name = String(path.at(-1));
    // Of the answers to a question, `key` is always there.
    const isOptional = OPTIONAL.has(name) && !(name === 'key' && path.includes('shown'));
    const isElement = /^\d+$/.test(name);
    if (!isOptional && !isElement) yield { what: `without ${path.join('.')}`, message: changed(message, path, undefined) };
    yield { what: `a function at ${path.join('.')}`, message: changed(message, path, () => undefined) };
    yield { what: `null at ${path.join('.')}`, message: changed(message, path, null) };
  }
}

function* pathsOf(value: unknown, above: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    yield [...above, name];
    yield* pathsOf(each, [...above, name]);
  }
}

function changed(value: unknown, [name, ...below]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const target = copy as Record<string, unknown>;
  target[name] = changed(target[name], below, to);
  return copy;
}

test('neither the page nor the client makes markup or a program of a text', async () => {
  const sources = (await readdir('client', { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const ways = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|unsafe-(?:inline|eval)|srcdoc/;
  const found = sources.filter((name) => ways.test(readFileSync(`client/${name}`, 'utf8')));
  expect(sources).toContain('view/main.tsx');
  expect(found).toEqual([]);
  // The one program of the page is known by a number that nobody can guess, and nothing is loaded from anywhere else.
  const html = readFileSync('client/src/view/page-html.ts', 'utf8');
  expect(html).toContain("`default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`");
  expect(html).toContain('const nonce = globalThis.crypto.randomUUID();');
});
