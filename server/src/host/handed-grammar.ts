import { initPowerShell, type PowerShellWasm } from '../syntax/powershell/grammar.ts';

/** Makes PowerShell readable where there is no disk to load the grammar from: somebody has handed it over. */
export function loadHandedGrammar(wasm: PowerShellWasm): Promise<void> {
  return initPowerShell(wasm);
}
