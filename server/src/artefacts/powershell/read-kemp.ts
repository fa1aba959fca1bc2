import { encloses, type Span } from '../../core/span.ts';
import type { Cmdlet } from '../../knowledge/cmdlet.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { settingName } from '../../knowledge/load-balancer/kemp-commands.ts';
import type { Anchors } from '../../model/facts.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import { Services } from '../../model/load-balancer/service.ts';
import { looseCommands, mayHaveRest, restCommands, type LooseCommand } from '../../syntax/kemp/rest.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { identity, type KempCommand, type KempTarget, type KempValue, type KempVerb } from '../kemp/command.ts';
import { readKemp } from '../kemp/read.ts';
import { restTree, type RestTree } from '../kemp/rest.ts';
import { assignments } from './read-pipeline.ts';
import { literalOf, runsElsewhere, type KnownCommand } from './tree.ts';

const VERBS: ReadonlyMap<Cmdlet, KempVerb> = new Map<Cmdlet, KempVerb>([
  [CMDLETS.newKempService, 'add-service'],
  [CMDLETS.setKempService, 'set-service'],
  [CMDLETS.removeKempService, 'remove-service'],
  [CMDLETS.newKempSubService, 'split-service'],
  [CMDLETS.getKempService, 'other'],
  [CMDLETS.newKempServer, 'add-server'],
  [CMDLETS.setKempServer, 'set-server'],
  [CMDLETS.removeKempServer, 'remove-server'],
]);

/** Parameters that take the index of a service. */
const INDEXES: ReadonlySet<string> = new Set(['VSIndex', 'FollowVSID']);

/** A longer expression is none that asks for an index. */
const LONGEST_INDEX = 1000;

/** Variables that PowerShell sets anew all the time. */
const AUTOMATIC = /^(_|psitem|args|input|this|matches)$/;

/** Whether a cmdlet is one of those that a LoadMaster is managed with. */
export function isKempCmdlet(cmdlet: Cmdlet): boolean {
  return VERBS.has(cmdlet);
}

/**
 * The load balancer that a script sets up, and whether it has to do with a VPN: by its services, by the ports of IKE, or because the script
 * speaks of one.
 */
export function readKempScript(
  script: PsScript,
  commands: readonly KnownCommand[],
  anchors: Anchors,
): { readonly balancer?: LoadBalancer; readonly isVpn: boolean } {
  const found = kempCommands(script, commands);
  if (found.length === 0) return { isVpn: false };
  const balancer = readKemp(found, anchors);
  const isVpn =
    /vpn|ikev2|sstp|sra_/i.test(script.text) ||
    found.some(({ settings }) => ['500', '4500'].includes(settings.get('port')?.text ?? '')) ||
    (balancer !== undefined && new Services(balancer, []).services.length > 0);
  return { ...(balancer && { balancer }), isVpn };
}

/** The commands to a LoadMaster in a script, cmdlets and those in texts for its REST interface, in the order of the text. */
export function kempCommands(script: PsScript, commands: readonly KnownCommand[]): KempCommand[] {
  const reader = new KempReader(script, commands);
  const cmdlets = commands.flatMap((command) => reader.read(command) ?? []);
  const { commands: rest } = scriptRest(script);
  if (rest.length === 0) return cmdlets;
  const placed = rest.map((command) => {
    const around = script.commands.find(({ span }) => encloses(span, command.whole));
    return { ...command, branch: around?.branch ?? [] };
  });
  return [...cmdlets, ...placed].sort((a, b) => a.whole.start - b.whole.start);
}

/** The commands to the REST interface in the strings of a script. */
export function scriptRest({ text, strings }: PsScript): RestTree {
  if (!mayHaveRest(text)) return restTree(text, [], []);
  // A string may stand within another one.
  const found = distinct(strings.flatMap(({ inner }) => restCommands(text, inner)));
  const loose = strings.flatMap(({ span }) => [
    ...looseCommands(text, found, span),
    ...(found.some((command) => encloses(span, command.span)) ? copiesOf(text, span) : []),
  ]);
  return restTree(text, found, distinct(loose));
}

/** What a script makes of a text with commands, by replacing parts of it: commands that nobody can read. */
function copiesOf(text: string, { start }: Span): LooseCommand[] {
  const name = /\$(\w+)[ \t]*=[ \t]*$/.exec(text.slice(Math.max(0, start - 100), start))?.[1];
  if (name === undefined) return [];
  const pattern = new RegExp(`\\$${name}\\b\\s*(?:-[ci]?replace\\b|\\.Replace\\(|-f\\b|\\|\\s*ConvertFrom-Json\\b)`, 'gi');
  return [...text.matchAll(pattern)].map((match) => ({ name: 'addvs', span: { start: match.index, end: match.index + match[0].length } }));
}

function distinct<T extends { readonly span: Span; readonly nameSpan?: Span }>(found: readonly T[]): T[] {
  return [...new Map(found.map((each) => [(each.nameSpan ?? each.span).start, each])).values()];
}

class KempReader {
  readonly #script: PsScript;
  readonly #commands: readonly KnownCommand[];
  readonly #counts = new Map<string, RegExpExecArray[]>();

  constructor(script: PsScript, commands: readonly KnownCommand[]) {
    this.#script = script;
    this.#commands = commands;
  }

