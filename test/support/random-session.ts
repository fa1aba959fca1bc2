import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture, ROOT } from './fixture.ts';
import type { ModelSettings } from './model-client.ts';
import { fc } from './properties.ts';
import { baseTexts, elements, outputTexts, pairedTexts, phonebookTexts, profileTexts, projectTexts, scriptTexts, serverTexts } from './random-texts.ts';

const OTHER_ROOT = 'file:///other';
const NESTED_ROOT = `${ROOT}/adatum`;

/** Something that somebody does to a folder or in an editor. Plain data: a step that cannot be taken is passed over, so that any part of a history is one. */
export type Step =
  | { readonly do: 'open'; readonly uri: string; readonly languageId?: string }
  /** Types until the document holds the text: in one change, in several of one message, letter by letter, or all at once. */
  | { readonly do: 'type'; readonly uri: string; readonly text: string; readonly how: 'one' | 'several' | 'letters' | 'whole' }
  /** One small change somewhere in the document. */
  | { readonly do: 'poke'; readonly uri: string; readonly at: number; readonly remove: number; readonly insert: string }
  /** Another value for one that stands there. */
  | { readonly do: 'swap'; readonly uri: string; readonly which: number; readonly value: string; readonly where: 'editor' | 'disk' }
  | { readonly do: 'save'; readonly uri: string }
  | { readonly do: 'close'; readonly uri: string }
  | { readonly do: 'write'; readonly uri: string; readonly text: string }
  | { readonly do: 'above'; readonly uri: string; readonly where: 'editor' | 'disk' }
  /** Adds an element to a profile, or takes it away. */
  | { readonly do: 'element'; readonly uri: string; readonly element: string; readonly where: 'editor' | 'disk' }
  /** Adds some kilobytes of nothing, or takes them away. */
  | { readonly do: 'pad'; readonly uri: string; readonly kilobytes: number; readonly where: 'editor' | 'disk' }
  | { readonly do: 'remove'; readonly uri: string }
  | { readonly do: 'move'; readonly uri: string; readonly to: string }
  | { readonly do: 'move-folder'; readonly uri: string; readonly to: string }
  | { readonly do: 'remove-folder'; readonly uri: string }
  /** Several files at once: what a rule shows itself by. */
  | { readonly do: 'example'; readonly name: string; readonly folder: string; readonly files: readonly { readonly path: string; readonly text: string }[] }
  /** Writes a baseline file of what is found now, or of some of it. */
  | { readonly do: 'accept'; readonly uri: string; readonly every: number }
  | { readonly do: 'folders'; readonly folders: readonly string[] }
  | { readonly do: 'settings'; readonly settings: ModelSettings }
  | { readonly do: 'pull-again' };

/** What happens before the next step: both sides come to rest and are compared, or nothing, or a little time passes. Events of files may come late. */
export interface Timed {
  readonly step: Step;
  readonly then: 'look' | 'go on' | 'wait';
  readonly late: boolean;
}

const inRoot = (path: string): string => `${ROOT}/${path}`;
const PROFILES = ['client/user.xml', 'client/device.xml', 'client/B%C3%BCro%201.xml', 'adatum/profile.xml', 'lab/profile.xml'].map(inRoot);
const SCRIPTS = ['client/vpn.ps1', 'server/rras.ps1', 'server/old.ps1', 'setup.ps1', 'adatum/rras.ps1', 'lab/rras.ps1'].map(inRoot);
const PRINTED = ['server/output.txt', 'client/output.log', 'adatum/output.txt'].map(inRoot);
const PROJECTS = ['aovpn.json', 'adatum/aovpn.json', 'lab/aovpn.json'].map(inRoot);
const BASES = ['base.json', 'other.json'].map(inRoot);
const BASELINES = ['accepted.json', 'adatum/accepted.json'].map(inRoot);
const IGNORES = ['.gitignore', 'lab/.gitignore'].map(inRoot);
const PHONEBOOK = inRoot('client/rasphone.pbk');
const UNTITLED = 'untitled:Untitled-1';
const FOLDERS = ['client', 'server', 'adatum', 'lab', 'deep/lab'].map(inRoot);
const SHARED = ['base.json', 'team.json', 'accepted.json'].map((path) => `file:///shared/${path}`);
const OTHER = ['user.xml', 'rras.ps1', 'aovpn.json'].map((path) => `${OTHER_ROOT}/${path}`);

