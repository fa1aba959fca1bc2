import { shortHive } from '../../knowledge/registry-path.ts';
import type { RegistryContent, RegistryEntry } from '../../model/registry/content.ts';
import { contentOf, typeName } from './content.ts';

/** Whose quotes are written: those of a batch file, or of PowerShell. What one program hands to another has quotes around it already, and takes none. */
export type Shell = 'batch' | 'powershell' | 'handed';

/** The command that writes or deletes a registry value; `undefined` where it cannot be written. */
export function spellReg(entry: RegistryEntry, shell: Shell): string | undefined {
  const { hive, key, name, content } = entry;
  const path = spellKey(hive, key, shell);
  const quotedName = name === '' ? '' : quoted(name, shell);
  if (path === undefined || quotedName === undefined) return undefined;
  const value = name === '' ? '/ve' : `/v ${quotedName}`;
  if (content === 'deleted') return `reg delete ${path} ${value} /f`;
  const data = spellData(content);
  if (data === undefined) return undefined;
  const word = data === '' ? '' : quoted(data, shell);
  return word === undefined ? undefined : `reg add ${path} ${value} /t ${typeName(content.type)}${word === '' ? '' : ` /d ${word}`} /f`;
}

/** A key as an argument. */
function spellKey(hive: string, key: string, shell: Shell): string | undefined {
  return quoted(key === '' ? shortHive(hive) : `${shortHive(hive)}\\${key}`, shell, true);
}

/** Data as `/d` takes it, without quotes; empty where nothing is to be written; `undefined` where `reg.exe` cannot write it. */
export function spellData(content: RegistryContent): string | undefined {
  if ('number' in content) return String(content.number);
  if ('text' in content) return content.text;
  const text = 'texts' in content ? content.texts.join('\\0') : content.bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
  // Texts with the separator in them, and lists of nothing, come out as something else.
  const again = contentOf(content.type, text);
  return again !== undefined && JSON.stringify(again) === JSON.stringify(content) ? text : undefined;
}

/** A text as one argument; `undefined` where the shell cannot pass it on. */
export function quoted(text: string, shell: Shell, always = false): string | undefined {
  if (/[\0\r\n]/.test(text)) return undefined;
  if (!always && /^[\w.:{}\\/-]+$/.test(text) && !(shell !== 'batch' && /[{}]/.test(text))) return text;
  if (shell === 'handed') return /^[\w.:\\/-]*[\w.:/-]$/.test(text) ? text : undefined;
  if (shell === 'powershell') {
    // Windows PowerShell passes on neither quotes nor a backslash before its closing quote as they are.
    if (/["\u2018-\u201e]/.test(text) || (/\s/.test(text) && text.endsWith('\\')) || text === '') return undefined;
    return `'${text.replace(/'/g, "''")}'`;
  }
  // cmd counts quotes without a look at backslashes: what follows an inner one may lie outside of all quotes.
  if (text.includes('"') || text.includes('!')) return undefined;
  return `"${text.replace(/%/g, '%%')}${/(?<!\\)\\+$/.exec(text)?.[0] ?? ''}"`;
}
