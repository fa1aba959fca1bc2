import { expect, test, vi } from 'vitest';
import { wasmBytes } from '../../support/powershell.ts';

test('parsing before loading says what to do; a failed load can be repeated', async () => {
  // Test files may share modules, one of which has loaded the grammar by now.
  vi.resetModules();
  const { initPowerShell } = await import('../../../server/src/syntax/powershell/grammar.ts');
  const { parsePowerShell } = await import('../../../server/src/syntax/powershell/parse.ts');
  const names = (): string[] => parsePowerShell('Set-Foo 1').commands.map((command) => command.name);
  const { runtime } = await wasmBytes();
  expect(names).toThrow('before initPowerShell');
  await expect(initPowerShell({ runtime, grammar: new Uint8Array([1, 2, 3]) })).rejects.toThrow();
  expect(names).toThrow('before initPowerShell');
  await initPowerShell(await wasmBytes());
  expect(names()).toEqual(['Set-Foo']);
});