/** All examples of all rules, as files of a folder. */
const EXAMPLES = RULES.flatMap(({ id, examples: { bad, good } }) =>
  [...bad, ...good].map((text, index) => ({
    name: `${id} ${index}`,
    files: parseFixture(text).files.map(({ uri, text: content }) => ({ path: uri.slice(ROOT.length + 1), text: content })),
  })),
);
/** By the end of their names: what stands in the files of examples. */
const SHOWN = new Map<string, string[]>();
for (const { path, text } of EXAMPLES.flatMap(({ files }) => files)) {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const kind = name === 'aovpn.json' ? name : name.slice(name.lastIndexOf('.'));
  SHOWN.set(kind, [...(SHOWN.get(kind) ?? []), text]);
}
const shown = (kind: string): fc.Arbitrary<string> => fc.constantFrom(...(SHOWN.get(kind) ?? ['']));

/** A file of its own for each kind that examples are made of, where those of the server and of its clients find them. */
const SHOWN_AT = [...SHOWN.keys()]
  .filter((kind) => !['.xml', '.ps1', 'aovpn.json'].includes(kind))
  .map((kind) => ({ kind, uri: inRoot(`server/shown${kind}`) }));

const moreProjects = fc.constantFrom(
  '{ "baselineFile": "accepted.json" }\n',
  '{ "extends": "../aovpn.json", "baselineFile": "accepted.json" }\n',
  '{ "exclude": ["client/*.xml", "server/*.ps1"] }\n',
  '{ "exclude": ["accepted.json"], "baselineFile": "accepted.json" }\n',
  '{ "minimumWindows": "Windows 11 22H2", "rules": { "crypto-weak": "warning" } }\n',
  '{ "baseline": "ours", "baselines": { "ours": { "AuthenticationTransformConstants": "GCMAES256", "CipherTransformConstants": "GCMAES256", "DHGroup": "ECP384", "EncryptionMethod": "AES256", "IntegrityCheckMethod": "SHA384", "PfsGroup": "ECP384" } } }\n',
  '{ "extends": "base.json", "deployments": [{ "name": "one", "clients": ["client/**"], "servers": ["server/**"] }, { "name": "two", "clients": ["client/device.xml"], "servers": ["setup.ps1"], "loadBalancers": ["server/*.conf"] }] }\n',
  '{ "extends": "server/shown.json" }\n',
  '{ "extends": "../shared/base.json" }\n',
  '{ "extends": ["base.json", "../shared/team.json"], "baselineFile": "../shared/accepted.json" }\n',
  '{ "baselineFile": "../shared/accepted.json", "rules": { "crypto-weak": "hint" } }\n',
  '{ "baselineFile": "base.json" }\n',
);
const projects = fc.oneof({ weight: 3, arbitrary: projectTexts }, { weight: 2, arbitrary: moreProjects }, { weight: 1, arbitrary: shown('aovpn.json') });
const ignores = fc.constantFrom('lab/\n', '*.log\n', 'client/device.xml\n!client/user.xml\n', '\n', 'aovpn.json\n', '*\n!.gitignore\n', 'accepted.json\n');
const profiles = fc.oneof({ weight: 4, arbitrary: profileTexts }, { weight: 1, arbitrary: shown('.xml') });
const scripts = fc.oneof({ weight: 4, arbitrary: scriptTexts }, { weight: 1, arbitrary: shown('.ps1') });

