import { expect, test } from 'vitest';
import { readFindingsBaseline } from '../../server/src/workspace/findings-baseline.ts';
import { readProject } from '../../server/src/workspace/project-file.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';

const DEPTH = 100_000;
const DEEP = ['[', '{"a":', '{"rules":', '{ "aovpnBaseline": 1, "findings": ['];

test.each(DEEP)('100 000 times %s is told of', (piece) => {
  const text = piece.repeat(DEPTH);
  const isDeep = expect.arrayContaining([expect.objectContaining({ message: 'This is nested more than 500 levels deep.' })]) as unknown;
  expect(readProject({ uri: `${ROOT}/aovpn.json`, text }).errors).toEqual(isDeep);
  expect(readFindingsBaseline({ uri: `${ROOT}/accepted.json`, text }).errors).toEqual(isDeep);
});

test('what is closed without having been opened makes nothing less deep', () => {
  const text = '}'.repeat(DEPTH) + '['.repeat(DEPTH);
  expect(readProject({ uri: `${ROOT}/aovpn.json`, text }).errors.length).toBeGreaterThan(0);
});

test('an export of Intune that is nested as deep, or as long, keeps the profiles of the others', () => {
  const profile = '<VPNProfile><NativeProfile><NativeProtocolType>Ikev2</NativeProtocolType></NativeProfile></VPNProfile>';
  const setting = `{ "omaUri": "./User/Vendor/MSFT/VPNv2/A/ProfileXML", "value": ${JSON.stringify(profile)} }`;
  const found = (text: string): number => workspaceOf({ files: [{ uri: `${ROOT}/a.json`, text }] }).partsOf(`${ROOT}/a.json`).length;
  expect(found(`{ "omaSettings": [${setting}] }`)).toBe(2);
  expect(found(`{ "omaSettings": [${setting}${', {}'.repeat(200_000)}] }`)).toBe(2);
  expect(found(`{ "omaSettings": [${setting}], "deep": ${'['.repeat(DEPTH)} }`)).toBe(1);
});

test('a profile with 200 000 comments and a script with as many arguments', () => {
  const profile = `<VPNProfile>${'<!-- #region -->\n'.repeat(200_000)}</VPNProfile>`;
  expect(workspaceOf({ files: [{ uri: `${ROOT}/a.xml`, text: profile }] }).findings(`${ROOT}/a.xml`)).toBeDefined();
  const rules = `create ltm virtual a { rules { x } }\nmodify ltm virtual a rules add { ${'a '.repeat(200_000)}}\n`;
  expect(workspaceOf({ files: [{ uri: `${ROOT}/a.tmsh`, text: rules }] }).findings(`${ROOT}/a.tmsh`)).toBeDefined();
});
