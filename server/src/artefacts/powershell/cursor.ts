import { touches } from '../../core/span.ts';
import { attributeOf } from '../../knowledge/cmdlet.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { BoundParameter } from '../../syntax/powershell/bind.ts';
import { mayHaveRest } from '../../syntax/kemp/rest.ts';
import type { Reading, Subject } from '../artefact.ts';
import { restSubject } from '../kemp/rest-cursor.ts';
import { listenerAt } from '../listener-subject.ts';
import { choiceOf, formOf } from './choices.ts';
import { scriptRest } from './read-kemp.ts';
import { registrySubjectInScript, registrySubjectOf } from './registry-cursor.ts';
import { isCmdlet, literalOf, writtenValue, type KnownCommand, type ScriptTree } from './tree.ts';

/** What names the service that a command makes. */
const NAMES_SERVICE: ReadonlySet<string> = new Set(['VirtualService', 'VSPort', 'Nickname']);

/** What an offset is on: a cmdlet's name, a parameter's, or a value that the catalogue explains. */
export function scriptSubjectAt(reading: Reading<ScriptTree>, offset: number): Subject | undefined {
  const { tree, file } = reading;
  for (const command of tree.commands) {
    const { cmdlet, parameters } = command.bound;
    const { nameSpan } = command.bound.command;
    if (touches(nameSpan, offset)) return { kind: 'cmdlet', cmdlet: cmdlet.name, span: nameSpan };
    for (const parameter of parameters.values()) {
      const subject = subjectOf(command, parameter, offset);
      if (subject) return subject;
    }
  }
  const ofRegistry = tree.script && registrySubjectInScript(tree.script, tree.registry ?? [], offset);
  if (ofRegistry) return ofRegistry;
  if (!tree.script || !mayHaveRest(file.text)) return undefined;
  return listenerAt(reading, offset) ?? restSubject(file.text, [...scriptRest(tree.script).rest.values()], offset);
}

function subjectOf(command: KnownCommand, parameter: BoundParameter, offset: number): Subject | undefined {
  const cmdlet = command.bound.cmdlet.name;
  if (parameter.nameSpan && touches(parameter.nameSpan, offset)) return { kind: 'parameter', cmdlet, parameter: parameter.name, span: parameter.nameSpan };
  const named =
    parameter.value && isCmdlet(command, CMDLETS.newKempService) && NAMES_SERVICE.has(parameter.name) ? writtenValue(command, parameter.value) : undefined;
  if (named && touches(named, offset)) return { kind: 'listener', key: `${command.key}/service`, span: named };
  const ofRegistry = isRegistry(command) ? registrySubjectOf(command, parameter, offset) : undefined;
  if (ofRegistry) return ofRegistry;
  const values = parameter.value?.kind === 'array' ? parameter.value.items : [parameter.value];
  for (const value of values) {
    const literal = literalOf(value);
    if (!literal || !touches(literal.span, offset)) continue;
    const { span, text } = literal;
    const attribute = attributeOf(command.bound.cmdlet, parameter.name);
    if (attribute) return { kind: 'algorithm', attribute, text, span, form: formOf(command) };
    if (choiceOf(command, parameter.name) === 'words') return { kind: 'parameter', cmdlet, parameter: parameter.name, span };
    if (isService(command) && (parameter.name === 'Name' || parameter.name === 'DisplayName')) return { kind: 'service', name: text, span };
  }
  return undefined;
}

function isRegistry(command: KnownCommand): boolean {
  return [CMDLETS.newItemProperty, CMDLETS.setItemProperty, CMDLETS.removeItemProperty].some((cmdlet) => isCmdlet(command, cmdlet));
}

function isService(command: KnownCommand): boolean {
  return isCmdlet(command, CMDLETS.restartService) || isCmdlet(command, CMDLETS.startService);
}
