import type { Span } from '../../core/span.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import type { Anchors } from '../../model/facts.ts';
import type { AcceptedSlot, ServerAuthentication } from '../../model/server-authentication.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { followed } from './followed.ts';
import { isCmdlet, literalOf, parameterOf, type KnownCommand } from './tree.ts';

const METHODS = 'UserAuthProtocolAccepted';

/** Every call that says how clients authenticate to the server, in the order of the text. */
export function readAuthentications(commands: readonly KnownCommand[], text: string, anchors: Anchors): ServerAuthentication[] {
  const calls = commands.filter((command) => isCmdlet(command, CMDLETS.setVpnAuthProtocol));
  const replaced = followed(
    calls,
    () => METHODS,
    (later) => parameterOf(later, METHODS) !== undefined,
  );
  return calls.map((command, index) => {
    const root = rootOf(argumentOf(command, 'RootCertificateNameToAccept'), text);
    return {
      key: command.key,
      at: anchors.at(command.bound.command.nameSpan, command.key),
      accepted: acceptedBy(command, anchors),
      ...(root && { root: { value: root.value, text: root.text, at: anchors.at(root.span, `${command.key}/root`) } }),
      superseded: replaced[index] === true,
    };
  });
}

function acceptedBy(command: KnownCommand, anchors: Anchors): AcceptedSlot {
  const parameter = parameterOf(command, METHODS);
  if (!parameter) return { state: command.bound.unread ? 'unread' : 'absent' };
  const items = parameter.value ? itemsOf(parameter.value) : [];
  const literals = items.flatMap((item, index) => {
    const literal = literalOf(item);
    return literal && literal.text.trim() !== ''
      ? [{ value: literal.text.trim(), text: literal.text, at: anchors.at(literal.span, `${command.key}/method/${index}`) }]
      : [];
  });
  return literals.length > 0 && literals.length === items.length ? { state: 'known', methods: literals } : { state: 'unread' };
}

/** The items of a list, or the one value that stands for a list. */
export function itemsOf(value: PsValue): readonly PsValue[] {
  return value.kind === 'array' ? value.items : [value];
}

/** The whole argument of a parameter, as it stands in the command. */
function argumentOf(command: KnownCommand, name: string): Span | undefined {
  const value = parameterOf(command, name)?.value;
  return value && command.bound.command.args.find((argument) => argument.kind === 'value' && argument.value === value)?.span;
}

/**
 * The thumbprint by which a script selects the root: the only one that stands in the argument itself, or on the only line that assigns its variable.
 * A hint follows from it and nothing else, so whatever is less plain than that is not looked for.
 */
function rootOf(argument: Span | undefined, text: string): { value: string; text: string; span: Span } | undefined {
  if (!argument) return undefined;
  let { start, end } = argument;
  const variable = /^\$(\w+)$/.exec(text.slice(start, end))?.[1];
  if (variable !== undefined) {
    const lines = [...text.matchAll(new RegExp(`^[ \\t]*\\$${variable}[ \\t]*=(?!=).*$`, 'gim'))];
    const [line] = lines;
    if (!line || lines.length > 1) return undefined;
    start = line.index;
    end = start + line[0].length;
  }
  const thumbprints = [...text.slice(start, end).matchAll(/(?<![\da-f])[\da-f]{40}(?![\da-f])/gi)];
  const [only] = thumbprints;
  if (!only || thumbprints.length > 1) return undefined;
  const at = start + only.index;
  return { value: only[0].toLowerCase(), text: only[0], span: { start: at, end: at + 40 } };
}
