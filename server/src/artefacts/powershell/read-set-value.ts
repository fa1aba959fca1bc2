import { hiveOf, plainKey } from '../../knowledge/registry-path.ts';
import type { Anchors } from '../../model/facts.ts';
import type { RegistryWrite, TypeSlot } from '../../model/registry/write.ts';
import type { PsScript, PsStaticCall } from '../../syntax/powershell/commands.ts';
import { dataOfValue, typeSlot } from './read-registry-data.ts';
import { contentOf, impliedType } from './registry-content.ts';
import type { RegistryStatement } from './registry-statement.ts';
import { literalOf } from './tree.ts';

/** Every call of `[Microsoft.Win32.Registry]::SetValue`. Source: Microsoft, Registry.SetValue. */
export function readSetValue(script: PsScript, anchors: Anchors): { writes: RegistryWrite[]; statements: RegistryStatement[] } {
  const calls = script.staticCalls.filter(isSetValue);
  const statements = calls.map((call, index): RegistryStatement => {
    const { span, nameSpan, branch, functionName, remote } = call;
    return { key: `set-value/${index}`, span, nameSpan, branch, ...(functionName !== undefined && { functionName }), remote, call };
  });
  const writes = statements.flatMap(({ key, call }) => (call ? (writeOf(call, key, anchors) ?? []) : []));
  return { writes, statements };
}

/** Whether a call is one that writes a registry value. */
export function isSetValue({ type, method, reliable }: PsStaticCall): boolean {
  return reliable && /^(?:System\.)?(?:Microsoft\.Win32\.)?Registry$/i.test(type) && /^SetValue$/i.test(method);
}

function writeOf({ args, span, nameSpan, branch, functionName, remote }: PsStaticCall, key: string, anchors: Anchors): RegistryWrite | undefined {
  const [path, name, data, kind] = args.map(({ value }) => value);
  const pathText = literalOf(path);
  const nameText = literalOf(name);
  const match = pathText && /^([A-Z_]+)(?:\\(.*))?$/is.exec(pathText.text);
  // Short names of hives are not taken.
  const hive = match && /^HKEY_/i.test(match[1] ?? '') ? hiveOf(match[1] ?? '') : undefined;
  if (!pathText || !nameText || !data || hive === undefined || args.length > 4) return undefined;
  const type: TypeSlot = kind ? typeSlot(kind, `${key}/type`, anchors) : { state: 'absent' };
  // What has no type of its own becomes a text.
  const stated = type.state === 'known' ? type.type : type.state === 'absent' ? impliedType(data) : undefined;
  const content = stated === undefined || (type.state === 'absent' && stated === 'QWord') ? undefined : contentOf(stated, data);
  return {
    key,
    at: anchors.at(nameSpan, key),
    notation: 'dotnet',
    action: 'set',
    path: { value: { hive, key: plainKey(match?.[2] ?? '') }, text: pathText.text, at: anchors.at(pathText.span, `${key}/path`) },
    name: { value: nameText.text, text: nameText.text, at: anchors.at(nameText.span, `${key}/name`) },
    type,
    ...(content && { content }),
    forced: true,
    ...dataOfValue(data, key, anchors),
    ...(branch.length > 0 && { conditional: true as const }),
    ...((functionName !== undefined || remote) && { apart: true as const }),
    offset: span.start,
  };
}
