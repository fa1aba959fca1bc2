import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyArtefact } from '../../server/src/artefacts/artefact.ts';
import batch from '../../server/src/artefacts/batch/artefact.ts';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import preferences from '../../server/src/artefacts/preferences/artefact.ts';
import regFile from '../../server/src/artefacts/reg-file/artefact.ts';
import { REGISTRY, type RegistryType } from '../../server/src/knowledge/registry.ts';
import { contentText, type RegistryContent, type RegistryEntry } from '../../server/src/model/registry/content.ts';
import { spellCmdlet, spellSetValue } from '../../server/src/syntax/powershell/spell-registry.ts';
import { spellPreferences } from '../../server/src/syntax/preferences/spell.ts';
import { spellReg } from '../../server/src/syntax/reg-exe/spell.ts';
import { spellRegFile } from '../../server/src/syntax/reg-file/spell.ts';
import { loadPowerShell } from '../support/powershell.ts';

beforeAll(loadPowerShell);

/** A way to write a registry value, and what reads it. */
interface Notation {
  readonly name: string;
  readonly artefact: AnyArtefact;
  readonly file: string;
  readonly spell: (entry: RegistryEntry) => string | undefined;
  /** Contents that it cannot hold. */
  readonly cannot?: RegExp;
}

const script = (spell: Notation['spell']): Notation['spell'] => {
  // A script that is about no VPN is not read.
  return (entry) => `${spell(entry) ?? ''}\n# vpn`;
};

const NOTATIONS: readonly Notation[] = [
  { name: 'New-ItemProperty', artefact: powershell, file: 'server.ps1', spell: script((entry) => spellCmdlet(entry)) },
  {
    name: 'Set-ItemProperty',
    artefact: powershell,
    file: 'server.ps1',
    spell: script((entry) => spellCmdlet(entry, { cmdlet: 'Set-ItemProperty', quote: '"' })),
  },
  { name: '[Registry]::SetValue', artefact: powershell, file: 'server.ps1', spell: script((entry) => spellSetValue(entry) ?? spellCmdlet(entry)) },
  { name: 'reg add in PowerShell', artefact: powershell, file: 'server.ps1', spell: script((entry) => spellReg(entry, 'powershell')) },
  { name: 'reg add in a batch file', artefact: batch, file: 'server.cmd', spell: (entry) => spellReg(entry, 'batch') },
  { name: 'a registry file', artefact: regFile, file: 'server.reg', spell: (entry) => spellRegFile([entry]) },
  // Group Policy Preferences replace variables in texts.
  { name: 'Group Policy Preferences', artefact: preferences, file: 'Registry.xml', spell: (entry) => spellPreferences([entry]), cannot: /%/ },
];

const SAMPLES: Readonly<Record<RegistryType, readonly RegistryContent[]>> = {
  DWord: [0n, 4n, 0xffffffffn].map((number) => ({ type: 'DWord', number })),
  QWord: [0n, 0x1_0000_0000n, 0xffff_ffff_ffff_ffffn].map((number) => ({ type: 'QWord', number })),
  String: ['a', 'Fabrikam VPN', "it's 100% a\\b", '$x `n'].map((text) => ({ type: 'String', text })),
  ExpandString: [{ type: 'ExpandString', text: '%SystemRoot%\\a & b' }],
  MultiString: [['a'], ['a', 'b c']].map((texts) => ({ type: 'MultiString', texts })),
  Binary: [[1], Array.from({ length: 32 }, (_, index) => 255 - index)].map((bytes) => ({ type: 'Binary', bytes })),
};

const HIVE = 'HKEY_LOCAL_MACHINE';

/** Every value of the catalogue with every sample of its type, and deleted. */
const CATALOGUED = REGISTRY.flatMap(({ key, name, type }) =>
  [...SAMPLES[type], 'deleted' as const].map((content): RegistryEntry => ({ hive: HIVE, key, name, content })),
);
/** Other values, which only scripts are asked for. */
const OTHERS = [
  ...Object.values(SAMPLES).flatMap((samples) => samples.map((content): RegistryEntry => ({ hive: 'HKEY_USERS', key: 'Soft ware\\X', name: '', content }))),
  { hive: 'HKEY_CURRENT_USER', key: 'SOFTWARE\\Fabrikam', name: 'A B', content: 'deleted' as const },
];
/** Every type under a key of the catalogue, which all notations read. */
const TYPED = Object.values(SAMPLES).flatMap((samples) =>
  samples.flatMap((content) => ['', "Fabrikam's <A> & B"].map((name): RegistryEntry => ({ hive: HIVE, key: REGISTRY[0]?.key ?? '', name, content }))),
);

const shown = (content: RegistryEntry['content']): string => (content === 'deleted' ? content : contentText(content));

describe.each(NOTATIONS)('$name', ({ artefact, file, spell, cannot }) => {
  const isScript = artefact === powershell || artefact === batch;
  test.each([...CATALOGUED, ...TYPED, ...(isScript ? OTHERS : [])].map((entry) => [`${entry.key} [${entry.name}] ${shown(entry.content)}`, entry] as const))(
    'what is written is read again: %s',
    (_, entry) => {
      const text = spell(entry);
      if (cannot?.test(shown(entry.content))) {
        expect(text).toBeUndefined();
        return;
      }
      const { registryWrites, unread } = artefact.read({ uri: `file:///project/${file}`, text: text ?? '' }).facts;
      const { hive, key, name, content } = entry;
      expect([unread, text]).toEqual([[], text]);
      expect(registryWrites.map((write) => [write.path.value, write.name.value, write.forced ?? true])).toEqual([[{ hive, key }, name, true]]);
      expect(registryWrites.map((write) => (write.action === 'delete' ? 'deleted' : write.content && contentText(write.content)))).toEqual([shown(content)]);
    },
  );
});
