import { compareTargets, identity, runsAfter, type KempCommand, type KempTarget, type KempValue } from './command.ts';

/** A setting as the last command left it. */
export interface Current {
  readonly value: KempValue;
  readonly command: KempCommand;
}

/** A server that a command adds to a service. */
export interface KempServer {
  /** The command that adds it. */
  readonly command: KempCommand;
  readonly settings: Map<string, Current | 'unknown'>;
}

/** A virtual service as a file makes and changes it. */
export interface KempService {
  /** The command that makes it. */
  readonly command: KempCommand;
  /** What it is called by, where all of that is known. */
  readonly id: string | undefined;
  readonly settings: Map<string, Current | 'unknown'>;
  readonly servers: KempServer[];
  /** Every command that surely is about it, in the order of the text. */
  readonly commands: KempCommand[];
  /** Whether settings that are not stated may be other than the defaults. */
  open: boolean;
  /** Whether `servers` is certainly all that the file adds. */
  complete: boolean;
  /** Whether it has services of its own below it, which have the servers. */
  split: boolean;
}

/** What a file's commands make, in the order in which they run. Only services that the file itself makes. */
export function servicesOf(commands: readonly KempCommand[]): KempService[] {
  const services: KempService[] = [];
  for (const command of commands) {
    if (command.verb === 'add-service') services.push(made(command));
    else if (command.verb !== 'other') {
      const { same, maybe } = findServices(services, command.target);
      if (same) same.commands.push(command);
      for (const service of same ? [same] : maybe) change(service, command, same !== undefined && runsAfter(command, service.command));
      if (command.verb === 'remove-service') for (const service of same ? [same] : maybe) services.splice(services.indexOf(service), 1);
    }
  }
  return services;
}

/**
 * The services that a file gives a path to test and does not make, as a script does for one that was set up by hand. Nothing is
 * known of them but what it gives them.
 * @param own those that it does make
 */
export function checkedServices(commands: readonly KempCommand[], own: readonly KempService[]): KempService[] {
  if (!commands.some((command) => isCheck(command))) return [];
  const checked: KempService[] = [];
  for (const command of commands) {
    if (command.verb !== 'set-service') continue;
    const about = findServices(own, command.target);
    if (about.same || about.maybe.length > 0) continue;
    const { same, maybe } = findServices(checked, command.target);
    if (same) same.commands.push(command);
    for (const service of same ? [same] : maybe) change(service, command, same !== undefined && runsAfter(command, service.command));
    if (!same && isCheck(command)) checked.push({ ...made(command), open: true, complete: false });
  }
  return checked;
}

function isCheck({ verb, settings }: KempCommand): boolean {
  return verb === 'set-service' && settings.has('checkurl');
}

/** The service that a command is about, else those that it may be about. */
export function findServices(services: readonly KempService[], target: KempTarget): { readonly same?: KempService; readonly maybe: readonly KempService[] } {
  if (target.kind === 'made') {
    const same = services.find(({ command }) => command.key === target.by);
    return { ...(same && { same }), maybe: [] };
  }
  const id = idOf(target);
  let same: KempService | undefined;
  const maybe: KempService[] = [];
  // There may be thousands of both services and commands: nothing is made for each pair of them.
  for (const service of services) {
    const isNamed = id !== undefined && service.id !== undefined;
    const compared = isNamed ? (id === service.id ? 'same' : 'no') : compareTargets(service.command.target, target);
    if (compared === 'same') same = service;
    else if (compared === 'maybe') maybe.push(service);
  }
  return { ...(same && { same }), maybe };
}

function idOf(target: KempTarget): string | undefined {
  return target.kind === 'address' && target.parts.every((part) => part?.startsWith('=')) ? target.parts.join(' ') : undefined;
}

function made(command: KempCommand): KempService {
  return {
    command,
    id: idOf(command.target),
    settings: new Map([...command.settings].map(([name, value]) => [name, { value, command }])),
    servers: [],
    commands: [command],
    open: command.unread || command.settings.has('template'),
    complete: true,
    split: command.settings.has('createsubvs'),
  };
}

/** Settings that say which service or server a command is about. */
const NAMES: ReadonlySet<string> = new Set(['vs', 'vsindex', 'port', 'prot', 'rs', 'rsindex', 'rsport']);

function change(service: KempService, command: KempCommand, isCertain: boolean): void {
  switch (command.verb) {
    case 'set-service':
      assign(service.settings, command, isCertain);
      if (command.unread) service.open = true;
      if (command.settings.has('createsubvs')) service.split = true;
      return;
    case 'split-service':
      service.split = true;
      return;
    case 'add-server':
      if (isCertain) service.servers.push({ command, settings: new Map([...command.settings].map(([name, value]) => [name, { value, command }])) });
      // One that is not known at all may be several, in a loop.
      if (!isCertain || command.unread || identity(command.settings.get('rs')) === undefined) service.complete = false;
      return;
    case 'set-server':
      for (const { server, result } of serversFor(service, command)) assign(server.settings, command, isCertain && result === 'same');
      return;
    case 'remove-server':
      for (const { server, result } of serversFor(service, command)) {
        service.servers.splice(service.servers.indexOf(server), 1);
        if (!isCertain || result !== 'same') service.complete = false;
      }
      return;
    default:
      return;
  }
}

function assign(settings: Map<string, Current | 'unknown'>, command: KempCommand, isCertain: boolean): void {
  // A table that is not known may hold anything.
  if (command.unread) for (const name of settings.keys()) if (!NAMES.has(name)) settings.set(name, 'unknown');
  for (const [name, value] of command.settings) if (!NAMES.has(name)) settings.set(name, isCertain ? { value, command } : 'unknown');
}

/** The servers that a command is about, or may be about. */
function serversFor(service: KempService, command: KempCommand): { server: KempServer; result: 'same' | 'maybe' }[] {
  return service.servers.flatMap((server) => {
    const results = (['rs', 'rsport'] as const).map((name) => compareNames(server.command.settings.get(name), command.settings.get(name)));
    if (results.includes('no')) return [];
    return [{ server, result: results.every((result) => result === 'same') ? ('same' as const) : ('maybe' as const) }];
  });
}

function compareNames(a: KempValue | undefined, b: KempValue | undefined): 'same' | 'maybe' | 'no' {
  const [x, y] = [identity(a), identity(b)];
  if (x === undefined || y === undefined) return 'maybe';
  if (x === y) return 'same';
  return x.startsWith('=') && y.startsWith('=') ? 'no' : 'maybe';
}

/** The value of a setting, and who gave it; `unknown` where something may have; absent where nothing states it. */
export function currentOf({ settings, open }: KempService, name: string): Current | 'unknown' | undefined {
  return settings.get(name) ?? (open ? 'unknown' : undefined);
}
