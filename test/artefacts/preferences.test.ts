import { describe, expect, test } from 'vitest';
import preferences from '../../server/src/artefacts/preferences/artefact.ts';
import { decode, encode } from '../../server/src/core/encoding.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import type { Change } from '../../server/src/model/change.ts';
import { contentText, type RegistryContent, type RegistryEntry } from '../../server/src/model/registry/content.ts';
import type { RegistryWrite } from '../../server/src/model/registry/write.ts';
import { spellPreferences } from '../../server/src/syntax/preferences/spell.ts';
import { analyse } from '../../server/src/workspace/analysis.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { fc } from '../support/properties.ts';

const IKEV2 = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const RASMAN = 'SYSTEM\\CurrentControlSet\\Services\\RasMan\\Config';
const CLASS = 'clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}"';

const file = (...items: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\r\n<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}">\r\n${items.map((each) => `\t${each}\r\n`).join('')}</RegistrySettings>\r\n`;
const item = (name: string, attributes: string, { key = IKEV2, more = '', inner = '', behind = '' } = {}): string =>
  `<Registry ${CLASS} name="${name}" status="${name}" image="12" changed="2024-01-10 10:00:00" uid="{0143BD62-6AC8-46B9-9F1B-0BBA37353998}"${more}><Properties ${attributes.replace('hive=""', '')} hive="HKEY_LOCAL_MACHINE" key="${key}" name="${name}"${inner === '' ? '/>' : `>${inner}</Properties>`}${behind}</Registry>`;

const reading = (text: string): ReturnType<typeof preferences.read> => preferences.read({ uri: 'file:///project/Registry.xml', text });
const writesOf = (...items: readonly string[]): readonly RegistryWrite[] => reading(file(...items)).facts.registryWrites;
const shown = ({ action, forced, name, type, content, dataText, conditional }: RegistryWrite): unknown[] => [
  action,
  forced,
  name.value,
  type.state === 'known' ? type.type : type.state,
  content && contentText(content),
  dataText,
  conditional,
];
const of = (text: string): unknown => writesOf(text).map(shown)[0];