  /** A command among those of a file; `undefined` for one of another cmdlet. */
  read(command: KnownCommand): KempCommand | undefined {
    const { bound, key } = command;
    const verb = VERBS.get(bound.cmdlet);
    if (!verb) return undefined;
    const settings = new Map<string, KempValue>();
    for (const { name, value, nameSpan } of bound.parameters.values()) {
      if (value) settings.set(settingName(name), this.#value(command, value, INDEXES.has(name)));
      else if (nameSpan) settings.set(settingName(name), { span: nameSpan });
    }
    const index = settings.get('vsindex');
    return {
      key,
      verb,
      at: bound.command.nameSpan,
      whole: bound.command.span,
      target: index && index.text?.trim() !== '-1' ? (index.service ?? { kind: 'unknown' }) : this.#address(settings),
      settings,
      unread: bound.unread,
      branch: runsElsewhere(command) ? [-1, ...bound.command.branch] : bound.command.branch,
    };
  }

  #address(settings: ReadonlyMap<string, KempValue>): KempTarget {
    const parts = ['vs', 'port', 'prot'].map((name) => identity(settings.get(name)));
    return { kind: 'address', parts: [settings.has('loadbalancer') ? identity(settings.get('loadbalancer')) : '=', ...parts] };
  }

  #value(command: KnownCommand, value: PsValue, isIndex: boolean): KempValue {
    const literal = literalOf(value);
    if (literal) return { span: literal.span, text: literal.text };
    if (value.kind === 'boolean') return { span: value.span, text: String(value.value) };
    const service = isIndex ? this.#serviceOf(value.span, '', 0, command.bound.command.call) : undefined;
    const same = this.#sameOf(command, this.#textOf(value.span));
    return { span: value.span, ...(same !== undefined && { same }), ...(service && { service }) };
  }

  /** A variable that is assigned once at most stands for the same value all the time, but for one of a function that is called several times. */
  #sameOf({ bound: { command } }: KnownCommand, source: string): string | undefined {
    const variable = /^\$(\w+)$/.exec(source)?.[1]?.toLowerCase();
    if (variable === undefined || command.call || AUTOMATIC.test(variable)) return undefined;
    const [only, ...more] = this.#assigned(variable);
    // The variable of a loop is set anew as well.
    if (more.length > 0 || (only && /\sin$/i.test(only[0]))) return undefined;
    return `$${variable} in ${command.functionName?.toLowerCase() ?? ''}`;
  }

  /**
   * The service whose index an expression is: what New- or Get-AdcVirtualService returned, directly or by a variable that is assigned once.
   * @param behind members that are read of it
   * @param call the call of a function that it is read in: the same line makes another service in each
   */
  #serviceOf(span: Span, behind: string, depth: number, call: Span | undefined): KempTarget | undefined {
    if (span.end - span.start > LONGEST_INDEX) return undefined;
    if (depth > 3) return undefined;
    const open = /^(?:\[\w+\]\s*|\$?\(\s*)*/.exec(this.#textOf(span))?.[0].length ?? 0;
    const membersOf = (close: string): string => close.replace(/[\s)]/g, '') + behind;
    const command = this.#commandAt(span.start + open, call);
    if (command) {
      const close = this.#script.text.slice(command.bound.command.span.end, span.end);
      return /^(?:\s*\)|\.\w+)*$/.test(close) && /\.index$/i.test(membersOf(close)) ? this.#targetOf(command) : undefined;
    }
    const found = /^\$(?:script:|global:|local:)?(\w+)((?:\s*\)|\.\w+)*)$/.exec(this.#textOf(span).slice(open));
    const variable = found?.[1]?.toLowerCase();
    const [only, ...more] = variable === undefined ? [] : this.#assigned(variable);
    if (!only || more.length > 0 || only.index > span.start || !/=\s*$/.test(only[0])) return undefined;
    const start = only.index + only[0].length;
    const assigned = this.#commandAt(start, call);
    const end = assigned?.bound.command.span.end ?? start + (/^[^\r\n;#]*/.exec(this.#script.text.slice(start))?.[0].trimEnd().length ?? 0);
    if (assigned && !/^[ \t]*(?:[;#\r\n}]|$)/.test(this.#script.text.slice(end))) return undefined;
    return this.#serviceOf({ start, end }, membersOf(found?.[2] ?? ''), depth + 1, call);
  }

  #commandAt(start: number, call: Span | undefined): KnownCommand | undefined {
    const all = this.#commands.filter(({ bound }) => bound.command.span.start === start);
    return all.find(({ bound }) => bound.command.call?.start === call?.start) ?? (all.length === 1 ? all[0] : undefined);
  }

  #targetOf(command: KnownCommand): KempTarget | undefined {
    const verb = VERBS.get(command.bound.cmdlet);
    if (verb === 'add-service') return { kind: 'made', by: command.key };
    const target = verb === 'other' ? this.read(command)?.target : undefined;
    return target?.kind === 'address' && target.parts[1] === undefined ? undefined : target;
  }

  #textOf({ start, end }: Span): string {
    return this.#script.text.slice(start, end);
  }

  #assigned(variable: string): RegExpExecArray[] {
    let found = this.#counts.get(variable);
    if (!found) this.#counts.set(variable, (found = assignments(this.#script.text, variable)));
    return found;
  }
}
