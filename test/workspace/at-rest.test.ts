import { expect, test } from 'vitest';
import { KeptFile } from '../../server/src/core/kept-file.ts';
import { packText } from '../../server/src/host/pack.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { seen } from '../support/fresh-workspace.ts';
import { AT_REST, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { fc } from '../support/properties.ts';

test('any text comes back as it was packed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      ),
      (text) => {
        const file = new KeptFile({ uri: `${ROOT}/a.xml`, text });
        file.pack(packText);
        expect(file.text).toBe(text);
        file.unpack();
        file.pack(() => () => expect.fail('packed twice'));
        expect(file.text).toBe(text);
      },
    ),
  );
});

test.each(RULES.flatMap((rule) => [...rule.examples.bad, ...rule.examples.good].map((example, index) => [rule.id, index, example] as const)))(
  '%s %i: files that are put away say the same, their fixes too',
  (_id, _index, example) => {
    const { files } = parseFixture(example.replace(/\r\n/g, '\n'));
    // One file more, so that each of the others is put away.
    const more = [...files, { uri: `${ROOT}/zz/none.xml`, text: '<VPNProfile/>' }];
    expect(seen(workspaceOf({ files: more }, [ROOT], AT_REST))).toEqual(seen(workspaceOf({ files: more })));
  },
);

test('a device tunnel is compared with several user tunnels, each of which is read from its text again', () => {
  const user = (route: string): string => `<VPNProfile><Route><Address>${route}</Address><PrefixSize>8</PrefixSize></Route></VPNProfile>`;
  const files = [
    {
      uri: `${ROOT}/device.xml`,
      text: '<VPNProfile><DeviceTunnel>true</DeviceTunnel><Route><Address>10.1.2.3</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>',
    },
    { uri: `${ROOT}/a.xml`, text: user('10.0.0.0') },
    { uri: `${ROOT}/b.xml`, text: user('172.0.0.0') },
    { uri: `${ROOT}/aovpn.json`, text: '{ "deployments": [{ "name": "one", "clients": ["*.xml"], "servers": ["*.ps1"] }] }' },
  ];
  const found = workspaceOf({ files }, [ROOT], AT_REST).findings(`${ROOT}/device.xml`);
  expect(found.map(({ rule }) => rule.id)).toContain('device-route-specificity');
});