describe('values', () => {
  test.each([
    ['action="U" type="REG_DWORD" value="00000010"', ['set', true, 'CertAuthFlags', 'DWord', 'DWord 16', '16', undefined]],
    ['action="C" type="REG_DWORD" value="00000004"', ['create', false, 'CertAuthFlags', 'DWord', 'DWord 4', '4', undefined]],
    ['action="R" type="REG_QWORD" value="0000000100000000"', ['set', true, 'CertAuthFlags', 'QWord', 'QWord 4294967296', '4294967296', undefined]],
    ['type="REG_SZ" value="a &amp; b"', ['set', true, 'CertAuthFlags', 'String', 'String a & b', 'a & b', undefined]],
    ['action="u" type="REG_BINARY" value="CAFE0001"', ['set', true, 'CertAuthFlags', 'Binary', 'Binary ca fe 00 01', undefined, undefined]],
    ['type="REG_BINARY" value="00 0f ff"', ['set', true, 'CertAuthFlags', 'Binary', 'Binary 00 0f ff', undefined, undefined]],
    ['action="D" type="REG_DWORD" value="00000004"', ['delete', undefined, 'CertAuthFlags', 'absent', undefined, undefined, undefined]],
    // What cannot be known: digits that are too few, a variable, a type by another name, and none.
    ['type="REG_DWORD" value="10"', ['set', true, 'CertAuthFlags', 'DWord', undefined, undefined, undefined]],
    ['type="REG_SZ" value="%ComputerName%"', ['set', true, 'CertAuthFlags', 'String', undefined, undefined, undefined]],
    ['type="DWORD" value="00000004"', ['set', true, 'CertAuthFlags', 'invalid', undefined, undefined, undefined]],
    ['type="REG_NONE" value="00"', ['set', true, 'CertAuthFlags', 'unread', undefined, undefined, undefined]],
    ['type="reg_dword" value="00000004"', ['set', true, 'CertAuthFlags', 'unread', undefined, undefined, undefined]],
    ['value="00000004"', ['set', true, 'CertAuthFlags', 'absent', undefined, undefined, undefined]],
  ])('%s', (attributes, expected) => expect(of(item('CertAuthFlags', attributes))).toEqual(expected));

  test('of several texts are in a list', () => {
    const texts = (value: string, inner: string): unknown =>
      contentOf(writesOf(item('AutoTriggerDisabledProfilesList', `type="REG_MULTI_SZ" value="${value}"`, { key: RASMAN, inner })));
    const list = '<Values><Value>Fabrikam VPN</Value><Value>Contoso</Value></Values>';
    expect(texts('Fabrikam VPN Contoso', list)).toBe('MultiString ["Fabrikam VPN","Contoso"]');
    expect(texts('Fabrikam VPN', list)).toBeUndefined();
    expect(texts('Fabrikam VPN Contoso', '')).toBeUndefined();
    expect(texts('', '')).toBe('MultiString []');
  });

  test('are conditional where the item or a collection around it has targeting', () => {
    const value = 'type="REG_DWORD" value="00000004"';
    const filters = '<Filters><FilterOs bool="AND" not="0" class="NT" version="2K8"/></Filters>';
    expect(writesOf(item('CertAuthFlags', value, { behind: filters }))[0]?.conditional).toBe(true);
    expect(writesOf(item('CertAuthFlags', value, { behind: '<Filters/>' }))[0]?.conditional).toBeUndefined();
    expect(writesOf(`<Collection name="VPN"><Collection name="a">${item('CertAuthFlags', value)}</Collection>${filters}</Collection>`)[0]?.conditional).toBe(
      true,
    );
  });

  test('that are switched off are not there, by themselves or with their collection', () => {
    const value = 'type="REG_DWORD" value="00000004"';
    expect(writesOf(item('CertAuthFlags', value, { more: ' disabled="1"' }))).toEqual([]);
    expect(writesOf(`<Collection name="VPN" disabled="1">${item('CertAuthFlags', value)}</Collection>`)).toEqual([]);
    expect(writesOf(item('CertAuthFlags', value, { more: ' disabled="0"' }))).toHaveLength(1);
  });

  test('that concern no VPN are left out, and keys that do are facts', () => {
    const { facts } = reading(
      file(
        item('Start', 'type="REG_DWORD" value="00000004"', { key: 'SYSTEM\\CurrentControlSet\\Services\\Spooler' }),
        item('', 'action="D"', { key: 'SYSTEM\\CurrentControlSet\\Services\\RasMan' }),
        item('', 'action="R" type="REG_SZ" value=""', { key: IKEV2 }),
        item('', 'action="U"', { key: IKEV2 }),
      ),
    );
    expect(facts.registryWrites).toEqual([]);
    expect(facts.registryKeys?.map(({ action, path }) => [action, path.value.key])).toEqual([
      ['delete', 'SYSTEM\\CurrentControlSet\\Services\\RasMan'],
      ['recreate', IKEV2],
    ]);
  });

  test('know where they stand', () => {
    const { facts } = reading(file(item('CertAuthFlags', 'type="REG_DWORD" value="00000004"')));
    const [write] = facts.registryWrites;
    const at = (span: { start: number; end: number } | undefined): string => facts.file.text.slice(span?.start, span?.end);
    expect([write?.at, write?.path.at, write?.dataAt, write?.type.state === 'known' ? write.type.written.at : undefined].map((each) => at(each?.span))).toEqual(
      ['CertAuthFlags', IKEV2, '00000004', 'REG_DWORD'],
    );
    expect(at(facts.placeOf(write?.key ?? ''))).toBe('CertAuthFlags');
  });
});

function contentOf([write]: readonly RegistryWrite[]): string | undefined {
  return write?.content && contentText(write.content);
}

