import type { Span } from '../../core/span.ts';
import { PROVIDER_CMDLETS } from '../../knowledge/cmdlets/registry-keys.ts';
import type { RegistryPath } from '../../knowledge/registry-path.ts';
import { bind, type BoundCommand } from '../../syntax/powershell/bind.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { readRegistryPath, type Drives } from './registry-path.ts';
import { literalOf } from './tree.ts';

/** What decides which key a path is. */
export interface Site {
  readonly drives: Drives;
  /** Whether the script changes locations: `HKLM:SYSTEM` may then be anywhere. */
  readonly moved: boolean;
}

/** A path as it is written, and the key that it is. */
export interface WrittenPath {
  readonly value: RegistryPath;
  readonly text: string;
  readonly span: Span;
}

/** The keys that a command is about; empty where one of them is not known or is none of the registry. */
export function pathsOf(bound: BoundCommand, site: Site): WrittenPath[] {
  const isPattern = bound.parameters.has('Path');
  const value = (bound.parameters.get('Path') ?? bound.parameters.get('LiteralPath'))?.value;
  const items = value?.kind === 'array' ? value.items : [value];
  const paths = items.flatMap((item) => {
    const literal = literalOf(item);
    const path = literal && !isUncertain(literal.text, isPattern, site.moved) ? readRegistryPath(literal.text, site.drives) : undefined;
    return literal && path ? [{ value: path, text: literal.text, span: literal.span }] : [];
  });
  return paths.length === items.length ? paths : [];
}

/**
 * Whether a path names another key than it seems: wildcards are looked up in the registry, and a path without a backslash
 * behind the drive is relative to where the drive was last set to.
 */
function isUncertain(path: string, isPattern: boolean, moved: boolean): boolean {
  if (isPattern && /[*?[\]]/.test(path)) return true;
  return moved && /^[A-Z]\w*:(?![\\/:])/i.test(path.trim());
}

/** The drives that a script makes. One that is made twice is as little known as one whose root is. */
export function drivesOf(script: PsScript): Drives {
  const drives = new Map<string, string | undefined>();
  const { newDrive } = PROVIDER_CMDLETS;
  const names: readonly string[] = [newDrive.name, ...(newDrive.aliases ?? [])].map((name) => name.toLowerCase());
  for (const command of script.commands.filter(({ name }) => names.includes(name.toLowerCase()))) {
    const { parameters } = bind(command, newDrive);
    const name = literalOf(parameters.get('Name')?.value)?.text.toLowerCase();
    const root = literalOf(parameters.get('Root')?.value)?.text;
    if (name !== undefined) drives.set(name, drives.has(name) && drives.get(name) !== root ? undefined : root);
  }
  return drives;
}
