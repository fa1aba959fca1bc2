/** One setting of the editor. The table is the only place: the manifest, the type and the reader follow from it. */
export interface Setting {
  readonly key: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly default: string | number | boolean;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  /** What each value of `enum` means, in its order. */
  readonly enumDescriptions?: readonly string[];
  readonly scope: 'resource' | 'window';
  readonly description: string;
}

export const SETTINGS = [
  {
    key: 'aovpn.maximumFileSize',
    type: 'number',
    default: 5,
    minimum: 1,
    scope: 'resource',
    description: 'Largest file that is checked, in MiB. A larger one is named in a notice.',
  },
  {
    key: 'aovpn.fileSizeNotice.enabled',
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Says once which files are too large to be checked.',
  },
  {
    key: 'aovpn.projectFile',
    type: 'string',
    default: '',
    scope: 'resource',
    description:
      'The project file of this workspace folder, where it is not the `aovpn.json` in it: a path relative to the workspace folder. It governs its own folder and what is below, and no `aovpn.json` of the workspace folder counts.',
  },
  {
    key: 'aovpn.inlayHints.prefixSize',
    type: 'boolean',
    default: false,
    scope: 'resource',
    description: 'Shows the subnet mask and the number of addresses behind the PrefixSize of a route.',
  },
  {
    key: 'aovpn.inlayHints.algorithmStrength',
    type: 'boolean',
    default: false,
    scope: 'resource',
    description: 'Shows how strong each algorithm of an IPsec policy is.',
  },
  {
    key: 'aovpn.inlayHints.algorithmName',
    type: 'boolean',
    default: false,
    scope: 'resource',
    description: 'Shows what each algorithm of an IPsec policy is: the size of a group, the name of a cipher, whatever the notation calls it.',
  },
  {
    key: 'aovpn.codeLens.enabled',
    type: 'boolean',
    default: true,
    scope: 'resource',
    description: 'Shows above each IPsec policy whether it matches the other side, and the comparison when it is clicked.',
  },
  {
    key: 'aovpn.format.enabled',
    type: 'boolean',
    default: true,
    scope: 'resource',
    description:
      'Offers to format ProfileXML. Only the indentation between elements changes, never a value. Switch it off to leave formatting to another XML extension without being asked which one to use.',
  },
  {
    // One server serves all folders, and the client reads this one for itself, for the whole window.
    key: 'aovpn.trace.server',
    type: 'string',
    default: 'off',
    enum: ['off', 'messages', 'verbose'],
    enumDescriptions: ['Nothing.', 'The names of requests, answers and notifications.', 'The names, and all that they hold.'],
    scope: 'window',
    description: 'What the output channel shows of the conversation between the editor and the language server.',
  },
] as const satisfies readonly Setting[];