describe('a file', () => {
  const text = file(item('CertAuthFlags', 'type="REG_DWORD" value="00000004"'));
  test.each([
    ['file:///a/Registry.xml', undefined, text, true],
    ['file:///a/Registry.xml', undefined, `<Collection name="VPN">${item('CertAuthFlags', '')}</Collection>`, true],
    ['file:///a/any.txt', 'xml', '<RegistrySettings/>', true],
    ['file:///a/Registry.xml', undefined, '<RegistrySettings/>', false],
    ['file:///a/Registry.xml', undefined, `<VPNProfile><!-- <RegistrySettings> ${IKEV2} --></VPNProfile>`, false],
    ['file:///a/a.ps1', undefined, text, false],
  ])('%s in language %s', (uri, languageId, content, expected) =>
    expect(preferences.recognises({ uri, text: content, ...(languageId !== undefined && { languageId }) })).toBe(expected),
  );

  test('of any beginning, and with anything in it, is read', () => {
    for (let end = 0; end <= text.length; end++)
      expect(() => analyse({ uri: 'file:///Registry.xml', languageId: 'xml', text: text.slice(0, end) })?.summary).not.toThrow();
    fc.assert(
      fc.property(fc.string(), fc.nat(text.length), (noise, at) => {
        expect(() => analyse({ uri: 'file:///Registry.xml', languageId: 'xml', text: text.slice(0, at) + noise + text.slice(at) })?.summary).not.toThrow();
      }),
    );
  });
});

/** A file after changes; `undefined` where they cannot be made. */
function changed(text: string, make: (writes: readonly RegistryWrite[]) => readonly Change[]): string | undefined {
  const read = reading(text);
  const edits = preferences.write(read, make(read.facts.registryWrites));
  return edits && applyEdits(text, edits);
}

const first = (writes: readonly RegistryWrite[]): RegistryWrite => writes[0] ?? expect.fail('no writes');
const entry = (name: string, content: RegistryEntry['content']): RegistryEntry => ({ hive: 'HKEY_LOCAL_MACHINE', key: IKEV2, name, content });
const one: RegistryContent = { type: 'DWord', number: 1n };

