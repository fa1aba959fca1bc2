import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { entryFor, printFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { MemoryDisk } from '../support/memory-files.ts';
import { ModelClient } from '../support/model-client.ts';
import { profile, server } from '../support/policies.ts';
import { START_SETTINGS } from '../support/random-session.ts';

const at = (path: string): string => `${ROOT}/${path}`;
const WEAK = profile({ DHGroup: 'Group2' });
const CLIENT = at('client/user.xml');
const SERVER = at('server/rras.ps1');
const PROJECT = at('aovpn.json');
const BASELINE = at('accepted.json');

let disk: MemoryDisk;
let editor: ModelClient;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  disk = new MemoryDisk();
});

afterEach(async () => {
  await editor.stop();
  vi.useRealTimers();
});

/** An editor on these files, in which all is at rest. */
async function start(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [uri, text] of Object.entries(files)) disk.write(uri, text);
  editor = await ModelClient.start({ files: disk.view(), folders: [ROOT], settings: START_SETTINGS, pulls: true, parts: true });
  editor.hold();
  await editor.settled();
}

/** The files that something is said about, by their paths. */
async function told(): Promise<string[]> {
  await editor.settled();
  return [...editor.workspace].flatMap(([uri, { items }]) => (items.length > 0 ? [uri.slice(ROOT.length + 1)] : [])).sort();
}

/** Changes the disk, and tells of it. */
function write(uri: string, text: string): void {
  const type = disk.read(uri) === undefined ? FileChangeType.Created : FileChangeType.Changed;
  disk.write(uri, text);
  editor.watched([{ uri, type }], [ROOT]);
}

function remove(uri: string): void {
  disk.remove(uri);
  editor.watched([{ uri, type: FileChangeType.Deleted }], [ROOT]);
}

test('a link counts for what it leads to in the workspace, and for nothing where it leads out', async () => {
  const outside = 'file:///elsewhere/user.xml';
  disk.link(at('client/first.xml'), outside);
  await start({ [outside]: WEAK, [at('common/user.xml')]: WEAK });
  expect(await told()).toEqual(['common/user.xml']);
  disk.link(at('client/next.xml'), outside);
  disk.link(at('client/own.xml'), at('common/user.xml'));
  editor.watched(
    [
      { uri: at('client/next.xml'), type: FileChangeType.Created },
      { uri: at('client/own.xml'), type: FileChangeType.Created },
    ],
    [ROOT],
  );
  expect(await told()).toEqual(['client/own.xml', 'common/user.xml']);
  disk.link(at('client/own.xml'), outside);
  editor.watched([{ uri: at('client/own.xml'), type: FileChangeType.Changed }], [ROOT]);
  expect(await told()).toEqual(['common/user.xml']);
});

test('an open client is asked for again once its edited server has its own findings, before any time has passed', async () => {
  await start({ [CLIENT]: profile(), [SERVER]: server() });
  editor.open(CLIENT, 'xml', profile());
  editor.open(SERVER, 'powershell', server());
  await editor.settled();
  const rules = (uri: string): unknown[] => editor.pulled.get(uri)?.items.map(({ code }) => code) ?? [];
  expect([rules(CLIENT), rules(SERVER)]).toEqual([[], []]);
  editor.change(SERVER, [{ text: server({ DHGroup: 'Group24' }) }]);
  for (let turns = 0; turns < 40; turns++) {
    await turn();
    vi.advanceTimersByTime(0);
  }
  expect(rules(CLIENT)).toEqual(['policy-mismatch']);
});

test('a folder goes, of which a client tells nothing else', async () => {
  await start({ [CLIENT]: WEAK, [at('client/deep/a.xml')]: WEAK, [at('clients.xml')]: WEAK });
  expect(await told()).toEqual(['client/deep/a.xml', 'client/user.xml', 'clients.xml']);
  for (const uri of disk.below(at('client'))) disk.remove(uri);
  editor.watched([{ uri: at('client'), type: FileChangeType.Deleted }], [ROOT]);
  expect(await told()).toEqual(['clients.xml']);
});

