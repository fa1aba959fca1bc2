import { KEMP_COMMANDS } from '../../knowledge/load-balancer/kemp.ts';
import type { Span } from '../../core/span.ts';
import { decodedQuery, type LooseCommand, type RestCommand, type RestParameter } from '../../syntax/kemp/rest.ts';
import { Variables } from '../../syntax/kemp/variables.ts';
import { identity, type KempCommand, type KempTarget, type KempValue, type KempVerb } from './command.ts';
import { hostPart, Indexes } from './indexes.ts';

/** Other spellings of names. */
const NAMES: Readonly<Record<string, string>> = { checkuse1_1: 'checkuse1.1', checkuse11: 'checkuse1.1', protocol: 'prot' };

/** The commands of a text, by key, and what they mean. */
export interface RestTree {
  /** Every command of the interface, whatever it is about. */
  readonly rest: ReadonlyMap<string, RestCommand>;
  /** Those that make or change services and servers. */
  readonly commands: readonly KempCommand[];
  readonly indexes: Indexes;
}

/** Commands of the REST interface with what the text around them says of their variables. */
export function restTree(text: string, found: readonly RestCommand[], loose: readonly LooseCommand[]): RestTree {
  const rest = new Map(found.map((command, index) => [`rest/${index}`, command]));
  const reader = new RestReader(text, rest);
  const read = [...rest].flatMap(([key, command]) => reader.read(command, key) ?? []);
  // What cannot be read may be about any service, unless nothing else is read either.
  const unknown = read.length === 0 ? [] : loose.map(({ name, span }, index) => unknownCommand(name, span, `loose/${index}`));
  const commands = [...read, ...unknown].sort((a, b) => a.whole.start - b.whole.start);
  return { rest, commands, indexes: reader.indexes };
}

/** The name of a setting; services and servers may be given by their index. */
export function nameOf({ name, text }: RestParameter): string {
  if (name === 'vs' && text !== undefined && /^\d+$/.test(text)) return 'vsindex';
  if (name === 'rs' && text !== undefined && /^!?\d+$/.test(text)) return 'rsindex';
  return NAMES[name] ?? name;
}

function unknownCommand(name: string, span: Span, key: string): KempCommand {
  const verb = (KEMP_COMMANDS as Readonly<Record<string, KempVerb>>)[name] ?? 'other';
  return { key, verb, at: span, whole: span, target: { kind: 'unknown' }, settings: new Map(), unread: true, branch: [] };
}

class RestReader {
  readonly indexes: Indexes;
  readonly #text: string;
  readonly #variables: Variables;

  constructor(text: string, rest: ReadonlyMap<string, RestCommand>) {
    this.#text = text;
    this.#variables = new Variables(text);
    this.indexes = new Indexes(text, rest, this.#variables, (command) => this.#namedBy(command));
  }

  /** A command among those of a file; `undefined` for one that is about neither services nor servers. */
  read(command: RestCommand, key: string): KempCommand | undefined {
    if (!Object.hasOwn(KEMP_COMMANDS, command.name)) return undefined;
    const verb = (KEMP_COMMANDS as Readonly<Record<string, KempVerb>>)[command.name];
    const settings = this.#settingsOf(command);
    return (
      verb && { key, verb, at: command.nameSpan, whole: command.span, target: this.#targetOf(command, settings), settings, unread: command.open, branch: [] }
    );
  }

  #namedBy(command: RestCommand): KempTarget {
    const settings = new Map(command.parameters.map((each) => [nameOf(each), this.#valueOf(command, each)]));
    return settings.has('vsindex') ? { kind: 'unknown' } : this.#addressOf(command, settings);
  }

  #settingsOf(command: RestCommand): Map<string, KempValue> {
    const settings = new Map<string, KempValue>();
    for (const parameter of command.parameters) {
      const name = nameOf(parameter);
      const value = this.#valueOf(command, parameter);
      const isIndex = name === 'followvsid' || name === 'vsindex' || (name === 'vs' && value.text === undefined);
      const service = isIndex ? this.indexes.serviceAt(parameter.span) : undefined;
      settings.set(name === 'vs' && service ? 'vsindex' : name, { ...value, ...(service && { service }) });
    }
    return settings;
  }

  #targetOf(command: RestCommand, settings: ReadonlyMap<string, KempValue>): KempTarget {
    const index = settings.get('vsindex');
    return index ? (index.service ?? { kind: 'unknown' }) : this.#addressOf(command, settings);
  }

  #valueOf({ form }: RestCommand, { name, span, text: value }: RestParameter): KempValue {
    const raw = this.#text.slice(span.start, span.end);
    const variable = value === undefined ? Variables.nameIn(raw) : undefined;
    const constant = variable === undefined ? undefined : this.#variables.textOf(variable, span.start);
    const text = value ?? (constant !== undefined && form === 'url' ? decodedQuery(constant) : constant);
    const isRaw = form === 'url' && name === 'checkurl' && value !== undefined && /[{}]/.test(raw);
    return {
      span,
      ...(text !== undefined && { text }),
      // One that is set again stands for several values.
      ...(variable !== undefined && this.#variables.isConstant(variable) && { same: `$${variable}` }),
      ...(isRaw && { unencoded: span }),
    };
  }

  #addressOf({ host }: RestCommand, settings: ReadonlyMap<string, KempValue>): KempTarget {
    const again = [...(host ?? '').matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => this.#variables.isSetAgain(name.toLowerCase()));
    return { kind: 'address', parts: [again ? undefined : hostPart(host), ...['vs', 'port', 'prot'].map((name) => identity(settings.get(name)))] };
  }
}