describe('changes', () => {
  const text = file(item('CertAuthFlags', 'action="C" type="REG_SZ" value="4"'));

  test('of type and content', () => {
    expect(changed(text, (writes) => [{ kind: 'set-registry-type', write: first(writes), type: 'DWord' }])).toBe(
      text.replace('REG_SZ', 'REG_DWORD').replace('value="4"', 'value="00000004"'),
    );
    expect(changed(text, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: { type: 'String', text: 'a "b" <c>' } }])).toBe(
      text.replace('value="4"', 'value="a &quot;b&quot; &lt;c>"'),
    );
    expect(changed(text, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: { type: 'MultiString', texts: ['a', 'b'] } }])).toBe(
      text
        .replace('REG_SZ', 'REG_MULTI_SZ')
        .replace('value="4"', 'value="a b"')
        .replace(`name="CertAuthFlags"/>`, `name="CertAuthFlags"><Values><Value>a</Value><Value>b</Value></Values></Properties>`),
    );
  });

  test('to several texts write them where the list is, or where it belongs', () => {
    const to = (before: string): string | undefined =>
      changed(before, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: { type: 'MultiString', texts: ['c', 'd'] } }]);
    const several = (inner: string, value = 'a b'): string => file(item('CertAuthFlags', `type="REG_MULTI_SZ" value="${value}"`, { inner }));
    const list = (...texts: readonly string[]): string => `<Values>${texts.map((each) => `<Value>${each}</Value>`).join('')}</Values>`;
    expect(to(several(`\r\n<!-- old -->${list('a', 'b')}\r\n`))).toBe(several(`\r\n<!-- old -->${list('c', 'd')}\r\n`, 'c d'));
    expect(to(several('<!-- none yet -->'))).toBe(several(`${list('c', 'd')}<!-- none yet -->`, 'c d'));
    expect(to(several(`<Other/>${list('a')}`))).toBe(several(`<Other/>${list('c', 'd')}`, 'c d'));
  });

  test('are not made to an item that is cut off, or without type and value', () => {
    const write = { kind: 'set-registry-content', content: one } as const;
    const whole = file(item('CertAuthFlags', 'type="REG_DWORD" value="00000004"', { inner: ' ' }));
    const cut = whole.slice(0, whole.indexOf('</Properties>'));
    const bare = file(item('CertAuthFlags', 'action="U"'));
    for (const before of [cut, bare]) expect(changed(before, (writes) => writes.map((each) => ({ ...write, write: each })))).toBeUndefined();
    const unknown = file(item('CertAuthFlags', 'type="REG_FLAGS"'));
    expect(changed(unknown, (writes) => [{ kind: 'set-registry-type', write: first(writes), type: 'DWord' }])).toBeUndefined();
    const valueless = file(item('CertAuthFlags', 'type="REG_DWORD"'));
    expect(changed(valueless, (writes) => [{ ...write, write: first(writes) }])).toBe(
      valueless.replace('"CertAuthFlags"/>', '"CertAuthFlags" value="00000001"/>'),
    );
  });

  test('from several texts to another type take the list away', () => {
    const many = file(item('CertAuthFlags', 'type="REG_MULTI_SZ" value="a b"', { inner: '<Values><Value>a</Value><Value>b</Value></Values>' }));
    expect(changed(many, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: one }])).toBe(
      file(item('CertAuthFlags', 'type="REG_DWORD" value="00000001"', { inner: ' ' }).replace('> <', '><')),
    );
  });

  test('of a deletion make it an update', () => {
    const gone = file(item('CertAuthFlags', 'action="D" type="REG_DWORD" value="00000000"'));
    expect(changed(gone, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: one }])).toBe(
      gone.replace('action="D"', 'action="U"').replace('00000000', '00000001'),
    );
  });

  test('of one of several items for the same value, such as for several releases of Windows', () => {
    const release = (name: string, value: string, version: string): string =>
      item(name, `type="REG_DWORD" value="${value}"`, { behind: `<Filters><FilterOs bool="AND" not="0" class="NT" version="${version}"/></Filters>` });
    const items = [release('CertAuthFlags', '00000004', '2K16'), release('certauthflags', '00000005', '2K19'), release('CertAuthFlags', '00000006', '2K22')];
    const whole = file(...items);
    expect(new Set(writesOf(...items).map(({ key }) => key)).size).toBe(3);
    for (const [index, value] of ['00000004', '00000005', '00000006'].entries())
      expect(changed(whole, (writes) => [{ kind: 'set-registry-content', write: writes[index] ?? expect.fail(), content: one }])).toBe(
        whole.replace(value, '00000001'),
      );
  });

  test('of key, and of what happens to a value that exists', () => {
    expect(
      changed(text, (writes) => [
        { kind: 'set-registry-key', write: first(writes), registryKey: 'SOFTWARE\\A&B' },
        { kind: 'force-registry-write', write: first(writes) },
      ]),
    ).toBe(text.replace(IKEV2, 'SOFTWARE\\A&amp;B').replace('action="C"', 'action="U"'));
  });

  test('add items behind one, with its lines and what it does on errors', () => {
    const lenient = file(item('CertAuthFlags', 'type="REG_DWORD" value="00000004"', { more: ' bypassErrors="1"' }));
    const properties = (name: string, rest: string): string => `displayDecimal="0" default="0" hive="HKEY_LOCAL_MACHINE" key="${IKEV2}" name="${name}" ${rest}`;
    expect(
      changed(lenient, (writes) => [
        {
          kind: 'add-registry-values',
          at: first(writes).at,
          entries: [entry('EnableServerFragmentation', one), entry('A', 'deleted')],
          restart: 'RemoteAccess',
        },
      ]),
    ).toBe(
      lenient.replace(
        '\r\n</RegistrySettings>',
        `\r\n\t<Registry ${CLASS} name="EnableServerFragmentation" status="EnableServerFragmentation" image="2" bypassErrors="1">\r\n\t\t<Properties action="U" ${properties('EnableServerFragmentation', 'type="REG_DWORD" value="00000001"')}/>\r\n\t</Registry>` +
          `\r\n\t<Registry ${CLASS} name="A" status="A" image="3" bypassErrors="1">\r\n\t\t<Properties action="D" ${properties('A', 'type="REG_SZ" value=""')}/>\r\n\t</Registry>\r\n</RegistrySettings>`,
      ),
    );
  });

  test('are not made where targeting leaves computers out, and where the notation has no way', () => {
    const targeted = file(item('CertAuthFlags', 'type="REG_DWORD" value="00000004"', { behind: '<Filters><FilterOs/></Filters>' }));
    expect(changed(targeted, (writes) => [{ kind: 'add-registry-values', at: first(writes).at, entries: [entry('A', one)] }])).toBeUndefined();
    expect(changed(text, (writes) => [{ kind: 'restart-service', at: first(writes).at, service: 'RemoteAccess' }])).toBeUndefined();
    const entries = [entry('A', one), entry('B', { type: 'String', text: '%b%' })];
    expect(changed(text, (writes) => [{ kind: 'add-registry-values', at: first(writes).at, entries }])).toBeUndefined();
    expect(changed(text, (writes) => [{ kind: 'set-registry-content', write: first(writes), content: { type: 'String', text: '%a%' } }])).toBeUndefined();
  });

  test.each([
    ['utf-16le', true],
    ['utf-8', false],
  ])('keep the encoding %s', (name, bom) => {
    const declared = text.replace('utf-8', name === 'utf-8' ? 'utf-8' : 'utf-16');
    const decoded = decode(encode(declared, { name, bom }) ?? new Uint8Array(), 'Registry.xml');
    if ('reason' in decoded) expect.fail(decoded.reason);
    const fixed = changed(decoded.text, (writes) => [{ kind: 'set-registry-type', write: first(writes), type: 'DWord' }]) ?? '';
    expect(decode(encode(fixed, decoded.encoding) ?? new Uint8Array(), 'Registry.xml')).toEqual({ text: fixed, encoding: { name, bom } });
  });
});