const accepted = fc.oneof(shown('.json'), fc.constantFrom('{ "aovpnBaseline": 1, "findings": [] }\n', '{ "aovpnBaseline": 1, "findings": [{', '{}\n'));

/** A file and what it may hold. */
const contents: fc.Arbitrary<{ uri: string; text: string }> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ uri: fc.constantFrom(...PROFILES), text: profiles }) },
  { weight: 8, arbitrary: fc.record({ uri: fc.constantFrom(...SCRIPTS), text: scripts }) },
  { weight: 4, arbitrary: fc.record({ uri: fc.constantFrom(...PROJECTS), text: projects }) },
  { weight: 2, arbitrary: fc.record({ uri: fc.constantFrom(...BASES), text: fc.oneof({ weight: 3, arbitrary: baseTexts }, shown('.json')) }) },
  {
    weight: 1,
    arbitrary: fc.record({ uri: fc.constantFrom(...BASELINES), text: accepted }),
  },
  { weight: 2, arbitrary: fc.record({ uri: fc.constantFrom(...SHARED), text: fc.oneof({ weight: 2, arbitrary: projects }, baseTexts, accepted) }) },
  { weight: 3, arbitrary: fc.record({ uri: fc.constantFrom(...PRINTED), text: outputTexts }) },
  { weight: 1, arbitrary: fc.record({ uri: fc.constant(PHONEBOOK), text: phonebookTexts }) },
  { weight: 1, arbitrary: fc.record({ uri: fc.constant(UNTITLED), text: fc.oneof(outputTexts, profileTexts) }) },
  { weight: 2, arbitrary: fc.record({ uri: fc.constantFrom(...OTHER), text: fc.oneof(profiles, scripts, projects) }) },
  ...SHOWN_AT.map(({ kind, uri }) => ({ weight: 1, arbitrary: fc.record({ uri: fc.constant(uri), text: shown(kind) }) })),
);

const URIS = [
  ...PROFILES,
  ...SCRIPTS,
  ...PRINTED,
  ...PROJECTS,
  ...BASES,
  ...BASELINES,
  ...SHARED,
  ...OTHER,
  PHONEBOOK,
  UNTITLED,
  ...SHOWN_AT.map(({ uri }) => uri),
];
const uris = fc.oneof(
  // What most others rest on.
  { weight: 2, arbitrary: fc.constantFrom(...PROFILES.slice(0, 2), ...SCRIPTS.slice(0, 2)) },
  { weight: 3, arbitrary: fc.constantFrom(...PROFILES, ...SCRIPTS) },
  { weight: 1, arbitrary: fc.constantFrom(...PROJECTS, ...BASES, ...BASELINES, ...SHARED) },
  { weight: 2, arbitrary: fc.constantFrom(...URIS) },
);
const onDisk = uris.filter((uri) => uri !== UNTITLED);

export const START_SETTINGS: ModelSettings = { aovpn: {}, exclude: { '**/.git': true } };
const chosen = fc.constantFrom(
  'team.json',
  '../shared/team.json',
  '../shared/base.json',
  '/shared/team.json',
  'base.json',
  'aovpn.json',
  '../adatum/aovpn.json',
  'lab/aovpn.json',
  'gone.json',
);
const settings: fc.Arbitrary<ModelSettings> = fc.record({
  // A few kilobytes: what is small is checked under each, what has grown (`pad`) under the larger ones.
  aovpn: fc.constantFrom({}, {}, { maximumFileSize: 0.005 }, { maximumFileSize: 0.002 }, { maximumFileSize: 0.001 }, { maximumFileSize: 0.0004 }, null),
  projectFiles: fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 3, arbitrary: chosen.map((path) => ({ [ROOT]: path })) },
    { weight: 1, arbitrary: fc.record({ [ROOT]: chosen, [NESTED_ROOT]: chosen, [OTHER_ROOT]: chosen }, { requiredKeys: [] }) },
  ),
  exclude: fc.constantFrom<Record<string, boolean>>(
    {},
    { '**/.git': true },
    { '**/lab': true },
    { '**/*.ps1': true },
    { 'client/**': true, '**/*.txt': false },
  ),
});
const folders = fc.constantFrom([ROOT], [ROOT, OTHER_ROOT], [ROOT, NESTED_ROOT], [OTHER_ROOT], [OTHER_ROOT, ROOT], []);

