import type { CmdletParameter } from '../cmdlet.ts';
import { IPSEC, type AttributeName } from '../ipsec.ts';

/** Parameters of every cmdlet that comes from a CIM class. */
export const PARALLEL: readonly CmdletParameter[] = [
  { name: 'CimSession', aliases: ['Session'], type: 'CimSession[]', summary: 'Runs the command on other computers.' },
  { name: 'ThrottleLimit', type: 'Int32', summary: 'How many operations run at the same time.' },
  { name: 'AsJob', switch: true, summary: 'Runs the command in the background.' },
];

/** The parameter that takes one of the six values of a policy. */
export function attributeParameter(name: AttributeName, more: Partial<CmdletParameter>): CmdletParameter {
  return { name, attribute: name, type: name, summary: IPSEC[name].role, fromPipelineProperty: true, ...more };
}
