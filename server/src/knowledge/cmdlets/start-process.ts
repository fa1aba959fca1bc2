import type { Cmdlet } from '../cmdlet.ts';

/** Runs a program. No row of the catalogue, since most programs are none of our business. */
export const START_PROCESS = {
  name: 'Start-Process',
  aliases: ['saps', 'start'],
  summary: 'Runs a program.',
  source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/start-process',
  parameters: [
    { name: 'FilePath', aliases: ['PSPath', 'Path'], position: 0, fromPipelineProperty: true, summary: 'The program.' },
    { name: 'ArgumentList', aliases: ['Args'], position: 1, type: 'String[]', summary: 'Its arguments. Several are joined by blanks, and none gets quotes.' },
    { name: 'Credential', aliases: ['RunAs'], type: 'PSCredential', summary: 'Account to use.' },
    { name: 'WorkingDirectory', summary: 'Folder to start in.' },
    { name: 'LoadUserProfile', aliases: ['Lup'], switch: true, summary: 'Loads the profile of the account.' },
    { name: 'NoNewWindow', aliases: ['nnw'], switch: true, summary: 'Uses the window of the script.' },
    { name: 'PassThru', switch: true, summary: 'Prints the process.' },
    { name: 'RedirectStandardError', aliases: ['RSE'], summary: 'File for errors.' },
    { name: 'RedirectStandardInput', aliases: ['RSI'], summary: 'File that is its input.' },
    { name: 'RedirectStandardOutput', aliases: ['RSO'], summary: 'File for its output.' },
    { name: 'Verb', summary: 'What to do with it, such as RunAs.' },
    { name: 'WindowStyle', summary: 'How its window is shown.' },
    { name: 'Wait', switch: true, summary: 'Goes on once it has ended.' },
    { name: 'UseNewEnvironment', switch: true, summary: 'Starts with the variables of a new session.' },
    { name: 'Environment', type: 'Hashtable', summary: 'Variables to start with.' },
  ],
} as const satisfies Cmdlet;