test('a folder comes from elsewhere, of which a client tells nothing else', async () => {
  await start({});
  disk.write(at('client/deep/a.xml'), WEAK);
  editor.watched([{ uri: at('client'), type: FileChangeType.Created }], [ROOT]);
  expect(await told()).toEqual(['client/deep/a.xml']);
});

test('what a .gitignore left out comes back as it was', async () => {
  await start({ [CLIENT]: WEAK });
  write(at('.gitignore'), 'client/\n');
  expect(await told()).toEqual([]);
  remove(at('.gitignore'));
  expect(await told()).toEqual(['client/user.xml']);
});

test('what a project file left out is read when it no longer does, saved or not', async () => {
  await start({ [CLIENT]: WEAK, [PROJECT]: '{ "exclude": ["client"] }' });
  expect(await told()).toEqual([]);
  write(PROJECT, '{}');
  expect(await told()).toEqual(['client/user.xml']);
  write(PROJECT, '{ "exclude": ["client"] }');
  expect(await told()).toEqual([]);
  editor.open(PROJECT, 'json', '{ "exclude": ["client"] }');
  editor.change(PROJECT, [{ text: '{ "exclude": ["server"] }' }]);
  expect(await told()).toEqual(['client/user.xml']);
  editor.close(PROJECT);
  expect(await told()).toEqual([]);
});

test('an ignored file is not taken up because it was saved while it was open', async () => {
  await start({ [CLIENT]: WEAK, [at('.gitignore')]: 'client/\n' });
  editor.open(CLIENT, 'xml', WEAK);
  expect(await told()).toEqual(['client/user.xml']);
  write(CLIENT, `${WEAK}\n`);
  editor.close(CLIENT);
  expect(await told()).toEqual([]);
});

test('a baseline file is still in force when it has been looked at', async () => {
  const found = workspaceOf({ files: [{ uri: CLIENT, text: WEAK }] }).findings(CLIENT);
  const accepted = printFindingsBaseline(found.map((finding) => entryFor(finding, BASELINE)));
  await start({ [CLIENT]: WEAK, [BASELINE]: accepted, [PROJECT]: '{ "baselineFile": "accepted.json" }' });
  expect(await told()).toEqual([]);
  editor.open(BASELINE, 'json', accepted);
  expect(await told()).toEqual([]);
  editor.close(BASELINE);
  expect(await told()).toEqual([]);
});

test('a file that becomes a baseline file says nothing any more, and says it again', async () => {
  const report =
    '{ "omaSettings": [{ "omaUri": "./User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML", "value": "<VPNProfile><DeviceTunnel>true</DeviceTunnel></VPNProfile>" }] }';
  await start({ [BASELINE]: report });
  expect(await told()).toEqual(['accepted.json']);
  write(BASELINE, '{ "aovpnBaseline": 1, "findings": [] }');
  expect(await told()).toEqual([]);
  write(BASELINE, report);
  expect(await told()).toEqual(['accepted.json']);
});

test('what is read late is not taken for what is read last', async () => {
  const waits: number[] = [];
  disk.write(CLIENT, profile());
  editor = await ModelClient.start({ files: disk.view(() => waits.shift() ?? 0), folders: [ROOT], settings: START_SETTINGS, pulls: true, parts: true });
  editor.hold();
  expect(await told()).toEqual([]);
  // The size is there at once, and so is the text, which then takes its time to arrive.
  waits.push(0, 0, 0, 100);
  write(CLIENT, WEAK);
  for (let turns = 0; turns < 20; turns++) await turn();
  write(CLIENT, profile());
  expect(await told()).toEqual([]);
});

