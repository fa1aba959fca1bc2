import { cmdletByName } from '../knowledge/cmdlets.ts';
import { isMandatoryIn, parameterValues } from '../knowledge/parameter-sets.ts';
import { describeAttribute } from './describe-ipsec.ts';
import { code, link, plain } from './markdown.ts';

/** What a cmdlet does; `undefined` for one that is not in the catalogue. */
export function describeCmdlet(name: string): string | undefined {
  const cmdlet = cmdletByName(name);
  if (!cmdlet) return undefined;
  const aliases = cmdlet.aliases?.length ? `\n\nAlso called ${cmdlet.aliases.map(code).join(', ')}.` : '';
  return `**${cmdlet.name}**: ${plain(cmdlet.summary)}${aliases}\n\nSource: ${link(cmdlet.name, cmdlet.source)}`;
}

/** What a parameter does, by its full name; `undefined` for one that is not in the catalogue. */
export function describeParameter(cmdletName: string, name: string): string | undefined {
  const cmdlet = cmdletByName(cmdletName);
  const parameter = cmdlet?.parameters.find((each) => each.name === name);
  if (!cmdlet || !parameter) return undefined;
  const values = parameter.attribute ? [] : parameterValues(parameter);
  const sets = parameter.sets ?? cmdlet.sets ?? [];
  const needs = sets.filter((set) => isMandatoryIn(parameter, set));
  const notes = [
    ...(values.length === 0 ? [] : [`Values: ${values.map(code).join(', ')}.`]),
    ...(needs.length > 0 && needs.length === sets.length ? ['Required.'] : []),
    ...(parameter.sets ? [`Only in parameter set ${parameter.sets.map(code).join(' or ')}.`] : []),
    ...(parameter.aliases?.length ? [`Also called ${parameter.aliases.map((alias) => code(`-${alias}`)).join(', ')}.`] : []),
    ...(parameter.position === undefined ? [] : [`Without its name it is argument ${parameter.position + 1}.`]),
  ];
  const head = `**-${parameter.name}** of ${cmdlet.name}`;
  const form = parameter.attribute === parameter.name ? 'server-cmdlet' : 'azure';
  if (parameter.attribute) return [head, ...notes, describeAttribute(parameter.attribute, form)].join('\n\n');
  return [`${head}: ${plain(parameter.summary)}`, ...notes, `Source: ${link(cmdlet.name, cmdlet.source)}`].join('\n\n');
}
