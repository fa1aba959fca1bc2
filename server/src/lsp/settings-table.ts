/** One setting of the editor. The table is the only place: the manifest, the type and the reader follow from it. */
export interface Setting {
  readonly key: string;
  readonly type: 'string' | 'number' | 'boolean';
  readonly default: string | number | boolean;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  readonly scope: 'resource' | 'window';
  readonly description: string;
}

export const SETTINGS = [
  {
    key: 'aovpn.maximumFileSize',
    type: 'number',
    default: 5,
    minimum: 1,
    scope: 'window',
    description: 'Largest file that is read from the folder, in MiB. A larger one is named in the log and not checked.',
  },
  {
    key: 'aovpn.trace.server',
    type: 'string',
    default: 'off',
    enum: ['off', 'messages', 'verbose'],
    scope: 'window',
    description: 'What the output channel shows of the conversation between the editor and the language server.',
  },
] as const satisfies readonly Setting[];
