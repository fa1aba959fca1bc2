import { expect, test } from 'vitest';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import { verificationOf } from '../../server/src/knowledge/registry-verify.ts';

test.each(REGISTRY.map((row) => [`${row.key} ${row.name}`, row] as const))('%s: what is stored is shown, and what else shows its effect', (_, row) => {
  const { says, commands } = verificationOf(row);
  expect(commands[0]).toBe(`reg query "HKLM\\${row.key}" /v ${row.name}`);
  expect(commands.join('\n').split('\n')).toHaveLength(commands.length);
  expect(commands.some((command) => command.includes('LastBootUpTime'))).toBe(row.restart.includes('reboot'));
  // Who is given a command is told what it is to show.
  if (commands.length > 1) expect(says).toMatch(/\.$/);
});

test('what can be seen is said of every value with an effect of its own', () => {
  const silent = REGISTRY.filter((row) => verificationOf(row).says === undefined).map(({ name }) => name);
  expect(silent).toEqual([
    'IkeNumEstablishedForInitialQuery',
    'isHashConfiguredByAdmin',
    'SHA1CertificateHash',
    'ProhibitIPSec',
    'AutoTriggerDisabledProfilesList',
    'AutoTriggerProfileEntryName',
    'AutoTriggerProfilePhonebookPath',
    'AutoTriggerProfileGUID',
    'UserSID',
  ]);
});
