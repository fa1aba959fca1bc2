import { beforeAll, describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import { REGISTRY, type RegistryValue } from '../../server/src/knowledge/registry.ts';
import type { RegistryContent, RegistryEntry } from '../../server/src/model/registry/content.ts';
import { spellCmdlet, spellSetValue } from '../../server/src/syntax/powershell/spell-registry.ts';
import { spellPreferences } from '../../server/src/syntax/preferences/spell.ts';
import { spellReg } from '../../server/src/syntax/reg-exe/spell.ts';
import { spellRegFile } from '../../server/src/syntax/reg-file/spell.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

/** A way to write a value, and how its type and its data are found in the text. */
interface Notation {
  readonly name: string;
  readonly file: string;
  readonly spell: (entry: RegistryEntry) => string | undefined;
  readonly type: RegExp;
  readonly data: RegExp;
}

const NOTATIONS: readonly Notation[] = [
  { name: 'New-ItemProperty', file: 'server.ps1', spell: (entry) => spellCmdlet(entry), type: /(?<=PropertyType )\w/d, data: /(?<=Value ['(@]*)[\w[]/d },
  {
    name: 'Set-ItemProperty',
    file: 'server.ps1',
    spell: (entry) => spellCmdlet(entry, { cmdlet: 'Set-ItemProperty', quote: '"' }),
    type: /(?<=Type )\w/d,
    data: /(?<=Value ["(@]*)[\w[]/d,
  },
  { name: '[Registry]::SetValue', file: 'server.ps1', spell: (entry) => spellSetValue(entry), type: /\w+(?='\)$)/d, data: /(?<=', '\w+', '?)[\w[]/d },
  { name: 'reg add in PowerShell', file: 'server.ps1', spell: (entry) => spellReg(entry, 'powershell'), type: /REG_/d, data: /(?<=\/d '?)\w/d },
  { name: 'reg add in a batch file', file: 'server.cmd', spell: (entry) => spellReg(entry, 'batch'), type: /REG_/d, data: /(?<=\/d "?)\w/d },
  { name: 'a registry file', file: 'server.reg', spell: (entry) => spellRegFile([entry], '\n'), type: /(?<==)[hd"]/d, data: /(?<=="|:)\w/d },
  { name: 'Group Policy Preferences', file: 'Registry.xml', spell: (entry) => spellPreferences([entry], '\n'), type: /REG_/d, data: /(?<=value=")\w/d },
];

const SAMPLES: Readonly<Record<RegistryValue['type'], RegistryContent>> = {
  DWord: { type: 'DWord', number: 1n },
  QWord: { type: 'QWord', number: 1n },
  String: { type: 'String', text: 'Fabrikam' },
  ExpandString: { type: 'ExpandString', text: 'Fabrikam' },
  MultiString: { type: 'MultiString', texts: ['Fabrikam'] },
  Binary: { type: 'Binary', bytes: [1, 2] },
};

const startOf = (text: string, pattern: RegExp): number => pattern.exec(text)?.index ?? expect.fail(`${String(pattern)} is not in ${text}`);

describe.each(NOTATIONS)('$name', ({ file, spell, type, data }) => {
  test.each(REGISTRY.map((row) => [`${row.key} ${row.name}`, row] as const))(
    '%s is explained on its name, its type and its data, and its key too',
    (_, row) => {
      const text = spell({ hive: 'HKEY_LOCAL_MACHINE', key: row.key, name: row.name, content: SAMPLES[row.type] }) ?? '';
      const uri = `file:///project/${file}`;
      const workspace = workspaceOf({ files: [{ uri, text, ...(file.endsWith('.cmd') && { languageId: 'bat' }) }] });
      const said = (offset: number): string | undefined => hover(workspace, uri, offset)?.markdown;
      const nameAt = text.lastIndexOf(row.name);
      const onName = said(nameAt + 1);
      expect(onName).toMatch(new RegExp(`^\\*\\*${row.name}\\*\\*: `));
      expect(onName).toContain(`| Side | ${row.side} |`);
      expect(onName).toContain(`reg query "HKLM\\${row.key}" /v ${row.name}`);
      expect([said(startOf(text, type)), said(startOf(text, data))]).toEqual([onName, onName]);
      const onKey = said(text.indexOf(row.key) + 1);
      const neighbours = REGISTRY.filter(({ key }) => key === row.key);
      if (neighbours.length === 1) expect(onKey).toBe(onName);
      else for (const { name } of neighbours) expect(onKey).toContain(`| \`${name}\` |`);
    },
  );

  test('nothing on what the catalogue does not have', () => {
    const entry = { hive: 'HKEY_LOCAL_MACHINE', name: 'Enabled', content: SAMPLES.DWord };
    const [first = ''] = REGISTRY.map(({ key }) => key);
    const text = spell({ ...entry, key: `${first}\\Fabrikam` }) ?? '';
    const uri = `file:///project/${file}`;
    const workspace = workspaceOf({ files: [{ uri, text }] });
    const places = [text.indexOf('Fabrikam'), text.lastIndexOf('Enabled') + 1, startOf(text, type), startOf(text, data)];
    // The parameter of a cmdlet is explained all the same.
    expect(places.map((at) => hover(workspace, uri, at)?.markdown).filter((said) => said?.includes('reg query'))).toEqual([]);
  });
});

describe('where the cursor is', () => {
  const span = (text: string): string | undefined => {
    const fixture = parseFixture(text);
    const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
    const found = hover(workspaceOf(fixture), uri, offset);
    return found && fixture.files[0]?.text.slice(found.span.start, found.span.end);
  };
  const IKEV2 = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';

  test.each([
    ['a key of a registry file', `=== a.reg\n[HKEY_LOCAL_MACHINE\\SYS⟦⟧TEM\\${IKEV2.slice(7)}]\n`, `HKEY_LOCAL_MACHINE\\${IKEV2}`],
    ['a key that is made', `=== a.ps1\nNew-Item -Path 'HKLM:\\SYS⟦⟧TEM\\${IKEV2.slice(7)}' -Force # vpn\n`, `HKLM:\\${IKEV2}`],
    ['a key that is deleted', `=== a.cmd\nreg delete "HKLM\\SYS⟦⟧TEM\\${IKEV2.slice(7)}" /f\n`, `HKLM\\${IKEV2}`],
    ['data that is broken', `=== a.reg\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n"CertAuthFlags"=dword:0x⟦⟧4 ; four\n`, 'dword:0x4 ; four'],
    ['data over several lines', `=== a.reg\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n"CertAuthFlags"=hex:04,\\\n  00,⟦⟧00\n`, 'hex:04,\\\n  00,00'],
    ['a deletion', `=== a.reg\n[HKEY_LOCAL_MACHINE\\${IKEV2}]\n"CertAuthFlags"=⟦⟧-\n`, '-'],
    ['a list of names', `=== a.ps1\nRemove-ItemProperty 'HKLM:\\${IKEV2}' -Name Foo, Cert⟦⟧AuthFlags\n`, 'CertAuthFlags'],
    ['a comment of a batch file', `=== a.cmd\nreg add "HKLM\\${IKEV2}" /f\nrem CertAuth⟦⟧Flags\n`, undefined],
  ])('%s', (_, text, expected) => {
    expect(span(text)).toBe(expected);
  });
});
