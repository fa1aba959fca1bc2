import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';

const SERVICE: readonly CmdletParameter[] = [
  {
    name: 'Name',
    aliases: ['ServiceName'],
    position: 0,
    type: 'String[]',
    sets: ['Default'],
    mandatory: true,
    fromPipelineProperty: true,
    summary: 'Service name.',
  },
  { name: 'DisplayName', type: 'String[]', sets: ['DisplayName'], mandatory: true, summary: 'Name of the service as the console shows it.' },
  { name: 'InputObject', type: 'ServiceController[]', sets: ['InputObject'], mandatory: true, summary: 'Service objects.' },
  { name: 'Force', switch: true, summary: 'Also when other services depend on it.' },
  { name: 'PassThru', switch: true, summary: 'Prints the service.' },
  { name: 'NoWait', switch: true, summary: 'Does not wait until it has stopped.' },
  { name: 'Include', type: 'String[]', summary: 'Services to act on.' },
  { name: 'Exclude', type: 'String[]', summary: 'Services to leave alone.' },
];

export const serviceCmdlet = (name: string, aliases: readonly string[], summary: string): Cmdlet => ({
  name,
  aliases,
  summary,
  source: `https://learn.microsoft.com/powershell/module/microsoft.powershell.management/${name.toLowerCase()}`,
  sets: ['Default', 'InputObject', 'DisplayName'],
  parameters: SERVICE,
});

export const RESTART_COMPUTER: Cmdlet = {
  name: 'Restart-Computer',
  summary: 'Restarts the computer, and with it every service.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/restart-computer',
  parameters: [{ name: 'ComputerName', position: 0, type: 'String[]', summary: 'Computers to restart.' }],
};