const values = fc.constantFrom(
  'Group14',
  'Group2',
  'ECP384',
  'AES128',
  'GCMAES256',
  'PFS2048',
  'DES',
  'IKEv2',
  'Automatic',
  'true',
  'false',
  'vpn.contoso.com',
  'crypto-weak',
);
const snippets = fc.constantFrom(
  '\n',
  ' ',
  '<',
  '>',
  '-',
  "'",
  '"',
  '}',
  '@',
  '# aovpn-disable crypto-weak\n',
  '<!-- aovpn-disable policy-mismatch: known -->\n',
  'x',
  '=== ',
);
const how = fc.constantFrom('one' as const, 'several' as const, 'letters' as const, 'whole' as const);
const where = fc.constantFrom('editor' as const, 'disk' as const);

const isWritable = ({ uri }: { uri: string }): boolean => uri !== UNTITLED;
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: contents.filter(isWritable).map((each): Step => ({ do: 'write', ...each })) },
  { weight: 6, arbitrary: fc.tuple(contents, how).map(([each, manner]): Step => ({ do: 'type', ...each, how: manner })) },
  {
    weight: 4,
    arbitrary: fc
      .record({ uri: uris, at: fc.nat(2000), remove: fc.nat(40), insert: fc.oneof(fc.constant(''), snippets) })
      .map((each): Step => ({ do: 'poke', ...each })),
  },
  { weight: 14, arbitrary: fc.record({ uri: uris, which: fc.nat(20), value: values, where }).map((each): Step => ({ do: 'swap', ...each })) },
  { weight: 8, arbitrary: fc.record({ uri: uris, where }).map((each): Step => ({ do: 'above', ...each })) },
  {
    weight: 6,
    arbitrary: fc
      .record({ uri: fc.constantFrom(...PROFILES.slice(0, 2), ...PROFILES.slice(3)), element: elements, where })
      .map((each): Step => ({ do: 'element', ...each })),
  },
  { weight: 3, arbitrary: fc.record({ uri: uris, kilobytes: fc.integer({ min: 1, max: 4 }), where }).map((each): Step => ({ do: 'pad', ...each })) },
  {
    weight: 4,
    arbitrary: fc
      .record({ uri: uris, languageId: fc.option(fc.constantFrom('plaintext', 'xml', 'powershell', 'json'), { nil: undefined, freq: 6 }) })
      .map(({ uri, languageId }): Step => ({ do: 'open', uri, ...(languageId !== undefined && { languageId }) })),
  },
  { weight: 3, arbitrary: uris.map((uri): Step => ({ do: 'save', uri })) },
  { weight: 4, arbitrary: uris.map((uri): Step => ({ do: 'close', uri })) },
  { weight: 3, arbitrary: onDisk.map((uri): Step => ({ do: 'remove', uri })) },
  { weight: 2, arbitrary: fc.record({ uri: onDisk, to: onDisk }).map((each): Step => ({ do: 'move', ...each })) },
  {
    weight: 1,
    arbitrary: fc.record({ uri: fc.constantFrom(...FOLDERS), to: fc.constantFrom(...FOLDERS) }).map((each): Step => ({ do: 'move-folder', ...each })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...FOLDERS).map((uri): Step => ({ do: 'remove-folder', uri })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ example: fc.constantFrom(...EXAMPLES), folder: fc.constantFrom(ROOT, ...FOLDERS) })
      .map(({ example, folder }): Step => ({ do: 'example', folder, ...example })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ uri: fc.constantFrom(...BASELINES, ...SHARED.slice(2)), every: fc.integer({ min: 1, max: 3 }) })
      .map((each): Step => ({ do: 'accept', ...each })),
  },
  { weight: 2, arbitrary: fc.record({ uri: fc.constantFrom(...IGNORES), text: ignores }).map((each): Step => ({ do: 'write', ...each })) },
  { weight: 1, arbitrary: fc.constantFrom(...IGNORES).map((uri): Step => ({ do: 'remove', uri })) },
  { weight: 1, arbitrary: folders.map((each): Step => ({ do: 'folders', folders: each })) },
  { weight: 3, arbitrary: settings.map((each): Step => ({ do: 'settings', settings: each })) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'pull-again' }) },
);

