import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';

const REFERENCE = 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/';

const PATHS: readonly CmdletParameter[] = [
  { name: 'Path', position: 0, type: 'String[]', fromPipelineProperty: true, summary: 'Registry key.' },
  { name: 'LiteralPath', aliases: ['PSPath'], type: 'String[]', summary: 'Registry key, taken literally.' },
];
const SHARED: readonly CmdletParameter[] = [
  { name: 'Force', switch: true, summary: 'Makes or removes it all the same.' },
  { name: 'PassThru', switch: true, summary: 'Prints the result.' },
  { name: 'Filter', summary: 'Not used for the registry.' },
  { name: 'Include', type: 'String[]', summary: 'Not used for the registry.' },
  { name: 'Exclude', type: 'String[]', summary: 'Not used for the registry.' },
  { name: 'Credential', type: 'PSCredential', summary: 'Account to use.' },
];
const VALUE_NAME: CmdletParameter = { name: 'Name', position: 1, aliases: ['PSProperty'], fromPipelineProperty: true, summary: 'Name of the registry value.' };

function cmdlet(name: string, aliases: readonly string[], summary: string, parameters: readonly CmdletParameter[]): Cmdlet {
  return { name, aliases, summary, source: `${REFERENCE}${name.toLowerCase()}`, parameters: [...parameters, ...SHARED] };
}

/**
 * Cmdlets of all providers, as the registry's takes them. They are no rows of the catalogue: other providers give them other
 * parameters, and most scripts use them for files.
 */
export const PROVIDER_CMDLETS = {
  newItem: cmdlet('New-Item', ['ni', 'md', 'mkdir'], 'Makes a registry key.', [
    { name: 'Path', position: 0, type: 'String[]', fromPipelineProperty: true, summary: 'Registry key.' },
    { name: 'Name', summary: 'Name of the key below the path.' },
    { name: 'ItemType', aliases: ['Type'], summary: 'Not used for the registry.' },
    { name: 'Value', aliases: ['Target'], type: 'Object', summary: 'Data of the default value.' },
  ]),
  setItem: cmdlet('Set-Item', ['si'], 'Sets the default value of a registry key.', [
    ...PATHS,
    { name: 'Value', position: 1, type: 'Object', fromPipelineProperty: true, summary: 'Data of the default value.' },
    { name: 'Type', summary: 'Type of the default value.' },
  ]),
  removeItem: cmdlet('Remove-Item', ['ri', 'rm', 'rmdir', 'rd', 'del', 'erase'], 'Removes a registry key.', [
    ...PATHS,
    { name: 'Recurse', switch: true, summary: 'Removes what is in it as well.' },
  ]),
  clearItemProperty: cmdlet('Clear-ItemProperty', ['clp'], 'Empties a registry value.', [...PATHS, VALUE_NAME]),
  renameItemProperty: cmdlet('Rename-ItemProperty', ['rnp'], 'Renames a registry value.', [
    ...PATHS,
    VALUE_NAME,
    { name: 'NewName', position: 2, fromPipelineProperty: true, summary: 'New name of the registry value.' },
  ]),
  copyItemProperty: cmdlet('Copy-ItemProperty', ['cpp'], 'Copies a registry value to another key.', [
    ...PATHS,
    { name: 'Destination', position: 1, fromPipelineProperty: true, summary: 'The other key.' },
    { ...VALUE_NAME, position: 2 },
  ]),
  moveItemProperty: cmdlet('Move-ItemProperty', ['mp'], 'Moves a registry value to another key.', [
    ...PATHS,
    { name: 'Destination', position: 1, fromPipelineProperty: true, summary: 'The other key.' },
    { ...VALUE_NAME, position: 2 },
  ]),
  newDrive: cmdlet('New-PSDrive', ['ndr', 'mount'], 'Makes a drive of a part of the registry.', [
    { name: 'Name', position: 0, summary: 'Name of the drive.' },
    { name: 'PSProvider', position: 1, summary: 'Kind of the drive.' },
    { name: 'Root', position: 2, summary: 'What the drive shows.' },
    { name: 'Description', summary: 'What it is for.' },
    { name: 'Scope', summary: 'Where it is known.' },
    { name: 'Persist', switch: true, summary: 'Not used for the registry.' },
  ]),
} as const satisfies Record<string, Cmdlet>;

const byName = new Map<string, Cmdlet>(
  Object.values(PROVIDER_CMDLETS).flatMap((each: Cmdlet) => [each.name, ...(each.aliases ?? [])].map((name) => [name.toLowerCase(), each] as const)),
);

/** The row of this name or alias, in any letter case. */
export function providerCmdlet(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}
