import type { AttributeName } from './ipsec.ts';

/** What binding needs to know of one parameter of a cmdlet. */
export interface CmdletParameter {
  /** Full name without the dash, in Microsoft's letter case. */
  readonly name: string;
  /** Other full names that PowerShell binds to the same parameter. */
  readonly aliases?: readonly string[];
  /** A switch takes no value unless one is attached with a colon. */
  readonly switch?: true;
  /** Zero-based position at which an unnamed value binds; absent when the parameter must be named. */
  readonly position?: number;
  /** Whether a piped object's property of this name (or of an alias) binds. */
  readonly fromPipelineProperty?: true;
  /** Which of the six values of a policy it takes, whatever its own name. */
  readonly attribute?: AttributeName;
  /** Type of its value in PowerShell's words, with `[]` for several; absent for a text. */
  readonly type?: string;
  /** Values that it takes, where they are an enumeration. */
  readonly values?: readonly string[];
  /** Parameter sets that it belongs to; absent for one of all sets. */
  readonly sets?: readonly string[];
  /** Whether it must be given, in each of its sets or in those listed. */
  readonly mandatory?: true | readonly string[];
  /** One sentence for hover and completion. */
  readonly summary: string;
}

/** One cmdlet as far as this product reads it. */
export interface Cmdlet {
  /** Name in Microsoft's letter case. */
  readonly name: string;
  /** Other names of the same command: PowerShell aliases and older cmdlet names. */
  readonly aliases?: readonly string[];
  readonly parameters: readonly CmdletParameter[];
  /** Names of the parameter sets, the default one first; absent where there is one set. */
  readonly sets?: readonly string[];
  /** One sentence for hover. */
  readonly summary: string;
  /** Where the parameters and their meaning are documented. */
  readonly source: string;
}

/** Parameters that every cmdlet has. They take part in the resolution of abbreviated names and are never values of interest. */
export const COMMON_PARAMETERS: readonly Pick<CmdletParameter, 'name' | 'aliases' | 'switch'>[] = [
  { name: 'Verbose', aliases: ['vb'], switch: true },
  { name: 'Debug', aliases: ['db'], switch: true },
  { name: 'ErrorAction', aliases: ['ea'] },
  { name: 'WarningAction', aliases: ['wa'] },
  { name: 'InformationAction', aliases: ['infa'] },
  { name: 'ErrorVariable', aliases: ['ev'] },
  { name: 'WarningVariable', aliases: ['wv'] },
  { name: 'InformationVariable', aliases: ['iv'] },
  { name: 'OutVariable', aliases: ['ov'] },
  { name: 'OutBuffer', aliases: ['ob'] },
  { name: 'PipelineVariable', aliases: ['pv'] },
  { name: 'WhatIf', aliases: ['wi'], switch: true },
  { name: 'Confirm', aliases: ['cf'], switch: true },
];

/** Which of the six values of a policy a parameter takes, by the parameter's full name. */
export function attributeOf(cmdlet: Cmdlet, parameter: string): AttributeName | undefined {
  return cmdlet.parameters.find(({ name }) => name === parameter)?.attribute;
}

/** The parameter that takes one of the six values of a policy. */
export function parameterFor(cmdlet: Cmdlet, attribute: AttributeName): CmdletParameter | undefined {
  return cmdlet.parameters.find((parameter) => parameter.attribute === attribute);
}