export const timed: fc.Arbitrary<Timed> = fc.record({
  step: steps,
  then: fc.oneof(
    { weight: 4, arbitrary: fc.constant('look' as const) },
    { weight: 1, arbitrary: fc.constant('go on' as const) },
    { weight: 1, arbitrary: fc.constant('wait' as const) },
  ),
  late: fc.nat(7).map((each) => each === 7),
});

/** What there is at the beginning: deployments whose parts differ now and then, so that most steps are about something that others rest on. */
export const starts: fc.Arbitrary<readonly { uri: string; text: string }[]> = fc
  .tuple(
    fc.record(
      {
        [inRoot('client/user.xml')]: pairedTexts,
        [inRoot('server/rras.ps1')]: serverTexts,
        [inRoot('client/device.xml')]: pairedTexts.map((text) => text.replace('<VPNProfile>', '<VPNProfile><DeviceTunnel>true</DeviceTunnel>')),
        [inRoot('server/output.txt')]: outputTexts,
        [inRoot('client/vpn.ps1')]: scripts,
        [inRoot('lab/profile.xml')]: pairedTexts,
        [inRoot('lab/rras.ps1')]: serverTexts,
        [inRoot('adatum/rras.ps1')]: serverTexts,
        [inRoot('adatum/profile.xml')]: pairedTexts,
        [PROJECTS[0] ?? '']: projects,
        [SHARED[0] ?? '']: baseTexts,
        [SHARED[1] ?? '']: projects,
        [inRoot('server/shown.conf')]: shown('.conf'),
        [inRoot('server/shown.reg')]: shown('.reg'),
      },
      { requiredKeys: [inRoot('client/user.xml'), inRoot('server/rras.ps1')] },
    ),
    fc.array(contents.filter(isWritable), { maxLength: 3 }),
  )
  .map(([files, more]) => [...Object.entries(files).map(([uri, text]) => ({ uri, text })), ...more]);

/** The settings at the beginning. */
export const startSettings: fc.Arbitrary<ModelSettings> = fc.oneof({ weight: 3, arbitrary: fc.constant(START_SETTINGS) }, { weight: 1, arbitrary: settings });

/** A history for a person to read, each step in a line, its text below it. */
export function printedHistory(start: readonly { uri: string; text: string }[], first: ModelSettings, history: readonly Timed[]): string {
  const block = (text: string): string => text.replace(/^/gm, '      | ');
  const lines = [...start.map(({ uri, text }) => `   on disk ${uri}\n${block(text)}`), `   settings ${JSON.stringify(first)}`];
  for (const [index, { step, then, late }] of history.entries()) {
    const entries = Object.entries(step).filter(([name]) => name !== 'do' && name !== 'text' && name !== 'files');
    const said = entries.map(([name, value]) => `${name}=${typeof value === 'string' && name !== 'insert' ? value : JSON.stringify(value)}`).join(' ');
    lines.push(`${String(index + 1).padStart(3)} ${step.do} ${said}${late ? ' (its events come late)' : ''}, then ${then}`);
    if ('text' in step) lines.push(block(step.text));
    if ('files' in step) lines.push(...step.files.map(({ path, text }) => `      === ${path}\n${block(text)}`));
  }
  return lines.join('\n');
}
