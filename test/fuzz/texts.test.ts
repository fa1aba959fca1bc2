import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { decode, encode } from '../../server/src/core/encoding.ts';
import { codesInText } from '../../server/src/features/codes-in-text.ts';
import { deploymentView, comparedWithText } from '../../server/src/features/deployment-view/deployment-view.ts';
import { diagnose } from '../../server/src/features/diagnose/diagnose.ts';
import { rendered } from '../../server/src/features/diagnose/render.ts';
import { readHosts, readName, readNetworks, readRoutes, readSuffixes, readThumbprint, readZones } from '../../server/src/features/authoring/read-answers.ts';
import { readCertificates } from '../../server/src/host/certificates.ts';
import { isFindingsBaseline, readFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import { GitIgnore } from '../../server/src/workspace/git-ignore.ts';
import { Glob } from '../../server/src/workspace/glob.ts';
import { readProject } from '../../server/src/workspace/project-file.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { profile, server } from '../support/policies.ts';
import { fc } from '../support/properties.ts';
import { hostileTexts } from './hostile-text.ts';
import { bounded, expectSpansInside, RUNS, shown } from './invariants.ts';
import { PROJECT_SEEDS } from './seeds.ts';

const parameters = (seldom = 1): { numRuns: number } => ({ numRuns: Math.ceil(RUNS / seldom) });

/** Every text of a kind goes through the same work. */
function fuzz(name: string, seeds: readonly string[], work: (text: string) => void, seldom = 1): void {
  test(name, () => {
    fc.assert(
      fc.property(hostileTexts(seeds), (text) => bounded(name.replaceAll(' ', '-'), text, () => work(text))),
      parameters(seldom),
    );
  });
}

const PROJECTS = [
  ...PROJECT_SEEDS,
  '{ "extends": ["../base.json"], "target": "intune", "rules": { "crypto-weak": "hint" }, "exclude": ["lab/**", "!x"], "minimumWindows": "Windows 11 22H2" }',
  '{ "overrides": [{ "files": ["client/*.{xml,ps1}"], "rules": { "crypto-weak": "off" } }], "baselineFile": "a/b.json", "baselines": [{ "name": "own", "DHGroup": ["ECP384"] }] }',
];

fuzz('project files', PROJECTS, (text) => {
  const file = { uri: `${ROOT}/aovpn.json`, text };
  const project = readProject(file);
  // What is wrong may stand behind the last character.
  expectSpansInside(project, text.length + 1);
  expect(shown(readProject({ ...file }))).toBe(shown(project));
});

fuzz(
  'project files in a workspace',
  PROJECTS,
  (text) => {
    const files = [
      { uri: `${ROOT}/aovpn.json`, text },
      { uri: `${ROOT}/client/a.xml`, text: profile({ DHGroup: 'Group2' }) },
      { uri: `${ROOT}/server/b.ps1`, text: server() },
    ];
    const workspace = workspaceOf({ files });
    for (const { uri, text: own } of files)
      for (const { at, rule, message } of workspace.findings(uri)) {
        expectSpansInside(at.span, own.length + 1, message);
        expect(rule.id, message).not.toBe('internal');
      }
    deploymentView(workspace, `${ROOT}/client/a.xml`);
  },
  10,
);

fuzz(
  'baseline files',
  ['{ "aovpnBaseline": 1, "findings": [{ "file": "a/b.xml", "rule": "crypto-weak", "fingerprint": "0123456789abcdef", "count": 2 }] }'],
  (text) => {
    isFindingsBaseline(text);
    expectSpansInside(readFindingsBaseline({ uri: `${ROOT}/b.json`, text }).errors, text.length + 1);
  },
);

const GLOBS = ['**/*.xml', '../a/{b,c}/?[a-z]*.ps1', '!(a|b)+(c)@(d)', 'a/**/b/**', '[[:alpha:]]', '{1..9}', 'a\\*b', '*.{json,xml}'];
fuzz('globs', GLOBS, (text) => {
  const glob = new Glob(text.slice(0, 400), { start: 0, end: 1 }, `${ROOT}/a`);
  glob.isWithin([ROOT]);
  for (const path of ['a/b.xml', 'x.ps1', `a/${'aaaaaaaa/'.repeat(8)}b`, `a/${'a'.repeat(60)}`, 'a/a b%20%C3%BC.xml']) glob.matches(`${ROOT}/${path}`);
});

fuzz('ignore files', ['out/\n*.log\n!keep.log\n/a/**/b\n\\#x\n[a-c]?\n**/z\n', 'a/*\n!a/b\n# c\n'], (text) => {
  const ignore = GitIgnore.none(true).with('', text).with('a (1)/[b]', text);
  for (const path of ['a', 'a/b', 'out/x.xml', `${'a'.repeat(60)}.log`, 'a (1)/[b]/c.xml']) {
    ignore.ignores(path, false);
    ignore.ignoresAllOf(path);
  }
});

const EVENTS = [
  'CoId={B1E1C1A0-0000-0000-0000-000000000000}: The user CONTOSO\\ann dialed a connection named Always On VPN which has failed. The error code returned on failure is 809.',
  'Log Name:      Application\nSource:        RasClient\nEvent ID:      20227\nLevel:         Error\nDescription:\nThe user SYSTEM dialed a connection named A B which has failed. The error code returned on failure is 13868.\nEvent Xml:\n<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="RasClient" /><EventID Qualifiers="0">20227</EventID></System><EventData><Data>{1}</Data><Data>SYSTEM</Data><Data>A</Data><Data>809</Data></EventData></Event>\n',
  'TimeCreated  : 01.02.2024 10:00:00\nProviderName : RasSstp\nId           : 6\nMessage      : CoId={x}:The SSTP-based VPN connection to the remote access server was terminated because of a security check failure.\n',
  'we get error 812 and 0x80072746 with ikev2, event id 20227, ERROR_IPSEC_IKE_POLICY_MATCH (13868)',
];
let around: Workspace;
beforeAll(() => {
  around = workspaceOf({
    files: [
      { uri: `${ROOT}/client/a.xml`, text: profile({ DHGroup: 'Group2' }) },
      { uri: `${ROOT}/server/b.ps1`, text: server() },
    ],
  });
});
fuzz('events and error texts', EVENTS, (text) => {
  expectSpansInside(codesInText(text, true), text.length);
  const said = (): string =>
    rendered(diagnose(around, text), { form: 'markdown', place: ({ span }) => String(span.start), file: (uri) => uri, apply: ({ title }) => title });
  expect(said()).toBe(said());
});
fuzz('pasted texts', EVENTS, (text) => void comparedWithText(around, `${ROOT}/client/a.xml`, text), 10);

const ANSWERS = [
  'vpn.contoso.com;vpn2.contoso.com',
  '10.0.0.0/8, 172.16.0.0/12 metric 2',
  '2001:db8::/32',
  '3f 8c 51 09 d7 2e a4 66 1b 90 c5 7d e8 04 b2 9f 6a 13 58 cc',
  '.corp.contoso.com',
];
fuzz('answers to a wizard', ANSWERS, (text) => {
  for (const read of [readHosts, readSuffixes, readZones, readName]) read(text, 'example');
  readNetworks(text, 'example', undefined);
  readRoutes(text, 'user', 'example');
  readRoutes(text, 'device', 'example');
  readThumbprint(text);
});

const PEM = readFileSync(new URL('../certificates/files/vpn.pem', import.meta.url), 'latin1');
fuzz('certificates as text', [PEM, PEM.replaceAll('CERTIFICATE', 'PRIVATE KEY'), PEM.repeat(2)], (text) => void readCertificates(Buffer.from(text, 'utf8')));

const DER = readFileSync(new URL('../certificates/files/vpn.der', import.meta.url));
test('certificates as bytes', () => {
  const change = fc.record({ at: fc.nat(DER.length - 1), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat(DER.length), (changes, length) => {
      const bytes = Uint8Array.from(DER);
      for (const { at, byte } of changes) bytes[at] = byte;
      readCertificates(bytes.subarray(0, length));
    }),
    parameters(),
  );
});

test('bytes of any encoding, which is kept or not written', () => {
  const start = fc.constantFrom(
    [],
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
    [0xff, 0xfe, 0, 0],
    [...Buffer.from('<?xml version="1.0" encoding="windows-1252"?>')],
    [0x41, 0, 0x42, 0],
  );
  const bytes = fc.array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) }, { weight: 1, arbitrary: fc.nat(255) }), { maxLength: 60 });
  fc.assert(
    fc.property(start, bytes, fc.constantFrom('a.xml', 'a.ps1', 'a.reg', 'a.json'), (before, after, name) => {
      const given = Uint8Array.from([...before, ...after]);
      const decoded = decode(given, name);
      if (!('text' in decoded)) return;
      const written = encode(decoded.text, decoded.encoding);
      if (written) expect(decode(written, name)).toEqual(decoded);
    }),
    parameters(),
  );
});
