import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { EAP_ELEMENTS, eapElement, eapName, type EapElement } from '../../server/src/knowledge/profile-xml/eap.ts';
import { PROFILE_ELEMENTS, type ProfileElement } from '../../server/src/knowledge/profile-xml.ts';
import { workspaceOf } from '../support/fixture.ts';

const uri = 'file:///project/p.xml';

/** A document with an element at the end of these names, and what the hover says of its name and of its value. */
function hovered(
  tags: readonly string[],
  value: string,
): { readonly onName: string | undefined; readonly onEnd: string | undefined; readonly onValue: string | undefined } {
  const text = `${tags.map((tag) => `<${tag}>`).join('')}${value}${tags
    .toReversed()
    .map((tag) => `</${tag.replace(/ .*/, '')}>`)
    .join('')}\n`;
  const workspace = workspaceOf({ files: [{ uri, text }] });
  const at = tags.join('><').length + 2;
  const [last = ''] = tags.slice(-1);
  const said = (offset: number): string | undefined => hover(workspace, uri, offset)?.markdown;
  return { onName: said(at - last.length), onEnd: said(at + value.length + 3), onValue: value === '' ? undefined : said(at + 1) };
}

const CASES: readonly [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in lower case', (text) => text.toLowerCase()],
  ['in upper case', (text) => text.toUpperCase()],
];

function valuesOf({ type, values, range }: ProfileElement): readonly string[] {
  if (type === 'container' || type === 'foreign') return [];
  return values ?? (type === 'boolean' ? ['true', 'false', '1', '0'] : range ? [String(range[0]), String(range[1])] : ['some text']);
}

describe.each(PROFILE_ELEMENTS)('$path', (element) => {
  const names = element.path === '' ? [] : element.path.split('/');
  const name = names.at(-1) ?? 'VPNProfile';

  test.each(CASES)('has a hover on its name and on each of its values, %s', (_, written) => {
    for (const value of ['', ...valuesOf(element)]) {
      // The root makes the document a profile.
      const { onName, onEnd, onValue } = hovered(['VPNProfile', ...names.map(written)], written(value));
      expect(onName).toMatch(new RegExp(`^\\*\\*${name}\\*\\*`));
      expect(onEnd).toBe(onName);
      if (value === '') continue;
      expect(onValue).toMatch(new RegExp(`^\\*\\*${name}\\b`));
      if (element.type !== 'text') expect(onValue).toContain(element.type === 'boolean' ? (/^(true|1)$/.test(value) ? '`true`' : '`false`') : value);
    }
  });
});

const HOST = ['VPNProfile', 'NativeProfile', 'Authentication', 'Eap', 'Configuration', 'EapHostConfig'];

/** The tags from the root down to an element of EAP. */
function tagsTo({ scope, path, namespace }: EapElement): string[] {
  const own = path === '' ? [] : path.split('/');
  if (scope === 'host') return [...HOST, ...own];
  if (scope === 'choice') return [...HOST, 'Config', 'Eap', ...own];
  return [...HOST, 'Config', 'Eap', `EapType xmlns="${eapElement(scope, '')?.namespace ?? namespace}"`, ...own];
}

const SAMPLES: Readonly<Record<EapElement['type'], readonly string[]>> = {
  container: [],
  text: ['some text'],
  boolean: ['true', 'false'],
  number: ['0', '13'],
  thumbprint: ['3f 8c 51 09 d7 2e a4 66 1b 90 c5 7d e8 04 b2 9f 6a 13 58 cc', 'no thumbprint'],
  oid: ['1.3.6.1.5.5.7.3.2', '1.2.3'],
};

test.each(EAP_ELEMENTS.map((element) => [`${element.scope}:${element.path}`, element] as const))(
  '%s has a hover on its name and on its values',
  (_, element) => {
    for (const value of ['', ...SAMPLES[element.type]]) {
      const { onName, onValue } = hovered(tagsTo(element), value);
      expect(onName).toMatch(new RegExp(`^\\*\\*${eapName(element)}\\*\\*: `));
      expect(onName).toContain(element.namespace);
      if (value !== '') expect(onValue).toMatch(new RegExp(`^\\*\\*${eapName(element)}\\*\\*`));
      if (element.type === 'boolean' && value !== '') expect(onValue).toContain(`\`${value}\``);
    }
  },
);

describe('a value', () => {
  const onValue = (path: string, value: string): string | undefined => hovered(['VPNProfile', ...path.split('/')], value).onValue;
  test.each([
    ['AlwaysOn', '1', /^\*\*AlwaysOn\*\* `true`: /],
    ['AlwaysOnActive', '0', /\n0 means not ticked\.\n/],
    ['NetworkOutageTime', '300', /\n300 means 5 minutes\.\n/],
    ['TrafficFilter/Protocol', '17', /\n17 is UDP\.\n/],
    ['DeviceCompliance/Sso/Eku', '1.3.6.1.5.5.7.3.2', /\n1\\?\.3\\?\.6\S* is Client Authentication\.\n/],
    ['NativeProfile/NativeProtocolType', 'ikev2', /^\*\*NativeProtocolType\*\* `IKEv2`: /],
  ])('of %s, %s, is explained', (path, value, expected) => expect(onValue(path, value)).toMatch(expected));

  test('that its element cannot have is not repeated as if it were one', () => {
    expect(onValue('AlwaysOn', 'yes')).toMatch(/^\*\*AlwaysOn\*\*: /);
    expect(onValue('Route/PrefixSize', '200')).toMatch(/^\*\*PrefixSize\*\*: /);
    expect(onValue('NativeProfile/L2tpPsk', 'horse staple')).not.toContain('staple');
  });
});
