import { describe, expect, test } from 'vitest';
import regFile from '../../server/src/artefacts/reg-file/artefact.ts';
import { decode, encode } from '../../server/src/core/encoding.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Change } from '../../server/src/model/change.ts';
import { contentText, type RegistryEntry } from '../../server/src/model/registry/content.ts';
import type { RegistryWrite } from '../../server/src/model/registry/write.ts';
import { analyse } from '../../server/src/workspace/analysis.ts';
import { isTakenUp } from '../../server/src/workspace/walk.ts';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../support/fixture.ts';
import { IS_MUTATED } from '../support/nightly.ts';

const IKEV2 = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const SSTP = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const HEADER = 'Windows Registry Editor Version 5.00\r\n\r\n';
const FILE = `${HEADER}[HKEY_LOCAL_MACHINE\\${IKEV2}]\r\n"EnableServerFragmentation"=dword:00000001\r\n"CertAuthFlags"=-\r\n\r\n[HKEY_LOCAL_MACHINE\\${SSTP}]\r\n"SHA1CertificateHash"=hex:00,11,\\\r\n  22\r\n`;

const reading = (text: string): ReturnType<typeof regFile.read> => regFile.read({ uri: 'file:///project/server.reg', text });
const factsOf = (text: string): ReturnType<typeof regFile.read>['facts'] => reading(text).facts;
const shown = ({ action, path, name, type, content, data, dataText }: RegistryWrite): unknown[] => [
  action,
  path.value.key,
  name.value,
  type.state === 'known' ? type.type : type.state,
  content && contentText(content),
  data,
  dataText,
];

describe('facts', () => {
  test('are the values of keys that matter', () => {
    const { registryWrites, script, problems } = factsOf(FILE);
    expect(registryWrites.map(shown)).toEqual([
      ['set', IKEV2, 'EnableServerFragmentation', 'DWord', 'DWord 1', 'number', '1'],
      ['delete', IKEV2, 'CertAuthFlags', 'absent', undefined, 'absent', undefined],
      ['set', SSTP, 'SHA1CertificateHash', 'Binary', 'Binary 00 11 22', 'unread', undefined],
    ]);
    expect(registryWrites.every(({ forced, notation }) => forced === true && notation === 'reg-file')).toBe(true);
    expect(script?.writes).toBe(registryWrites);
    expect(problems).toEqual([]);
  });

  test('know where they stand', () => {
    const { registryWrites, placeOf } = factsOf(FILE);
    const at = ({ at: { span } }: { at: { span: { start: number; end: number } } }): string => FILE.slice(span.start, span.end);
    const [first] = registryWrites;
    expect(first && [at(first), at(first.path), at(first.name), first.dataAt && at({ at: first.dataAt })]).toEqual([
      'EnableServerFragmentation',
      `HKEY_LOCAL_MACHINE\\${IKEV2}`,
      'EnableServerFragmentation',
      '00000001',
    ]);
    expect(first?.type.state === 'known' && at(first.type.written)).toBe('dword');
    for (const write of registryWrites) expect(placeOf(write.key)).toEqual(write.at.span);
    expect(new Set(registryWrites.map(({ key }) => key)).size).toBe(registryWrites.length);
  });

  test('are deleted keys, above those of the catalogue as well', () => {
    const text = `${HEADER}[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan]\r\n[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Fabrikam]\r\n`;
    expect(factsOf(text).registryKeys?.map(({ action, path }) => [action, path.value.key])).toEqual([
      ['delete', 'SYSTEM\\CurrentControlSet\\Services\\RasMan'],
    ]);
  });

  test('are values that only a VPN has, wherever they are, and nothing of other keys', () => {
    const text = `${HEADER}[HKEY_LOCAL_MACHINE\\SOFTWARE\\A]\r\n"UseHttps"=dword:1\r\n[HKEY_CURRENT_USER\\B]\r\n"CertAuthFlags"="4"\r\n`;
    expect(factsOf(text).registryWrites.map(({ path, name }) => [path.value.hive, path.value.key, name.value])).toEqual([
      ['HKEY_CURRENT_USER', 'B', 'CertAuthFlags'],
    ]);
  });

  test('leave unknown what is broken', () => {
    const text = `${HEADER}[HKEY_LOCAL_MACHINE\\${IKEV2}]\r\n"CertAuthFlags"=dword:0x4\r\n"EnableServerFragmentation"=DWORD:1\r\n`;
    const facts = factsOf(text);
    expect(facts.registryWrites.map(shown)).toEqual([
      ['set', IKEV2, 'CertAuthFlags', 'unread', undefined, 'unread', undefined],
      ['set', IKEV2, 'EnableServerFragmentation', 'unread', undefined, 'unread', undefined],
    ]);
    expect(facts.unread).toHaveLength(1);
  });
});

