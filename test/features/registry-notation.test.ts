import { beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { registryRewritings } from '../../server/src/features/refactorings/registry-notation.ts';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import { contentText, type RegistryContent, type RegistryEntry } from '../../server/src/model/registry/content.ts';
import { spellCmdlet, spellSetValue } from '../../server/src/syntax/powershell/spell-registry.ts';
import { spellPreferences } from '../../server/src/syntax/preferences/spell.ts';
import { spellReg } from '../../server/src/syntax/reg-exe/spell.ts';
import { spellRegFile } from '../../server/src/syntax/reg-file/spell.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

/** What is offered where the mark is: a cursor, or what is selected. */
function offered(text: string): Map<string, string> {
  const { files, marks, cursor } = parseFixture(text);
  const [file] = files;
  const [mark] = marks;
  const span = mark ?? { start: cursor?.offset ?? expect.fail('no mark'), end: cursor?.offset ?? 0 };
  const found = registryRewritings(workspaceOf({ files }), file?.uri ?? '', span);
  return new Map(found.map((each) => [each.title, 'document' in each ? each.document.text : applyEdits(file?.text ?? '', each.edits)]));
}

const titles = (text: string): string[] => [...offered(text).keys()];
const after = (text: string, title: string): string | undefined => offered(text).get(title);

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const SSTP = 'SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters';
const GUARD = `if (-not (Test-Path -Path 'HKLM:\\${KEY}')) { New-Item -Path 'HKLM:\\${KEY}' -Force | Out-Null }`;
const REG_ADD = `reg add 'HKLM\\${KEY}' /v CertAuthFlags /t REG_DWORD /d 4 /f`;
const CMDLET = `New-ItemProperty -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -PropertyType DWord -Value 4 -Force`;

const AS_REG = 'Write the registry value as reg add';
const AS_CMDLET = 'Write the registry value as New-ItemProperty';
const AS_REG_FILE = 'Write the registry value as a .reg file in a new document';
const AS_SCRIPT = 'Write the registry value as PowerShell in a new document';
const AS_BATCH = 'Write the registry value as reg add for a batch file in a new document';

describe('in a script, in its place', () => {
  const here = (before: string, title: string): string | undefined => after(`=== server.ps1\n${before}`, title);

  test('a cmdlet becomes reg add, with what is around it', () => {
    expect(
      here(`  New-Item⟦⟧Property -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -PropertyType DWord -Value 4 -Force | Out-Null # as agreed\nGet-Date\n`, AS_REG),
    ).toBe(`  ${REG_ADD} | Out-Null # as agreed\nGet-Date\n`);
    expect(here(`Set-ItemProperty 'HKLM:\\${KEY}' CertAuthFlags 4⟦⟧ -Type DWord\n`, AS_REG)).toBe(`${REG_ADD}\n`);
    expect(
      here(`$path = 'HKLM:\\${KEY}'\nif ($x) { New-ItemProperty -Path $path -Name Cert⟦⟧AuthFlags -PropertyType DWord -Value 0x4 -Force }\n`, AS_REG),
    ).toBe(`$path = 'HKLM:\\${KEY}'\nif ($x) { ${REG_ADD} }\n`);
    expect(here(`New-ItemProperty -Path 'HKLM:\\${KEY}' \`\n  -Name CertAuthFlags \`\n  -PropertyType DWord -Value ⟦⟧4 -Force\n`, AS_REG)).toBe(`${REG_ADD}\n`);
  });

  test('one that overwrites nothing stays so', () => {
    const careful = `New-ItemProperty -Path 'HKLM:\\${SSTP}' -Name UseHttps -PropertyType DWord -Value 0`;
    const program = `reg add 'HKLM\\${SSTP}' /v UseHttps /t REG_DWORD /d 0`;
    expect(here(`${careful}⟦⟧\n`, AS_REG)).toBe(`${program}\n`);
    expect(here(`${program}⟦⟧\n`, AS_CMDLET)).toBe(`${careful}\n`);
    const text = `New-ItemProperty -Path 'HKLM:\\${SSTP}' -Name A -PropertyType String -Value 'a /f -Force b'`;
    expect(here(`${text}⟦⟧\n`, AS_REG)).toBe(`reg add 'HKLM\\${SSTP}' /v A /t REG_SZ /d 'a /f -Force b'\n`);
  });

  test('reg add becomes a cmdlet, which makes no key by itself', () => {
    expect(here(`  reg add "HKLM\\${KEY}" /v CertAuthFlags /t REG_DWORD⟦⟧ /d 4 /f >$null\r\n`, AS_CMDLET)).toBe(`  ${GUARD}\r\n  ${CMDLET} >$null\r\n`);
    expect(here(`if ($x) { $null = ⟦⟧${REG_ADD} }\n`, AS_CMDLET)).toBe(`if ($x) { ${GUARD}; $null = ${CMDLET} }\n`);
    expect(here(`${CMDLET}\n⟦⟧${REG_ADD.replace('/d 4', '/d 0')}\n`, AS_CMDLET)).toBe(`${CMDLET}\n${CMDLET.replace('Value 4', 'Value 0')}\n`);
    expect(here(`reg add 'HKLM\\${SSTP}' /v UseHttps /t REG_DWORD /d 0 /f⟦⟧`, AS_CMDLET)).toBe(
      `New-ItemProperty -Path 'HKLM:\\${SSTP}' -Name UseHttps -PropertyType DWord -Value 0 -Force`,
    );
  });

  test('the key is made wherever it may be missing', () => {
    const made = `${GUARD}\n${CMDLET}\n`;
    const behind = (before: string): string | undefined => here(`${before}\n⟦⟧${REG_ADD}\n`, AS_CMDLET)?.slice(before.length + 1);
    expect(behind(`reg delete 'HKLM\\${KEY}' /v Other /f`)).toBe(made);
    expect(behind(`reg add \\\\RRAS2\\HKLM\\${KEY} /v Other /t REG_DWORD /d 1 /f`)).toBe(made);
    expect(behind(`function Set-Flags { ${REG_ADD} }`)).toBe(made);
    expect(behind(`if ($x) { ${REG_ADD} }`)).toBe(made);
    expect(behind(`${CMDLET}\nRemove-Item 'HKLM:\\${KEY}'`)).toBe(made);
    expect(behind(`${CMDLET}\nRemove-Item 'HKLM:\\${KEY.slice(0, KEY.lastIndexOf('\\'))}' -Recurse`)).toBe(made);
    expect(behind(`${CMDLET}\nif ($x) { Remove-Item 'HKLM:\\${KEY}' }`)).toBe(made);
    expect(behind(`Remove-Item 'HKLM:\\${KEY}'\nNew-Item 'HKLM:\\${KEY}'`)).toBe(`${CMDLET}\n`);
    expect(behind(`${CMDLET}\nRemove-Item 'HKLM:\\${KEY}\\Below'\nRemove-Item 'HKLM:\\${KEY.slice(0, -1)}'`)).toBe(`${CMDLET}\n`);
  });

  test('[Registry]::SetValue becomes either', () => {
    const call = `[Microsoft.Win32.Registry]::SetValue⟦⟧("HKEY_LOCAL_MACHINE\\${KEY}", "CertAuthFlags", 4, "DWord")`;
    expect(here(`${call}\n`, AS_REG)).toBe(`${REG_ADD}\n`);
    expect(here(`${call}\n`, AS_CMDLET)).toBe(`${GUARD}\n${CMDLET}\n`);
  });

  test('a deletion', () => {
    const cmdlet = `Remove-ItemProperty -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -ErrorAction SilentlyContinue`;
    const program = `reg delete 'HKLM\\${KEY}' /v CertAuthFlags /f`;
    expect(here(`⟦⟧${cmdlet}`, 'Write the registry value as reg delete')).toBe(program);
    expect(here(`⟦⟧${program}`, 'Write the registry value as Remove-ItemProperty')).toBe(cmdlet);
    // It asks.
    expect(titles(`=== server.ps1\n⟦⟧${program.replace(' /f', '')}`)).toEqual([AS_REG_FILE]);
  });

  test('one among others, which say what could not be written in another way', () => {
    const others = [
      `reg add 'HKLM\\${SSTP}' /v UseHttps /t REG_DWORD /d 0 /f /reg:64`,
      `Set-ItemProperty 'HKLM:\\${SSTP}' UseHttps -Type DWord 0 -ErrorAction Stop`,
      `New-ItemProperty -Path 'HKLM:\\${SSTP}' -Name UseHttps > $null -PropertyType DWord -Value 0 -Force`,
      '',
    ].join('\n');
    expect(here(`${others}⟦⟧${CMDLET}\n`, AS_REG)).toBe(`${others}${REG_ADD}\n`);
    expect(here(`${others}⟦⟧${REG_ADD}\n`, AS_CMDLET)).toBe(`${others}${GUARD}\n${CMDLET}\n`);
  });

  test('all that are selected, each key made once', () => {
    const second = REG_ADD.replace('CertAuthFlags', 'EnableServerFragmentation').replace('/d 4', '/d 1');
    expect(here(`⟦${REG_ADD}\n${second}⟧\n`, 'Write the 2 registry values as New-ItemProperty')).toBe(
      `${GUARD}\n${CMDLET}\n${CMDLET.replace('CertAuthFlags', 'EnableServerFragmentation').replace('Value 4', 'Value 1')}\n`,
    );
    expect(here(`⟦${REG_ADD}\n${CMDLET}⟧\n`, 'Write the 2 registry values as reg add')).toBe(`${REG_ADD}\n${REG_ADD}\n`);
    const deleted = REG_ADD.replace(/^reg add/, 'reg delete').replace(' /t REG_DWORD /d 4', '');
    expect(here(`⟦${deleted}\n${second}⟧\n`, 'Write the 2 registry values as New-ItemProperty')).toBe(
      `Remove-ItemProperty -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -ErrorAction SilentlyContinue\n` +
        `${GUARD}\n${CMDLET.replace('CertAuthFlags', 'EnableServerFragmentation').replace('Value 4', 'Value 1')}\n`,
    );
    // Whether the first one makes the key depends on a condition.
    expect(titles(`=== server.ps1\n⟦if ($x) { ${REG_ADD} }\n${second}⟧\n`)).toEqual([]);
  });

  test.each([
    ['a result that is kept', `$result = ⟦⟧${CMDLET}`],
    ['a result that is looked at', `if (⟦⟧${REG_ADD}) { 1 }`],
    ['a result that goes on', `⟦⟧${CMDLET} | Format-List`],
    ['what follows from its success', `⟦⟧${REG_ADD} && Get-Date`],
    ['an exit code that is looked at', `⟦⟧${REG_ADD}\nif ($LASTEXITCODE -ne 0) { throw 'no' }`],
    ['the same as a variable of the whole session', `⟦⟧${REG_ADD}\nexit $global:LASTEXITCODE`],
    ['a condition on whether it overwrites', `⟦⟧${CMDLET}:$x`],
    ['another thing that the cmdlet is told', `⟦⟧${CMDLET} -ErrorAction Stop`],
    ['the view of 64-bit programs', `⟦⟧${REG_ADD} /reg:64`],
    [
      'a hashtable with the arguments',
      `$p = @{ Path = 'HKLM:\\${KEY}'; Name = 'CertAuthFlags'; PropertyType = 'DWord'; Value = 4; Force = $true }\nNew-Item⟦⟧Property @p`,
    ],
    [
      'a redirection among the arguments, behind a cmdlet without',
      `${CMDLET}\nNew-ItemProperty -Path 'HKLM:\\${KEY}' > $null -Name A⟦⟧ -PropertyType DWord -Value 4 -Force`,
    ],
    ['a redirection among the arguments', `reg add "HKLM\\${KEY}" /v CertAuthFlags⟦⟧ > $null /t REG_DWORD /d 4 /f`],
    ['a text that cannot be passed on', `New-ItemProperty -Path 'HKLM:\\${KEY}' -Name A -PropertyType String -Value 'say "x"' -Force⟦⟧`],
    ['arguments of its function', `function Set-It($v) { New-Item⟦⟧Property -Path 'HKLM:\\${KEY}' -Name A -PropertyType DWord -Value $v -Force }\nSet-It 4`],
  ])('not with %s', (_, text) => {
    expect(titles(`=== server.ps1\n${text}\n`).filter((title) => !title.endsWith('in a new document'))).toEqual([]);
  });

  test.each([
    ['unknown data', `New-Item⟦⟧Property -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -PropertyType DWord -Value $flags -Force`],
    ['an unknown type', `Set-Item⟦⟧Property -Path 'HKLM:\\${KEY}' -Name CertAuthFlags -Value 4`],
    ['what may run or not', `⟦if ($x) { ${CMDLET} } else { ${CMDLET.replace('Value 4', 'Value 0')} }⟧`],
    ['one of them that is not known', `⟦${CMDLET}\nreg add "HKLM\\${KEY}" /v X /d $x /f⟧`],
    ['one of them whose key is not known', `⟦${CMDLET}\nreg add $key /v X /t REG_DWORD /d 1 /f⟧`],
    ['a key that is deleted as well', `⟦Remove-Item 'HKLM:\\${KEY}'\n${CMDLET}⟧`],
    ['something else', `Get-⟦⟧Date\n${CMDLET}`],
    ['another computer among others', `⟦${CMDLET}\nreg add \\\\RRAS2\\HKLM\\${KEY} /v X /t REG_DWORD /d 4 /f⟧`],
    ['another computer', `reg ⟦⟧add \\\\RRAS2\\HKLM\\${KEY} /v CertAuthFlags /t REG_DWORD /d 4 /f`],
  ])('nothing for %s', (_, text) => {
    expect(titles(`=== server.ps1\n${text}\n`)).toEqual([]);
  });

  test('the key that is made for a value belongs to it', () => {
    const text = `⟦if (-not (Test-Path 'HKLM:\\${KEY}')) { New-Item 'HKLM:\\${KEY}' }\n${CMDLET}⟧\n`;
    expect(here(text, AS_REG)).toBe(`if (-not (Test-Path 'HKLM:\\${KEY}')) { New-Item 'HKLM:\\${KEY}' }\n${REG_ADD}\n`);
  });

  test.each([
    [300, 2],
    [301, 0],
  ])('all of %i values at once: %i ways', (count, ways) => {
    const lines = Array.from({ length: count }, (_, index) => REG_ADD.replace('CertAuthFlags', `A${index}`));
    expect(titles(`=== server.ps1\n⟦${lines.join('\n')}⟧\n`)).toHaveLength(ways);
  });

  test('what stands on one line is one edit', () => {
    const { files } = parseFixture(`=== server.ps1\n${REG_ADD}\n`);
    const found = registryRewritings(workspaceOf({ files }), files[0]?.uri ?? '', { start: 0, end: 0 }).flatMap((each) => ('edits' in each ? each.edits : []));
    expect(found.map(({ newText }) => newText)).toEqual([`${GUARD}\n${CMDLET}`]);
  });
});

const REG_FILE = `Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\${KEY}]\r\n"CertAuthFlags"=dword:00000004\r\n`;

describe('as a document of its own', () => {
  test('a registry file, from each of the others', () => {
    expect(after(`=== server.ps1\n⟦⟧${CMDLET}\n`, AS_REG_FILE)).toBe(REG_FILE);
    expect(after(`=== server.cmd\n@echo off\n⟦⟧reg add "HKLM\\${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f >nul\n`, AS_REG_FILE)).toBe(REG_FILE);
    const item = spellPreferences([{ hive: 'HKEY_LOCAL_MACHINE', key: KEY, name: 'CertAuthFlags', content: { type: 'DWord', number: 4n } }], '\n') ?? '';
    expect(after(`=== Registry.xml\n${item.replace('<Properties', '<Prop⟦⟧erties')}`, AS_REG_FILE)).toBe(REG_FILE);
  });

  test('not of what a batch file writes on another computer', () => {
    const text = (path: string): string => `=== server.cmd\nreg ⟦⟧add "${path}\\${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f\n`;
    expect(titles(text('HKLM'))).toEqual([AS_SCRIPT, AS_REG_FILE]);
    expect(titles(text('\\\\RRAS2\\HKLM'))).toEqual([]);
  });

  test('PowerShell, from each of the others, with the key made once', () => {
    const script = `${GUARD}\r\n${CMDLET}\r\n`;
    expect(after(`=== server.cmd\nif exist x reg add "HKLM\\${KEY}" /v Cert⟦⟧AuthFlags /t REG_DWORD /d 4 /f\n`, AS_SCRIPT)).toBe(script);
    expect(after(`=== server.reg\n${REG_FILE.replace('dword', 'dw⟦⟧ord')}`, AS_SCRIPT)).toBe(script);
    const both = `=== server.reg\n⟦${REG_FILE}"EnableServerFragmentation"=dword:00000001\r\n⟧`;
    expect(after(both, 'Write the 2 registry values as PowerShell in a new document')).toBe(
      `${script}${CMDLET.replace('CertAuthFlags', 'EnableServerFragmentation').replace('Value 4', 'Value 1')}\r\n`,
    );
  });

  test('reg add, from a registry file and from Group Policy Preferences', () => {
    const batch = `reg add "HKLM\\${KEY}" /v CertAuthFlags /t REG_DWORD /d 4 /f\r\n`;
    expect(after(`=== server.reg\n${REG_FILE.replace('dword', 'dw⟦⟧ord')}`, AS_BATCH)).toBe(batch);
    const item = spellPreferences([{ hive: 'HKEY_LOCAL_MACHINE', key: KEY, name: 'CertAuthFlags', content: { type: 'DWord', number: 4n } }], '\n') ?? '';
    expect(after(`=== Registry.xml\n${item.replace('<Properties', '<Prop⟦⟧erties')}`, AS_BATCH)).toBe(batch);
  });

  test('the cursor on the line of a key is on all of its values, and on a line that says nothing on all of the file', () => {
    const more = `${REG_FILE}\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Fabrikam]\n"A"="b"\n"B"=-\n`;
    const counts = (text: string): string[] => titles(`=== server.reg\n${text}`).map((title) => /\d+(?= registry)/.exec(title)?.[0] ?? '1');
    expect(counts(more.replace('HKEY', '⟦⟧HKEY'))).toEqual(['1', '1']);
    expect(counts(more.replace('SOFTWARE', '⟦⟧SOFTWARE'))).toEqual(['2', '2']);
    expect(counts(more.replace('Registry', '⟦⟧Registry'))).toEqual(['3', '3']);
    expect(counts(more.replace('"B"', '"B⟦⟧"'))).toEqual(['1', '1']);
  });

  test.each([
    ['a key that is deleted', `[-HKEY_LOCAL_MACHINE\\${KEY}]\n[HKEY_LOCAL_MACHINE\\${KEY}]\n"CertAuthFlags"=dword:00000004\n`],
    ['data that is broken', `[HKEY_LOCAL_MACHINE\\${KEY}]\n"CertAuthFlags"=dword:0x4\n`],
    ['a type without a name', `[HKEY_LOCAL_MACHINE\\${KEY}]\n"CertAuthFlags"=hex(0):04\n`],
    ['a key that is none', '[SOFTWARE]\n"A"="b"\n'],
    ['nothing', `[HKEY_LOCAL_MACHINE\\${KEY}]\n`],
  ])('not of %s', (_, text) => {
    expect(titles(`=== server.reg\n; ${KEY}\n⟦${text}⟧`)).toEqual([]);
  });

  test('not of items that are for some computers, unless it is one', () => {
    const entries = ['CertAuthFlags', 'EnableServerFragmentation'].map((name): RegistryEntry => ({
      hive: 'HKEY_LOCAL_MACHINE',
      key: KEY,
      name,
      content: { type: 'DWord', number: 1n },
    }));
    const text = (spellPreferences(entries, '\n') ?? '').replace('</Registry>', '<Filters><FilterOs/></Filters></Registry>');
    expect(titles(`=== Registry.xml\n⟦${text}⟧`)).toEqual([]);
    expect(titles(`=== Registry.xml\n${text.replace('<Properties', '<Prop⟦⟧erties')}`)).toHaveLength(3);
  });
});

const SAMPLES: readonly RegistryContent[] = [
  { type: 'DWord', number: 4n },
  { type: 'DWord', number: 0xffffffffn },
  { type: 'QWord', number: 0x1_0000_0000n },
  { type: 'String', text: "it's 100% a\\b" },
  { type: 'ExpandString', text: '%SystemRoot%\\a & b' },
  { type: 'MultiString', texts: ['a', 'b c'] },
  { type: 'Binary', bytes: [1, 255] },
];
const ENTRIES = [...SAMPLES, 'deleted' as const].map((content): RegistryEntry => ({ hive: 'HKEY_LOCAL_MACHINE', key: KEY, name: 'A B', content }));

/** Every way to write a value that can be turned into another one. */
const FROM: readonly (readonly [name: string, file: string, spell: (entry: RegistryEntry) => string | undefined])[] = [
  ['New-ItemProperty', 'server.ps1', (entry) => spellCmdlet(entry)],
  ['[Registry]::SetValue', 'server.ps1', (entry) => spellSetValue(entry)],
  ['reg add in PowerShell', 'server.ps1', (entry) => spellReg(entry, 'powershell')],
  ['reg add in a batch file', 'server.cmd', (entry) => spellReg(entry, 'batch')],
  ['a registry file', 'server.reg', (entry) => spellRegFile([entry], '\n')],
  ['Group Policy Preferences', 'Registry.xml', (entry) => spellPreferences([entry], '\n')],
];
const FILES = { powershell: 'result.ps1', bat: 'result.cmd', reg: 'result.reg' } as const;

describe.each(FROM)('%s', (_, name, spell) => {
  test('is read again as the same value, whatever it was turned into', () => {
    let count = 0;
    for (const entry of ENTRIES) {
      const text = spell(entry);
      if (text === undefined) continue;
      const uri = `file:///project/${name}`;
      const at = text.indexOf('A B');
      const found = registryRewritings(workspaceOf({ files: [{ uri, text }] }), uri, { start: at, end: at });
      expect([text, found.length]).not.toEqual([text, 0]);
      for (const each of found) {
        const file = 'document' in each ? FILES[each.document.language] : name;
        const result = { uri: `file:///project/${file}`, text: 'document' in each ? each.document.text : applyEdits(text, each.edits) };
        const { facts } = workspaceOf({ files: [result] }).analysisOf(result.uri)?.reading ?? expect.fail(`not recognised: ${result.text}`);
        const shown = facts.registryWrites.map((write) => [
          write.path.value,
          write.name.value,
          write.action === 'delete' ? 'deleted' : write.content && contentText(write.content),
        ]);
        const { hive, key, content } = entry;
        expect([result.text, shown, facts.unread]).toEqual([
          result.text,
          [[{ hive, key }, entry.name, content === 'deleted' ? content : contentText(content)]],
          [],
        ]);
        count++;
      }
    }
    expect(count).toBeGreaterThan(ENTRIES.length);
  });
});

test('every value of the catalogue can be turned into each notation', () => {
  for (const { key, name } of REGISTRY) {
    const text = spellRegFile([{ hive: 'HKEY_LOCAL_MACHINE', key, name, content: { type: 'DWord', number: 1n } }], '\n') ?? '';
    const [head = '', rest = ''] = text.split(`"${name}"`);
    expect(titles(`=== a.reg\n${head}"⟦⟧${name}"${rest}`)).toEqual([AS_SCRIPT, AS_BATCH]);
  }
});
