import { shortHive } from '../../knowledge/registry-path.ts';
import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';

/** How a cmdlet is written that others stand beside. */
export interface CmdletStyle {
  readonly cmdlet: 'New-ItemProperty' | 'Set-ItemProperty';
  readonly quote: "'" | '"';
  /** The path as an argument, where it is not to be spelled out. */
  readonly path?: string;
}

const USUAL: CmdletStyle = { cmdlet: 'New-ItemProperty', quote: "'" };

/** The cmdlet that writes or deletes a registry value. */
export function spellCmdlet(entry: RegistryEntry, style: CmdletStyle = USUAL): string {
  const { content } = entry;
  const path = style.path ?? spellPath(entry, style.quote);
  const name = entry.name === '' ? quotedText('(default)', style.quote) : /^[a-z]\w*$/i.test(entry.name) ? entry.name : quotedText(entry.name, style.quote);
  if (content === 'deleted') return `Remove-ItemProperty -Path ${path} -Name ${name} -ErrorAction SilentlyContinue`;
  const data = spellData(content, style.quote);
  if (style.cmdlet === 'Set-ItemProperty') return `Set-ItemProperty -Path ${path} -Name ${name} -Type ${content.type} -Value ${data}`;
  return `New-ItemProperty -Path ${path} -Name ${name} -PropertyType ${content.type} -Value ${data} -Force`;
}

/** The call of `[Registry]::SetValue` that writes a value; `undefined` for a deletion, which it cannot do. */
export function spellSetValue({ hive, key, name, content }: RegistryEntry, quote: "'" | '"' = "'"): string | undefined {
  if (content === 'deleted') return undefined;
  const args = [
    quotedText(key === '' ? hive : `${hive}\\${key}`, quote),
    quotedText(name, quote),
    spellArgument(content, quote),
    quotedText(content.type, quote),
  ];
  return `[Microsoft.Win32.Registry]::SetValue(${args.join(', ')})`;
}

/** A key as a path of PowerShell's drive, or of its provider where there is no drive. */
export function spellPath({ hive, key }: Pick<RegistryEntry, 'hive' | 'key'>, quote: "'" | '"' = "'"): string {
  const short = shortHive(hive);
  return quotedText(short === 'HKLM' || short === 'HKCU' ? `${short}:\\${key}` : `Registry::${hive}\\${key}`, quote);
}

/**
 * The line that makes the key of a value where it is missing; `undefined` for a key that a service brings along. Only where it is missing:
 * `New-Item -Force` empties a key that exists.
 */
export function keyGuard(entry: Pick<RegistryEntry, 'hive' | 'key'>, path = spellPath(entry)): string | undefined {
  if (/^SYSTEM\\CurrentControlSet\\Services\\[^\\]+(?:\\Parameters)?$/i.test(entry.key)) return undefined;
  return `if (-not (Test-Path -Path ${path})) { New-Item -Path ${path} -Force | Out-Null }`;
}

/** Data as the argument of a cmdlet. */
export function spellData(content: RegistryContent, quote: "'" | '"' = "'"): string {
  if ('number' in content) return spellNumber(content);
  if ('text' in content) return quotedText(content.text, quote);
  if ('texts' in content) return `@(${content.texts.map((text) => quotedText(text, quote)).join(', ')})`;
  return `(${bytes(content.bytes)})`;
}

/** Data as the argument of a method, whose types must be right. */
export function spellArgument(content: RegistryContent, quote: "'" | '"' = "'"): string {
  if ('bytes' in content) return bytes(content.bytes);
  return 'texts' in content ? `[string[]]${spellData(content, quote)}` : spellData(content, quote);
}

/** A number without sign. One that fills its bits has a sign in PowerShell, unless it is hexadecimal. */
export function spellNumber({ type, number }: Extract<RegistryContent, { number: bigint }>): string {
  const bits = type === 'DWord' ? 31n : 63n;
  return number < 1n << bits ? String(number) : `0x${number.toString(16).toUpperCase()}`;
}

/** A text in quotes. */
function quotedText(text: string, quote: "'" | '"'): string {
  return `${quote}${insideQuotes(text, quote)}${quote}`;
}

/** A text as it stands between quotes. */
export function insideQuotes(text: string, quote: "'" | '"'): string {
  if (quote === "'") return text.replace(/['\u2018-\u201b]/g, '$&$&');
  return text.replace(/[`$]/g, '`$&').replace(/["\u201c-\u201e]/g, '$&$&');
}

function bytes(list: readonly number[]): string {
  const spelled = list.map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(',');
  return list.length === 0 ? '[byte[]]@()' : `[byte[]](${spelled})`;
}