describe('a file', () => {
  test.each([
    ['file:///a/server.reg', undefined, FILE, true],
    ['file:///a/SERVER.REG', undefined, FILE, true],
    ['file:///a/desk.reg', undefined, `${HEADER}[HKEY_CURRENT_USER\\Control Panel]\r\n`, false],
    ['untitled:Untitled-1', 'reg', '', true],
    ['file:///a/server.reg', 'plaintext', FILE, true],
    ['file:///a/server.txt', undefined, FILE, false],
    ['file:///a/server.reg', 'powershell', FILE, false],
  ])('%s in language %s', (uri, languageId, text, expected) =>
    expect(regFile.recognises({ uri, text, ...(languageId !== undefined && { languageId }) })).toBe(expected),
  );

  test('of another product is not taken up by a folder walk', () => {
    expect(isTakenUp({ uri: 'file:///a/server.reg', text: FILE })).toBe(true);
    expect(isTakenUp({ uri: 'file:///a/desk.reg', text: `${HEADER}[HKEY_CURRENT_USER\\Control Panel]\r\n` })).toBe(false);
  });

  test('of any beginning is read', () => {
    for (let end = 0; end <= FILE.length; end++)
      expect(() => analyse({ uri: 'file:///a.reg', languageId: 'reg', text: FILE.slice(0, end) })?.summary).not.toThrow();
  });

  test.skipIf(IS_MUTATED)('of a whole hive is read in seconds', () => {
    const other =
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes\\CLSID\\{00000000-0000-0000-0000-000000000000}]\r\n@="Component"\r\n"Data"=hex:00,11,22,33,44,55,66,77,88,99,aa,bb,cc,dd,ee,ff,00,11,22,\\\r\n  33,44\r\n\r\n';
    const text = FILE + other.repeat(20_000);
    const start = performance.now();
    expect(regFile.recognises({ uri: 'file:///a.reg', text })).toBe(true);
    expect(factsOf(text).registryWrites).toHaveLength(3);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

/** A file after changes; `undefined` where they cannot be made. */
function changed(text: string, make: (writes: readonly RegistryWrite[]) => readonly Change[]): string | undefined {
  const read = reading(text);
  const edits = regFile.write(read, make(read.facts.registryWrites));
  return edits && applyEdits(text, edits);
}

const named = (writes: readonly RegistryWrite[], name: string): RegistryWrite => writes.find((write) => write.name.value === name) ?? expect.fail(name);
const at = (writes: readonly RegistryWrite[]): RegistryWrite['at'] => writes[0]?.at ?? expect.fail('no writes');
const entry = (key: string, name: string, number = 1n): RegistryEntry => ({ hive: 'HKEY_LOCAL_MACHINE', key, name, content: { type: 'DWord', number } });

describe('changes', () => {
  test('of content stay in their line', () => {
    const bytes = Array.from({ length: 32 }, (_, index) => index);
    expect(
      changed(FILE, (writes) => [
        { kind: 'set-registry-content', write: named(writes, 'EnableServerFragmentation'), content: { type: 'DWord', number: 0n } },
        { kind: 'set-registry-content', write: named(writes, 'CertAuthFlags'), content: { type: 'DWord', number: 4n } },
        { kind: 'set-registry-content', write: named(writes, 'SHA1CertificateHash'), content: { type: 'Binary', bytes } },
      ]),
    ).toBe(
      FILE.replace('00000001', '00000000')
        .replace('"CertAuthFlags"=-', '"CertAuthFlags"=dword:00000004')
        .replace('hex:00,11,\\\r\n  22', 'hex:00,01,02,03,04,05,06,07,08,09,0a,0b,0c,0d,0e,0f,10,\\\r\n  11,12,13,14,15,16,17,18,19,1a,1b,1c,1d,1e,1f'),
    );
  });

  test('of content repair what is broken', () => {
    const text = FILE.replace('dword:00000001', 'dword:0x1');
    expect(
      changed(text, (writes) => [{ kind: 'set-registry-content', write: named(writes, 'EnableServerFragmentation'), content: { type: 'DWord', number: 1n } }]),
    ).toBe(FILE);
  });

  test('of type keep what is stored', () => {
    const text = FILE.replace('dword:00000001', '"1" ; on');
    expect(changed(text, (writes) => [{ kind: 'set-registry-type', write: named(writes, 'EnableServerFragmentation'), type: 'DWord' }])).toBe(
      FILE.replace('dword:00000001', 'dword:00000001 ; on'),
    );
    const unknown = FILE.replace('dword:00000001', '"on"');
    expect(changed(unknown, (writes) => [{ kind: 'set-registry-type', write: named(writes, 'EnableServerFragmentation'), type: 'DWord' }])).toBeUndefined();
  });

  test('of key rename one that has nothing else in it', () => {
    expect(changed(FILE, (writes) => [{ kind: 'set-registry-key', write: named(writes, 'SHA1CertificateHash'), registryKey: 'SOFTWARE\\A' }])).toBe(
      FILE.replace(SSTP, 'SOFTWARE\\A'),
    );
  });

  test('of key move a value out of one that has, below its own where that is there', () => {
    expect(changed(FILE, (writes) => [{ kind: 'set-registry-key', write: named(writes, 'CertAuthFlags'), registryKey: SSTP }])).toBe(
      `${FILE.replace('"CertAuthFlags"=-\r\n', '')}"CertAuthFlags"=-\r\n`,
    );
    expect(changed(FILE, (writes) => [{ kind: 'set-registry-key', write: named(writes, 'CertAuthFlags'), registryKey: 'SOFTWARE\\A' }])).toBe(
      `${FILE.replace('"CertAuthFlags"=-\r\n', '')}\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\A]\r\n"CertAuthFlags"=-\r\n`,
    );
  });

  test('add values below their keys, and keys at the end', () => {
    const entries = [entry(SSTP, 'UseHttps', 0n), entry(IKEV2, 'A'), entry('SOFTWARE\\A', ''), entry('software\\a', 'B')];
    expect(changed(FILE, (writes) => [{ kind: 'add-registry-values', at: at(writes), entries, restart: 'RemoteAccess' }])).toBe(
      FILE.replace('"CertAuthFlags"=-', '"CertAuthFlags"=-\r\n"A"=dword:00000001').replace('\\\r\n  22', '\\\r\n  22\r\n"UseHttps"=dword:00000000') +
        '\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\A]\r\n@=dword:00000001\r\n"B"=dword:00000001\r\n',
    );
  });

  test('add values behind a deletion of their key, and to a file without a last line end', () => {
    const text = `REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n"A"=dword:1\n[-HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess]`;
    expect(changed(text, (writes) => [{ kind: 'add-registry-values', at: at(writes), entries: [entry(IKEV2, 'B')] }])).toBe(
      `${text}\n\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n"B"=dword:00000001\n`,
    );
  });

  test('are not made where the notation has no way', () => {
    expect(changed(FILE, (writes) => [{ kind: 'restart-service', at: at(writes), service: 'RemoteAccess' }])).toBeUndefined();
    expect(changed(FILE, (writes) => [{ kind: 'force-registry-write', write: named(writes, 'CertAuthFlags') }])).toBeUndefined();
    const open = FILE.replace('  22\r\n', '"a"=-\r\n');
    expect(changed(open, (writes) => [{ kind: 'add-registry-values', at: at(writes), entries: [entry(SSTP, 'UseHttps')] }])).toBeUndefined();
  });
});

describe('in the workspace', () => {
  test('rules of the registry apply, and their fixes are written', () => {
    const workspace = workspaceOf(parseFixture(`=== server.reg\n${FILE.replace('dword:00000001', '"1"').replaceAll('\r\n', '\n')}`));
    const [finding] = findingsOf(workspace, 'reg-type');
    expect(finding?.message).toContain('must be of type DWord; as String it is read as absent');
    expect(finding && printed(applied(workspace, finding, 'Set the type to DWord'))).toBe(`=== server.reg\n${FILE.replaceAll('\r\n', '\n')}`);
  });

  test('comments suppress, before a value and behind one', () => {
    const of = (value: string): number =>
      findingsOf(workspaceOf(parseFixture(`=== server.reg\nREGEDIT4\n\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n${value}\n`)), 'reg-type').length;
    expect(of('"EnableServerFragmentation"="1"')).toBe(1);
    expect(of('"EnableServerFragmentation"="1" ; aovpn-disable-line reg-type -- a test')).toBe(0);
    expect(of('; aovpn-disable-next-line reg-type\n"EnableServerFragmentation"="1"')).toBe(0);
  });

  test.each([
    ['utf-16le', true],
    ['utf-8', true],
    ['utf-8', false],
    ['windows-1252', false],
  ])('a file in %s, byte order mark %s, keeps its encoding when it is fixed', (name, bom) => {
    const text = name === 'windows-1252' ? FILE.replace('"Cert', '; für alle\r\n"Cert') : FILE;
    const bytes = encode(text, { name, bom }) ?? expect.fail('not encoded');
    const decoded = decode(bytes, 'server.reg');
    if ('reason' in decoded) expect.fail(decoded.reason);
    expect(decoded).toEqual({ text, encoding: { name, bom } });
    const fixed = changed(decoded.text, (writes) => [{ kind: 'add-registry-values', at: at(writes), entries: [entry(SSTP, 'UseHttps')] }]) ?? '';
    expect(decode(encode(fixed, decoded.encoding) ?? new Uint8Array(), 'server.reg')).toEqual({ text: fixed, encoding: { name, bom } });
  });
});

describe('an editor', () => {
  test('is told what a name stands for', () => {
    const read = reading(FILE);
    const offset = FILE.indexOf('CertAuthFlags') + 3;
    expect(regFile.subjectAt(read, offset)).toEqual({
      kind: 'registry-value',
      registryKey: IKEV2,
      name: 'CertAuthFlags',
      span: { start: offset - 3, end: offset + 10 },
    });
    expect(regFile.subjectAt(read, FILE.indexOf('dword'))).toMatchObject({ kind: 'registry-value', name: 'EnableServerFragmentation' });
    expect(regFile.subjectAt(read, FILE.indexOf('[HKEY') + 3)).toMatchObject({ kind: 'registry-key', registryKey: IKEV2 });
    for (const other of [0, FILE.length]) expect(regFile.subjectAt(read, other)).toBeUndefined();
  });

  test('has an outline and folds', () => {
    const read = reading(FILE);
    expect(regFile.outline?.(read).map(({ name, children }) => [name, children.map((child) => `${child.name}: ${child.detail ?? ''}`)])).toEqual([
      [`HKLM\\${IKEV2}`, ['EnableServerFragmentation: 1', 'CertAuthFlags: deleted']],
      [`HKLM\\${SSTP}`, ['SHA1CertificateHash: Binary']],
    ]);
    expect(regFile.folds?.(read).map(({ span }) => FILE.slice(span.start, span.end).split('\r\n').length)).toEqual([3, 3]);
  });
});
