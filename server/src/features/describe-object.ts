import type { ObjectKind, SettingInfo } from '../knowledge/load-balancer/object-kind.ts';
import { code } from './markdown.ts';

/** What a kind of object of a load balancer is, as Markdown. */
export function describeObjectKind({ kind, about, sources }: ObjectKind): string {
  return `**${kind}**\n\n${about}\n\nSource: ${sources.join('; ')}`;
}

/** What a setting of such an object does, which values it takes and what counts without it, as Markdown. */
export function describeObjectSetting({ name, about, values, default: otherwise }: SettingInfo, { kind, sources }: ObjectKind): string {
  const lines = [
    `**${name}** (${kind})`,
    about,
    ...(values ? [`Values: ${values.map(code).join(', ')}`] : []),
    ...(otherwise === undefined ? [] : [`Default: ${code(otherwise)}`]),
    `Source: ${sources.join('; ')}`,
  ];
  return lines.join('\n\n');
}
