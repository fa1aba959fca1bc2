import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const broken = (): ReturnType<typeof folder> => folder({ 'client/profile.xml': profile(), 'server/rras.ps1': serverScript({ DHGroup: 'ECP384' }) });
const weak = (): ReturnType<typeof folder> => folder({ 'rras.ps1': serverScript({ PfsGroup: 'PFS2' }) });

test('0 where nothing is found', async () => {
  const { aovpn } = folder({ 'client/profile.xml': profile(), 'server/rras.ps1': serverScript() });
  expect(await aovpn('check')).toEqual({ code: 0, err: '', out: expect.stringMatching(/^no findings in 2 files\n.*: 1 client, 1 server: agree\n$/) as string });
});

test('1 where something is found', async () => {
  expect(await broken().aovpn('check')).toMatchObject({ code: 1, err: '' });
});

test.for([
  ['', 0],
  ['--fail-on error', 0],
  ['--fail-on warning', 1],
  ['--fail-on information', 1],
  ['--fail-on=hint', 1],
  ['--fail-on never', 0],
] as const)('a warning and "%s"', async ([option, code]) => {
  expect((await weak().aovpn(`check . ${option}`.trim())).code).toBe(code);
});

test('never even with errors', async () => {
  expect((await broken().aovpn('check --fail-on never')).code).toBe(0);
});

test('a suppressed finding does not count', async () => {
  const { aovpn } = folder({ 'rras.ps1': `# aovpn-disable-next-line crypto-broken -- for a test\n${serverScript({ DHGroup: 'Group1' })}` });
  expect((await aovpn('check')).code).toBe(0);
});

test.for<[args: string, message: string]>([
  ['check --formt json', 'aovpn: There is no option --formt. Did you mean --format?'],
  ['check -x', 'aovpn: There is no option -x.'],
  ['check --format yaml', 'aovpn: --format takes text, json, sarif, junit, github, not "yaml".'],
  ['check --report sarif', 'aovpn: --report takes a format and a file, such as sarif=aovpn.sarif, not "sarif".'],
  ['check --report pdf=a.pdf', 'aovpn: --report takes text, json, sarif, junit, github, not "pdf".'],
  ['check --baseline-file b.json', 'aovpn: There is no baseline file b.json. With --update-baseline it is written.'],
  ['check --update-baseline', 'aovpn: --update-baseline needs to know the file: give --baseline-file FILE, or "baselineFile" in aovpn.json.'],
  ['check --fail-on fatal', 'aovpn: --fail-on takes error, warning, information, hint, never, not "fatal".'],
  ['check --max-size lots', 'aovpn: --max-size takes a number of bytes, such as 5000000, 500K or 5M, not "lots".'],
  ['check --max-size 0', 'aovpn: --max-size takes a number of bytes'],
  ['check --stdin-filename a.xml', 'aovpn: --stdin-filename names what is read from standard input: give - as well.'],
  ['check --fix -', 'aovpn: What is read from standard input cannot be fixed in place. --diff shows the changes.'],
  ['check --diff --format json', 'aovpn: --diff prints a patch.'],
  ['check --format', "aovpn: Option '--format <value>' argument missing"],
  ['chekc', 'aovpn: There is no command chekc. Did you mean check?'],
  ['frobnicate', 'aovpn: There is no command frobnicate. The commands are check, negotiate, diagnose, convert, explain, rules, lsp.'],
  ['--frobnicate', 'aovpn: There is no option --frobnicate.'],
  ['diagnose', 'aovpn: diagnose takes a file with the event, - or an error code.'],
  ['diagnose x.txt', 'aovpn: x.txt is neither a file nor an error or event that is known here.'],
  ['convert x', 'aovpn: convert takes one file and --to FORM.'],
  ['lsp', 'aovpn: lsp needs --stdio'],
  ['rules x', 'aovpn: rules takes no argument.'],
  ['explain', 'aovpn: explain takes a name.'],
])('2 for a wrong call: %s', async ([args, message]) => {
  const { code, out, err } = await folder({ 'a.xml': profile() }).aovpn(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('2 without a command', async () => {
  const { code, out, err } = await folder({}).aovpn([]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Usage: aovpn COMMAND');
});

test('2 for an empty path', async () => {
  expect(await folder({}).aovpn(['check', ''])).toMatchObject({ code: 2, out: '' });
});

test('2 for a broken project file, with the places', async () => {
  const { aovpn } = folder({ 'client/profile.xml': profile(), 'aovpn.json': '{\n  "rules": { "crypto-weak": "fatal" },\n  "deploymentz": []\n}\n' });
  expect(await aovpn('check')).toEqual({
    code: 2,
    out: '',
    err: `aovpn.json:2:29 A severity is one of error, warning, information, hint and off.
aovpn.json:3:3 The project file has no property "deploymentz". It takes extends, deployments, target, rules, baseline, baselines, baselineFile, minimumWindows, exclude, overrides.
aovpn: nothing was checked, because a project file is broken
`,
  });
});

test('2 for a project file that is no JSON, below or above', async () => {
  const { aovpn } = folder({ 'a/client/profile.xml': profile(), 'a/aovpn.json': '{ "rules": ' });
  for (const path of ['.', 'a', 'a/client', 'a/client/profile.xml']) {
    const { code, err } = await aovpn(`check ${path}`);
    expect(code).toBe(2);
    expect(err).toMatch(/^a\/aovpn\.json:1:\d+ This is not valid JSON/);
  }
});

test('2 for a project file that cannot be read', async () => {
  const { aovpn } = folder({ 'a/profile.xml': profile(), 'a/aovpn.json': Uint8Array.from([0, 1, 2]) });
  for (const path of ['.', 'a', 'a/profile.xml'])
    expect(await aovpn(`check ${path}`)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('aovpn: The project file a/aovpn.json is a binary file.') as string,
    });
});