test('nothing is said any more of a project file that the settings no longer choose', async () => {
  await start({ [at('team.json')]: '{ "unknown": 1 }' });
  expect(await told()).toEqual([]);
  editor.configure({ ...START_SETTINGS, projectFiles: { [ROOT]: 'team.json' } });
  expect(await told()).toEqual(['team.json']);
  editor.configure(START_SETTINGS);
  expect(await told()).toEqual([]);
});

test('a base that is named again counts as it is now', async () => {
  const base = at('base.json');
  const named = '{ "extends": "base.json" }';
  await start({ [CLIENT]: WEAK, [PROJECT]: named, [base]: '{ "rules": { "crypto-weak": "off" } }' });
  expect(await told()).toEqual([]);
  write(PROJECT, '{}');
  expect(await told()).toEqual(['client/user.xml']);
  write(base, '{}');
  write(PROJECT, named);
  expect(await told()).toEqual(['client/user.xml']);
});

test('a base whose name nobody watches is watched, and read once more when it is', async () => {
  const base = PROJECT.replace('aovpn.json', 'shared/base.json');
  await start({ [CLIENT]: WEAK, [PROJECT]: '{}', [base]: '{}' });
  write(PROJECT, '{ "extends": "shared/base.json" }');
  // It changes before anybody watches it.
  for (let turns = 0; turns < 5; turns++) await turn();
  write(base, '{ "rules": { "crypto-weak": "off" } }');
  expect(await told()).toEqual([]);
  write(base, '{}');
  expect(await told()).toEqual(['client/user.xml']);
});

test('what project files name outside of the folders is neither read nor watched', async () => {
  const base = 'file:///shared/base.json';
  await start({ [CLIENT]: WEAK, [PROJECT]: '{}', [base]: '{ "rules": { "crypto-weak": "off" } }' });
  write(PROJECT, '{ "extends": "../shared/base.json" }');
  expect(await told()).toEqual(['aovpn.json', 'client/user.xml']);
  write(base, '{ "rules": { "crypto-weak": "off" }, "target": "intune" }');
  expect(await told()).toEqual(['aovpn.json', 'client/user.xml']);
});

test('files that grow over the limit say nothing until they have shrunk, or the limit has grown', async () => {
  const small = { ...START_SETTINGS, aovpn: { maximumFileSize: 0.002 } };
  const grown = WEAK + '\n'.repeat(3000);
  await start({ [CLIENT]: WEAK });
  editor.configure(small);
  expect(await told()).toEqual(['client/user.xml']);
  write(CLIENT, grown);
  expect(await told()).toEqual([]);
  write(CLIENT, WEAK);
  expect(await told()).toEqual(['client/user.xml']);
  editor.open(CLIENT, 'xml', WEAK);
  editor.change(CLIENT, [{ text: grown }]);
  expect(await told()).toEqual([]);
  editor.configure(START_SETTINGS);
  expect(await told()).toEqual(['client/user.xml']);
  editor.configure(small);
  expect(await told()).toEqual([]);
  editor.close(CLIENT);
  expect(await told()).toEqual(['client/user.xml']);
});

test('a finding in another file names the place of a profile inside a script that has moved as a whole', async () => {
  const script = at('client/vpn.ps1');
  const text = `$profile = @'\n${profile({ DHGroup: 'ECP384' })}'@\n`;
  await start({ [at('server/rras.ps1')]: server(), [script]: text });
  expect(await told()).toEqual(['client/vpn.ps1', 'server/rras.ps1']);
  const lines = (): unknown =>
    editor.workspace
      .get(at('server/rras.ps1'))
      ?.items.flatMap(({ relatedInformation = [] }) => relatedInformation.map(({ location: { range } }) => range.start.line));
  const before = lines();
  expect(before).toContain(1);
  write(script, `# moved\n${text}`);
  await editor.settled();
  expect(lines()).toEqual((before as number[]).map((line) => (line === 1 ? 2 : line)));
});
