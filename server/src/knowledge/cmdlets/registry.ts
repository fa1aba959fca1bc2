import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';

const ITEM_PROPERTY: readonly CmdletParameter[] = [
  { name: 'Path', position: 0, fromPipelineProperty: true, summary: 'Registry key.' },
  { name: 'LiteralPath', aliases: ['PSPath'], summary: 'Registry key, taken literally.' },
  { name: 'Name', position: 1, aliases: ['PSProperty'], fromPipelineProperty: true, summary: 'Name of the registry value.' },
  { name: 'Value', fromPipelineProperty: true, summary: 'Data to write.' },
  { name: 'Force', switch: true, summary: 'Overwrites a value that exists already.' },
  { name: 'Filter', summary: 'Not used for the registry.' },
  { name: 'Include', summary: 'Not used for the registry.' },
  { name: 'Exclude', summary: 'Not used for the registry.' },
  { name: 'Credential', summary: 'Account to use.' },
];

export const NEW_ITEM_PROPERTY: Cmdlet = {
  name: 'New-ItemProperty',
  summary: 'Creates a registry value; fails when it exists already, unless -Force is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/new-itemproperty',
  parameters: [
    ...ITEM_PROPERTY,
    { name: 'PropertyType', aliases: ['Type'], fromPipelineProperty: true, summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.' },
  ],
};

export const SET_ITEM_PROPERTY: Cmdlet = {
  name: 'Set-ItemProperty',
  aliases: ['sp'],
  summary: 'Writes a registry value; keeps the type of one that exists, unless -Type is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty',
  parameters: [
    ...ITEM_PROPERTY.map((parameter) => (parameter.name === 'Value' ? { ...parameter, position: 2 } : parameter)),
    { name: 'Type', summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.' },
    { name: 'InputObject', summary: 'Object whose properties are written.' },
    { name: 'PassThru', switch: true, summary: 'Prints what was written.' },
  ],
};

export const REMOVE_ITEM_PROPERTY: Cmdlet = {
  name: 'Remove-ItemProperty',
  aliases: ['rp'],
  summary: 'Deletes a registry value.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-itemproperty',
  parameters: ITEM_PROPERTY.filter((parameter) => parameter.name !== 'Value'),
};
