import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
import { expect, test } from 'vitest';
import { uriOf } from '../../server/src/host/node-files.ts';
import { folder, profile, serverScript } from './support.ts';

const require = createRequire(import.meta.url);
const SCHEMA = join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const validate = ajv.compile<Log>(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

/** The one run of a log, which the published schema accepts. */
function runOf(out: string): Run {
  const log = JSON.parse(out) as unknown;
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  const [run, ...others] = (log as Log).runs;
  if (!run || others.length > 0) throw new Error('a log has one run');
  return run;
}

const resultsOf = (run: Run): Result[] => run.results ?? [];
const fingerprints = (run: Run): unknown[] => resultsOf(run).map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints?.['aovpn/v1']]);

test('a run: rules with their help, results with places, relations, fixes and fingerprints', async () => {
  const { aovpn, root } = folder({
    'a b/client/profile ä#.xml': profile({ EncryptionMethod: 'GCMAES128' }),
    'a b/server/rras.ps1': serverScript({ PfsGroup: 'PFS2048' }),
  });
  const { code, out, err } = await aovpn('check --format sarif');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const run = runOf(out);
  const client = 'a%20b/client/profile%20%C3%A4%23.xml';
  const at = (uri: string, startLine: number, startColumn: number, endColumn: number): object => ({
    physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn, endLine: startLine, endColumn } },
  });
  expect(run.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${uriOf(root)}/` } });
  expect(run.columnKind).toBe('utf16CodeUnits');
  expect(run.invocations).toMatchObject([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  expect(run.tool.driver).toMatchObject({
    name: 'aovpn',
    rules: [
      {
        id: 'policy-pfs-mismatch',
        shortDescription: { text: expect.stringMatching(/\.$/) as string },
        help: { markdown: expect.stringContaining('## How to fix it\n\n') as string, text: expect.stringContaining('How to fix it: ') as string },
        defaultConfiguration: { level: 'warning' },
        properties: { tags: ['always-on-vpn', 'policy'], precision: expect.stringMatching(/^(very-)?high$/) as string, 'problem.severity': 'warning' },
      },
      { id: 'xml-ps-spelling', defaultConfiguration: { level: 'error' } },
    ],
  });
  expect(resultsOf(run)).toMatchObject([
    {
      ruleId: 'policy-pfs-mismatch',
      ruleIndex: 0,
      level: 'warning',
      message: { text: expect.stringMatching(/^PfsGroup is ECP256 here/) as string },
      locations: [at(client, 8, 17, 23)],
      relatedLocations: [{ ...at('a%20b/server/rras.ps1', 7, 13, 20), id: 0, message: { text: "The server's PfsGroup: PFS2048" } }],
      properties: { severity: 'warning' },
    },
    {
      ruleId: 'xml-ps-spelling',
      ruleIndex: 1,
      level: 'error',
      fixes: [
        {
          description: { text: 'Change to AES_GCM_128' },
          artifactChanges: [
            {
              artifactLocation: { uri: client, uriBaseId: '%SRCROOT%' },
              replacements: [{ deletedRegion: { startLine: 11, startColumn: 25, endLine: 11, endColumn: 34 }, insertedContent: { text: 'AES_GCM_128' } }],
            },
          ],
          properties: { safe: true },
        },
      ],
    },
    { ruleId: 'policy-pfs-mismatch', ruleIndex: 0, level: 'note', properties: { severity: 'information' } },
  ]);
});

test('nothing found, and nothing to look at', async () => {
  expect(resultsOf(runOf((await folder({ 'p.xml': profile() }).aovpn('check --format sarif')).out))).toEqual([]);
  expect(resultsOf(runOf((await folder({}).aovpn('check --format sarif')).out))).toEqual([]);
});

test('files that are not read are notifications; one that was named makes the run fail', async () => {
  const { aovpn } = folder({ 'a/p.xml': Uint8Array.from([0, 1, 2]), 'a/q.xml': profile() });
  const walked = runOf((await aovpn('check a --format sarif')).out).invocations;
  expect(walked).toMatchObject([
    { executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning', message: { text: 'a/p.xml is a binary file.' } }] },
  ]);
  const named = await aovpn('check a/p.xml a/none.xml --format sarif');
  expect(named.code).toBe(2);
  expect(runOf(named.out).invocations).toMatchObject([
    { executionSuccessful: false, toolExecutionNotifications: [{ level: 'error', message: { text: 'a/none.xml does not exist.' } }, { level: 'error' }] },
  ]);
});

test('a file outside of the working directory has its whole address', async () => {
  const { aovpn, path } = folder({ 'x y/s.ps1': serverScript({ DHGroup: 'Group1' }), 'w/a.txt': '' });
  const [result] = resultsOf(runOf((await aovpn(['check', '../x y', '--format', 'sarif'], { cwd: path('w') })).out));
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: uriOf(path('x y/s.ps1')) });
});

test('fingerprints stay when lines move, and tell findings of one file apart', async () => {
  const script = `${serverScript({ DHGroup: 'Group1' })}${serverScript({ DHGroup: 'Group1' })}`;
  const { aovpn, put } = folder({ 's.ps1': script, 'p.xml': profile({ EncryptionMethod: 'GCMAES128' }).replaceAll('\n', '') });
  const run = async (): Promise<unknown[]> => fingerprints(runOf((await aovpn('check --format sarif')).out));
  const before = await run();
  expect(new Set(before.map(String)).size).toBe(before.length);
  expect(before.length).toBeGreaterThan(3);
  put('s.ps1', `# a comment\r\n\r\n${script.replaceAll('\n', '\r\n').replaceAll('  -', '\t-')}\r\nGet-Date\r\n`);
  // A profile in one line, with something new in front.
  put('p.xml', `<!-- new -->${profile({ EncryptionMethod: 'GCMAES128' }).replaceAll('\n', '')}`);
  expect(await run()).toEqual(before);
  put('s.ps1', script.replaceAll('Group1 ', 'Group2 '));
  expect(await run()).not.toEqual(before);
});

test('text that means something to JSON, to SARIF or to a terminal', async () => {
  const { aovpn } = folder({ 'a\u001b[31m "b".ps1': serverScript({ DHGroup: '"Group1\u0007\ud83d\ude00"' }), 'c.ps1': serverScript({ DHGroup: 'Group1' }) });
  expect(resultsOf(runOf((await aovpn('check --format sarif')).out)).length).toBeGreaterThan(0);
});

test('what a baseline file accepts is suppressed, and all else is new', async () => {
  const { aovpn, put } = folder({ 'a.ps1': serverScript({ DHGroup: 'Group1' }) });
  await aovpn('check --baseline-file b.json --update-baseline');
  put('c.ps1', serverScript({ DHGroup: 'Group1' }));
  const results = resultsOf(runOf((await aovpn('check --baseline-file b.json --format sarif')).out));
  expect(results).toMatchObject([
    { ruleId: 'crypto-broken', baselineState: 'unchanged', suppressions: [{ kind: 'external', status: 'accepted' }] },
    { ruleId: 'crypto-broken', baselineState: 'new' },
  ]);
  expect(results[1]?.suppressions).toBeUndefined();
});
