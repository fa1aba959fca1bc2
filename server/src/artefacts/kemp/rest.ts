import { KEMP_COMMANDS } from '../../knowledge/load-balancer/kemp.ts';
import type { RestCommand, RestParameter } from '../../syntax/kemp/rest.ts';
import { identity, type KempCommand, type KempTarget, type KempValue, type KempVerb } from './command.ts';

/** Other spellings of names. */
const NAMES: Readonly<Record<string, string>> = { checkuse1_1: 'checkuse1.1', checkuse11: 'checkuse1.1', protocol: 'prot' };

/** A command of the REST interface among those of a file; `undefined` for one that is about neither services nor servers. */
export function restCommand(text: string, command: RestCommand, key: string): KempCommand | undefined {
  const verb = (KEMP_COMMANDS as Readonly<Record<string, KempVerb>>)[command.name];
  if (!verb || !Object.hasOwn(KEMP_COMMANDS, command.name)) return undefined;
  const settings = new Map<string, KempValue>();
  for (const parameter of command.parameters) {
    const value = valueOf(text, command, parameter);
    settings.set(nameOf(parameter), value);
  }
  return {
    key,
    verb,
    at: command.nameSpan,
    whole: command.span,
    target: targetOf(command, settings),
    settings,
    unread: command.open,
    branch: [],
  };
}

/** The name of a setting; services and servers may be given by their index. */
export function nameOf({ name, text }: RestParameter): string {
  if (name === 'vs' && text !== undefined && /^\d+$/.test(text)) return 'vsindex';
  if (name === 'rs' && text !== undefined && /^!?\d+$/.test(text)) return 'rsindex';
  return NAMES[name] ?? name;
}

function valueOf(text: string, { form }: RestCommand, { name, span, text: value }: RestParameter): KempValue {
  const raw = text.slice(span.start, span.end);
  const variable = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(raw)?.[1];
  const isRaw = form === 'url' && name === 'checkurl' && value !== undefined && /[{}]/.test(raw);
  return {
    span,
    ...(value !== undefined && { text: value }),
    ...(variable !== undefined && { same: `$${variable.toLowerCase()}` }),
    ...(isRaw && { unencoded: span }),
  };
}

function targetOf({ host }: RestCommand, settings: ReadonlyMap<string, KempValue>): KempTarget {
  if (settings.has('vsindex')) return { kind: 'unknown' };
  const on = host === undefined ? '=' : /[${<]/.test(host) ? host : `=${host}`;
  return { kind: 'address', parts: [on, ...['vs', 'port', 'prot'].map((name) => identity(settings.get(name)))] };
}
