import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';

const TYPES = ['String', 'ExpandString', 'Binary', 'DWord', 'MultiString', 'QWord'];

const ITEM_PROPERTY: readonly CmdletParameter[] = [
  { name: 'Path', position: 0, type: 'String[]', sets: ['Path'], mandatory: true, fromPipelineProperty: true, summary: 'Registry key.' },
  { name: 'LiteralPath', aliases: ['PSPath'], type: 'String[]', sets: ['LiteralPath'], mandatory: true, summary: 'Registry key, taken literally.' },
  { name: 'Name', position: 1, mandatory: true, aliases: ['PSProperty'], fromPipelineProperty: true, summary: 'Name of the registry value.' },
  { name: 'Value', type: 'Object', fromPipelineProperty: true, summary: 'Data to write.' },
  { name: 'Force', switch: true, summary: 'Overwrites a value that exists already.' },
  { name: 'Filter', summary: 'Not used for the registry.' },
  { name: 'Include', type: 'String[]', summary: 'Not used for the registry.' },
  { name: 'Exclude', type: 'String[]', summary: 'Not used for the registry.' },
  { name: 'Credential', type: 'PSCredential', summary: 'Account to use.' },
];

export const NEW_ITEM_PROPERTY: Cmdlet = {
  name: 'New-ItemProperty',
  summary: 'Creates a registry value; fails when it exists already, unless -Force is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/new-itemproperty',
  sets: ['Path', 'LiteralPath'],
  parameters: [
    ...ITEM_PROPERTY,
    {
      name: 'PropertyType',
      aliases: ['Type'],
      values: TYPES,
      fromPipelineProperty: true,
      summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.',
    },
  ],
};

/** Which of these four parameters each set of Set-ItemProperty has. */
const SET_ITEM_PROPERTY_SETS: Readonly<Record<string, readonly string[]>> = {
  propertyValuePathSet: ['Path', 'Name', 'Value'],
  propertyPSObjectPathSet: ['Path', 'InputObject'],
  propertyValueLiteralPathSet: ['LiteralPath', 'Name', 'Value'],
  propertyPSObjectLiteralPathSet: ['LiteralPath', 'InputObject'],
};

function setsWith(name: string): string[] {
  return Object.entries(SET_ITEM_PROPERTY_SETS).flatMap(([set, names]) => (names.includes(name) ? [set] : []));
}

function inSetItemProperty(parameter: CmdletParameter): CmdletParameter {
  const sets = setsWith(parameter.name);
  return sets.length > 0 ? { ...parameter, sets } : parameter;
}

export const SET_ITEM_PROPERTY: Cmdlet = {
  name: 'Set-ItemProperty',
  aliases: ['sp'],
  summary: 'Writes a registry value; keeps the type of one that exists, unless -Type is given.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty',
  sets: Object.keys(SET_ITEM_PROPERTY_SETS),
  parameters: [
    ...ITEM_PROPERTY.map((parameter) => (parameter.name === 'Value' ? { ...parameter, position: 2, mandatory: true as const } : parameter)).map(
      inSetItemProperty,
    ),
    { name: 'Type', values: TYPES, summary: 'String, ExpandString, Binary, DWord, MultiString or QWord.' },
    { name: 'InputObject', type: 'PSObject', sets: setsWith('InputObject'), mandatory: true, summary: 'Object whose properties are written.' },
    { name: 'PassThru', switch: true, summary: 'Prints what was written.' },
  ],
};

export const REMOVE_ITEM_PROPERTY: Cmdlet = {
  name: 'Remove-ItemProperty',
  aliases: ['rp'],
  summary: 'Deletes a registry value.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/remove-itemproperty',
  sets: ['Path', 'LiteralPath'],
  parameters: ITEM_PROPERTY.filter((parameter) => parameter.name !== 'Value'),
};
