import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyArtefact } from '../../server/src/artefacts/artefact.ts';
import batch from '../../server/src/artefacts/batch/artefact.ts';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { REGISTRY, type RegistryType } from '../../server/src/knowledge/registry.ts';
import { contentText, type RegistryContent, type RegistryEntry } from '../../server/src/model/registry/content.ts';
import { spellCmdlet, spellSetValue } from '../../server/src/syntax/powershell/spell-registry.ts';
import { spellReg } from '../../server/src/syntax/reg-exe/spell.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

/** A way to write a registry value, and what reads it. */
interface Notation {
  readonly name: string;
  readonly artefact: AnyArtefact;
  readonly file: string;
  readonly spell: (entry: RegistryEntry) => string | undefined;
}

const NOTATIONS: readonly Notation[] = [
  { name: 'New-ItemProperty', artefact: powershell, file: 'server.ps1', spell: (entry) => spellCmdlet(entry) },
  { name: 'Set-ItemProperty', artefact: powershell, file: 'server.ps1', spell: (entry) => spellCmdlet(entry, { cmdlet: 'Set-ItemProperty', quote: '"' }) },
  { name: '[Registry]::SetValue', artefact: powershell, file: 'server.ps1', spell: (entry) => spellSetValue(entry) ?? spellCmdlet(entry) },
  { name: 'reg add in PowerShell', artefact: powershell, file: 'server.ps1', spell: (entry) => spellReg(entry, 'powershell') },
  { name: 'reg add in a batch file', artefact: batch, file: 'server.cmd', spell: (entry) => spellReg(entry, 'batch') },
];

const SAMPLES: Readonly<Record<RegistryType, readonly RegistryContent[]>> = {
  DWord: [0n, 4n, 0xffffffffn].map((number) => ({ type: 'DWord', number })),
  QWord: [0n, 0x1_0000_0000n, 0xffff_ffff_ffff_ffffn].map((number) => ({ type: 'QWord', number })),
  String: ['a', 'Fabrikam VPN', "it's 100% a\\b", '$x `n'].map((text) => ({ type: 'String', text })),
  ExpandString: [{ type: 'ExpandString', text: '%SystemRoot%\\a & b' }],
  MultiString: [['a'], ['a', 'b c']].map((texts) => ({ type: 'MultiString', texts })),
  Binary: [[1], Array.from({ length: 32 }, (_, index) => 255 - index)].map((bytes) => ({ type: 'Binary', bytes })),
};

const entries = [
  ...REGISTRY.flatMap(({ key, name, type }) => SAMPLES[type].map((content): RegistryEntry => ({ hive: 'HKEY_LOCAL_MACHINE', key, name, content }))),
  ...Object.values(SAMPLES).flatMap((samples) => samples.map((content): RegistryEntry => ({ hive: 'HKEY_USERS', key: 'Soft ware\\X', name: '', content }))),
  { hive: 'HKEY_CURRENT_USER', key: 'SOFTWARE\\Fabrikam', name: 'A B', content: 'deleted' as const },
];

describe.each(NOTATIONS)('$name', ({ artefact, file, spell }) => {
  test('what is written is read again', () => {
    for (const entry of entries) {
      const text = spell(entry);
      expect(
        text,
        JSON.stringify(entry, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      ).toBeDefined();
      const { registryWrites } = artefact.read({ uri: `file:///project/${file}`, text: `${text ?? ''}\nrem vpn` }).facts;
      const [write] = registryWrites;
      const { hive, key, name, content } = entry;
      expect([registryWrites.length, write?.path.value, write?.name.value, write?.forced, text]).toEqual([1, { hive, key }, name, true, text]);
      expect([write?.action === 'delete', write?.content && contentText(write.content), text]).toEqual(
        content === 'deleted' ? [true, undefined, text] : [false, contentText(content), text],
      );
    }
  });
});
