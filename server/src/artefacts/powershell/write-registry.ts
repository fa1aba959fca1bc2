import type { Edit } from '../../core/edit.ts';
import { encloses, type Span } from '../../core/span.ts';
import type { RegistryContent } from '../../model/registry/content.ts';
import type { PsStaticCall } from '../../syntax/powershell/commands.ts';
import { insideQuotes, spellArgument, spellData, spellNumber } from '../../syntax/powershell/spell-registry.ts';
import type { RegCommand } from '../../syntax/reg-exe/parse.ts';
import { writeReg, type RegistryWriteChange, type Replacement } from '../write-reg-exe.ts';
import { withKey } from './registry-path.ts';
import type { RegistryStatement } from './registry-statement.ts';
import { literalOf, parameterOf, type KnownCommand, type ScriptTree } from './tree.ts';
import { argumentSpan, switchedOn } from './write-call.ts';
import { addParameter, setParameter } from './write-parameter.ts';
import { placeOfValue } from './write-place.ts';

/** The edits of one change of a registry write; `undefined` where it has no place that can be edited without guessing. */
export function writeRegistry(file: Edit['file'], tree: ScriptTree, change: RegistryWriteChange): Edit[] | undefined {
  const statement = tree.registry?.find(({ key }) => key === change.write.key);
  const command = tree.commands.find(({ key }) => key === change.write.key);
  const replacements = statement?.reg
    ? changeReg(statement.reg, statement.handed, change)
    : statement?.call
      ? changeCall(statement.call, change)
      : command && changeCommand(file, tree, command, change);
  if (!replacements?.every(({ span }) => isOwn(tree, command, span))) return undefined;
  return replacements.map(({ span, newText }) => ({ file, span, newText }));
}

function changeReg(reg: RegCommand, handed: RegistryStatement['handed'], change: RegistryWriteChange): Replacement[] | undefined {
  const written = writeReg(reg, change, handed ? 'handed' : 'powershell');
  // Behind the last item of a list something else follows.
  return handed === 'words' && written?.some(({ span }) => span.start === span.end) ? undefined : written;
}

/** Whether a place belongs to one run of a command only: what stands in a function is of all its calls. */
function isOwn(tree: ScriptTree, command: KnownCommand | undefined, span: Span): boolean {
  const run = command?.bound.command;
  if (!run?.call || encloses(run.call, span)) return true;
  return tree.commands.filter(({ bound }) => bound.command.nameSpan.start === run.nameSpan.start).length === 1;
}

function changeCommand(file: Edit['file'], tree: ScriptTree, command: KnownCommand, change: RegistryWriteChange): Replacement[] | undefined {
  switch (change.kind) {
    case 'set-registry-key': {
      const parameter = parameterOf(command, 'Path') ?? parameterOf(command, 'LiteralPath');
      const path = literalOf(parameter?.value);
      const place = parameter && placeOfValue(tree, command, parameter);
      if (!place || !path) return undefined;
      const text = withKey(path.text, change.registryKey);
      return [{ span: place.span, newText: place.quoted ? text : `'${text}'` }];
    }
    case 'set-registry-type': {
      const bytes = change.type === 'Binary' && change.write.data === 'text' ? bytesOf(change.write.dataText ?? '') : undefined;
      const data = bytes && setData(file, tree, command, { type: 'Binary', bytes });
      const type = setType(file, tree, command, change.type);
      return type && (bytes ? data && [...type, ...data] : type);
    }
    case 'set-registry-content': {
      const { write, content } = change;
      const type = write.type.state === 'known' && write.type.type === content.type ? [] : setType(file, tree, command, content.type);
      const data = setData(file, tree, command, content);
      return type && data && [...type, ...data];
    }
    case 'force-registry-write':
      return command.bound.command.call ? undefined : switchedOn(file.text, tree, command, 'Force');
  }
}

function setType(file: Edit['file'], tree: ScriptTree, command: KnownCommand, type: string): Replacement[] | undefined {
  const name = command.bound.cmdlet.parameters.some((parameter) => parameter.name === 'PropertyType') ? 'PropertyType' : 'Type';
  const edit = setParameter(file, tree, command, name, type);
  return edit && [edit];
}

function setData(file: Edit['file'], tree: ScriptTree, command: KnownCommand, content: RegistryContent): Replacement[] | undefined {
  const parameter = parameterOf(command, 'Value');
  if (!parameter?.value) {
    const edit = parameter ? undefined : addParameter(file, tree, command, 'Value', spellData(content));
    return edit && [edit];
  }
  const { value } = parameter;
  const place = value.cast === undefined ? placeOfValue(tree, command, parameter) : undefined;
  const quote = value.kind === 'string' ? (value.quote === 'single' ? "'" : value.quote === 'double' ? '"' : undefined) : undefined;
  if (place?.quoted && quote && ('number' in content || 'text' in content)) {
    return [{ span: place.span, newText: 'text' in content ? insideQuotes(content.text, quote) : spellNumber(content) }];
  }
  const isHere = value.kind === 'string' && value.quote === 'here';
  if (place?.quoted && !isHere) return [{ span: value.span, newText: styled(content, file.text.slice(value.span.start, value.span.end), quote) }];
  const span = place && !place.quoted ? place.span : argumentSpan(command, parameter);
  return span && [{ span, newText: styled(content, file.text.slice(span.start, span.end), quote) }];
}

/** Data, as a hexadecimal number where one was written so. */
function styled(content: RegistryContent, before: string, quote: "'" | '"' = "'"): string {
  return 'number' in content && /^0x/i.test(before) ? `0x${content.number.toString(16)}` : spellData(content, quote);
}

/** The bytes that hexadecimal digits stand for, in any of the usual layouts. */
function bytesOf(text: string): number[] | undefined {
  const digits = text.replace(/(?:^|[\s,;:-])0x(?=[\da-f]{2}\b)/gi, ' ').replace(/[\s,;:-]/g, '');
  return /^(?:[\da-f]{2})+$/i.test(digits) ? (digits.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)) : undefined;
}

function changeCall({ args, span }: PsStaticCall, change: RegistryWriteChange): Replacement[] | undefined {
  const [path, , data, kind] = args;
  if (change.kind === 'set-registry-key') return literalIn(path, `HKEY_LOCAL_MACHINE\\${change.registryKey}`);
  if (change.kind === 'force-registry-write') return undefined;
  const type = change.kind === 'set-registry-type' ? change.type : change.content.type;
  const isSame = change.write.type.state === 'known' && change.write.type.type === type;
  const last = args.at(-1);
  const added = { span: { start: last?.span.end ?? span.end, end: last?.span.end ?? span.end }, newText: `, '${type}'` };
  const written = isSame ? [] : kind ? literalIn(kind, type) : [added];
  const spelled = change.kind === 'set-registry-content' ? change.content : undefined;
  if (!written || !spelled) return written;
  return data && [{ span: data.span, newText: spellArgument(spelled) }, ...written];
}

/** Another text in a literal that stands in the call itself. */
function literalIn(argument: PsStaticCall['args'][number] | undefined, newText: string): Replacement[] | undefined {
  const literal = literalOf(argument?.value);
  if (!argument || !literal?.editable) return undefined;
  return encloses(argument.span, literal.span) ? [{ span: literal.span, newText }] : [{ span: argument.span, newText: `'${newText}'` }];
}