const SAMPLES: Readonly<Record<string, RegistryContent>> = {
  String: { type: 'String', text: 'Fabrikam "VPN" <a>' },
  MultiString: { type: 'MultiString', texts: ['Fabrikam VPN', 'Contoso & Co'] },
  Binary: { type: 'Binary', bytes: Array.from({ length: 32 }, (_, index) => index * 8) },
};

test.each(REGISTRY.map((row) => [row.key, row.name, row] as const))('%s %s is read back as it was written', (key, name, row) => {
  const content = SAMPLES[row.type] ?? { type: 'DWord', number: BigInt(row.data ?? 1) };
  const text = spellPreferences([{ hive: 'HKEY_LOCAL_MACHINE', key, name, content }]) ?? '';
  const { facts } = reading(text);
  expect(facts.problems).toEqual([]);
  expect(facts.registryWrites.map((write) => [write.action, write.path.value.key, write.name.value, contentOf([write])])).toEqual([
    ['set', key, name, contentText(content)],
  ]);
});

test('rules of the registry apply, and their fixes are written', () => {
  const workspace = workspaceOf(
    parseFixture(`=== Registry.xml\n${file(item('CertAuthFlags', 'action="U" type="REG_SZ" value="4"')).replaceAll('\r\n', '\n')}`),
  );
  const [finding] = findingsOf(workspace, 'reg-type');
  expect(finding?.message).toContain('as REG_SZ it is read as absent');
  expect(finding && printed(applied(workspace, finding, 'Set the type to DWord'))).toContain('type="REG_DWORD" value="00000004"');
});

test.each([
  ['4', ['REG_DWORD', '00000004']],
  ['0000c350', ['REG_DWORD', '0000C350']],
  // Decimal or hexadecimal.
  ['50', undefined],
])('a type that there is none of, with the value %s', (value, expected) => {
  const workspace = workspaceOf(
    parseFixture(`=== Registry.xml\n${file(item('CertAuthFlags', `action="U" type="REG_DWRD" value="${value}"`)).replaceAll('\r\n', '\n')}`),
  );
  const [finding] = findingsOf(workspace, 'reg-type');
  const [fix] = finding?.fixes() ?? [];
  expect(fix && workspace.edits(fix)?.map(({ newText }) => newText)).toEqual(expected);
});

test('an editor is told what a name stands for, and has an outline', () => {
  const text = file(`<Collection name="VPN">${item('CertAuthFlags', 'action="U" type="REG_DWORD" value="00000004"')}</Collection>`);
  const read = reading(text);
  const offset = text.lastIndexOf('CertAuthFlags') + 3;
  expect(preferences.subjectAt(read, offset)).toEqual({
    kind: 'registry-value',
    registryKey: IKEV2,
    name: 'CertAuthFlags',
    span: { start: offset - 3, end: offset + 10 },
  });
  expect(preferences.subjectAt(read, text.indexOf('REG_DWORD'))).toMatchObject({ kind: 'registry-value', name: 'CertAuthFlags' });
  expect(preferences.subjectAt(read, text.indexOf('displayDecimal'))).toBeUndefined();
  expect(preferences.outline?.(read).map(({ name, children }) => [name, children.map((child) => `${child.name}: ${child.detail ?? ''}`)])).toEqual([
    ['VPN', [`CertAuthFlags: HKLM\\${IKEV2} · 00000004 · update`]],
  ]);
});
