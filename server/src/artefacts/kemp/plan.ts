import { largest } from '../../core/lists.ts';
import type { Location } from '../../core/source-file.ts';
import { KEMP_CHECK_METHODS } from '../../knowledge/load-balancer/kemp.ts';
import { SSTP_PATH, SSTP_STATUS } from '../../knowledge/sstp.ts';
import type { LoadBalancerChange, MonitorCorrection } from '../../model/load-balancer/change.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import { checkedServices, findServices, servicesOf, type KempServer, type KempService } from './services.ts';
import { flag, identity, type KempCommand } from './command.ts';

/** A value to write: each notation spells what is switched on in its own way. Nothing is ever switched off. */
export type NewValue = string | number | true;

/** Make a command give a setting this value. */
interface SetStep {
  readonly kind: 'set';
  readonly command: KempCommand;
  readonly name: string;
  readonly value: NewValue;
}

/** What is done to the commands of a file, whatever their notation. */
export type KempStep =
  | SetStep
  /** Repeat a command with other values, behind others. */
  | { readonly kind: 'repeat'; readonly command: KempCommand; readonly values: ReadonlyMap<string, NewValue>; readonly behind: KempCommand }
  /** Make a service share the records of another, behind a command. `port` is that of a service that is made by `repeat` of the first. */
  | { readonly kind: 'follow'; readonly follower: KempService; readonly port?: number; readonly followed: KempService; readonly behind: KempCommand }
  /** Write what a setting has in the encoding that the notation wants. */
  | { readonly kind: 'encode'; readonly command: KempCommand; readonly name: string };

/** Steps that make several changes; `undefined` where one of them takes a guess. */
export function plansOf(commands: readonly KempCommand[], changes: readonly LoadBalancerChange[]): readonly KempStep[] | undefined {
  return all(changes.map((change) => planOf(commands, change)));
}

/** Steps that make one change. */
function planOf(commands: readonly KempCommand[], change: LoadBalancerChange): readonly KempStep[] | undefined {
  const services = servicesOf(commands);
  // What a file does not make it can only correct.
  const known = change.kind === 'correct-monitor' ? [...services, ...checkedServices(commands, services)] : services;
  const find = ({ key }: Location): KempService | undefined => known.find((each) => each.commands.some((command) => isOf(command, key)));
  const service = find(change.at);
  if (change.kind === 'set-member-port') return memberPort(services, change.at.key, change.port);
  if (!service) return undefined;
  switch (change.kind) {
    case 'add-twin':
      return twin(service, change.port);
    case 'tie-listeners': {
      const other = find(change.other);
      return other && tie(service, other, change.seconds);
    }
    case 'persist-by-source':
      return all(groupOf(services, service).map((each) => assign(each, { persist: 'src' })));
    case 'set-persistence-timeout':
      return all(groupOf(services, service).map((each) => assign(each, { persisttimeout: wholeMinutes(change.seconds) })));
    case 'keep-client-address':
      return assign(service, { transparent: true });
    case 'set-transport':
      return renamed(service, 'prot', change.transport);
    case 'add-member':
      return member(services, service, valueOf(change.like.address), change.like.key, change.port);
    case 'monitor-by-icmp':
      return assign(service, { checktype: 'icmp' });
    case 'monitor-by-sstp':
      return assign(service, bySstp(service, change.scheme, change.host));
    case 'correct-monitor':
      return correct(service, change.correction);
    case 'persist-sstp':
      // Without a timeout there is no persistence.
      return assign(service, { persist: 'ssl', ...(lastsLess(service, 60) && { persisttimeout: 3600 }) });
  }
}

/** Whether the place of this key is one of a command. */
function isOf(command: KempCommand, key: string | undefined): boolean {
  return key?.startsWith(`${command.key}/`) ?? false;
}

/** Settings of a service, each in the command that gave it last, else in the one that makes the service. */
function assign(service: KempService, values: Readonly<Record<string, NewValue>>): SetStep[] | undefined {
  return all(
    Object.entries(values).map(([name, value]): SetStep[] | undefined => {
      const current = service.settings.get(name);
      if (current === 'unknown' || (!current && service.open)) return undefined;
      if (current && isSame(current.value.text, value)) return [];
      return [{ kind: 'set', command: current?.command ?? service.command, name, value }];
    }),
  );
}

function all<S extends KempStep>(steps: readonly (readonly S[] | undefined)[]): S[] | undefined {
  return steps.every((each) => each !== undefined) ? steps.flat() : undefined;
}

function isSame(text: string | undefined, value: NewValue): boolean {
  if (value === true) return flag({ span: { start: 0, end: 0 }, ...(text !== undefined && { text }) }) === true;
  return text?.trim() === String(value);
}

/** Timeouts are rounded down to minutes. */
function wholeMinutes(seconds: number): number {
  return Math.ceil(seconds / 60) * 60;
}

/** The last of a service's commands in the text. */
function lastOf(service: KempService, ...others: readonly KempService[]): KempCommand {
  const all = [service, ...others].flatMap(({ commands }) => commands);
  return all.reduce((last, each) => (each.whole.end > last.whole.end ? each : last), service.command);
}

/** The same service and servers at another port, which follows the first one. */
function twin(service: KempService, port: number): KempStep[] | undefined {
  const behind = lastOf(service);
  // What other commands do to the first one would have to be repeated as well.
  if (service.commands.some(({ verb }) => !['add-service', 'add-server', 'other'].includes(verb)) || service.open) return undefined;
  const own = service.command.settings.get('port')?.text?.trim();
  // A command that names the service by its index would be about the first one again.
  if (service.commands.some(({ verb, settings }) => verb !== 'other' && !settings.has('port'))) return undefined;
  if (own === undefined || service.command.settings.has('nickname') || service.command.settings.has('followvsid')) return undefined;
  const ready = assign(service, { persist: 'src', ...(lastsLess(service, 300) && { persisttimeout: 3600 }) });
  if (!ready) return undefined;
  const repeated = service.commands
    .filter(({ verb }) => verb !== 'other')
    .map((command): KempStep => {
      const rsport = command.settings.get('rsport')?.text?.trim();
      // Steps that change the service while it is repeated hold for its copy as well.
      const changed = command === service.command ? ready.map((step) => [step.name, step.value] as const) : [];
      return {
        kind: 'repeat',
        command,
        values: new Map<string, NewValue>([['port', port], ...(rsport === own ? [['rsport', port] as const] : []), ...changed]),
        // In a loop over servers the copy belongs behind the command itself.
        behind: service.complete ? behind : command,
      };
    });
  return [...ready, ...repeated, { kind: 'follow', follower: service, port, followed: service, behind }];
}

/** The seconds for which records are kept: 0 where nothing certain says so, `undefined` where only the running script knows. */
function timeoutOf(service: KempService): number | undefined {
  const current = service.settings.get('persisttimeout');
  if (!current || current === 'unknown') return 0;
  return current.value.text === undefined ? undefined : Number(current.value.text);
}

/** Whether records are kept for less than so many seconds. What only the running script knows is left to it. */
function lastsLess(service: KempService, seconds: number): boolean {
  return (timeoutOf(service) ?? seconds) < seconds;
}

function tie(followed: KempService, follower: KempService, seconds: number): KempStep[] | undefined {
  const both = [followed, follower];
  const timeout = largest([wholeMinutes(seconds), ...both.map((each) => timeoutOf(each) ?? 0).filter((each) => each >= seconds)]);
  const [first, second] = both.map((each) => {
    const current = each.settings.get('persisttimeout');
    return current === 'unknown' ? undefined : identity(current?.value);
  });
  const isEnough = first !== undefined && first === second && !lastsLess(followed, seconds);
  const ready = all(both.map((each) => assign(each, { persist: 'src', ...(!isEnough && { persisttimeout: timeout }) })));
  const current = follower.settings.get('followvsid');
  // Something was said of it that is not understood, and may be right.
  if (!ready || follower.settings.has('portfollow') || current === 'unknown' || (current && current.value.text?.trim() !== '0')) return undefined;
  return [...ready, { kind: 'follow', follower, followed, behind: lastOf(followed, follower) }];
}

/** The services that share the records of one, itself included. */
function groupOf(services: readonly KempService[], service: KempService): KempService[] {
  const followed = (each: KempService): KempService | undefined => {
    const current = each.settings.get('followvsid');
    const target = current && current !== 'unknown' ? current.value.service : undefined;
    return target && findServices(services, target).same;
  };
  return services.filter((each) => each === service || followed(each) === service || followed(service) === each);
}

/** A part of what names the service, in every command that does. */
function renamed(service: KempService, name: string, value: NewValue): KempStep[] | undefined {
  if (service.commands.some(({ target }) => target.kind === 'unknown')) return undefined;
  return service.commands.flatMap((command) => (command.settings.has(name) ? [{ kind: 'set', command, name, value }] : []));
}

function memberPort(services: readonly KempService[], key: string | undefined, port: number): KempStep[] | undefined {
  const server = services.flatMap(({ servers }) => servers).find(({ command }) => isOf(command, key));
  const current = server?.settings.get('newport') ?? server?.settings.get('rsport');
  if (!server || !current || current === 'unknown') return undefined;
  return [{ kind: 'set', command: current.command, name: server.settings.has('newport') ? 'newport' : 'rsport', value: port }];
}

/** Like another server of the service; where it has none, like the same server of the other one. */
function member(
  services: readonly KempService[],
  service: KempService,
  address: string | undefined,
  like: string | undefined,
  port: number,
): KempStep[] | undefined {
  if (address === undefined) return undefined;
  const own: KempServer | undefined = service.servers.at(-1);
  if (own)
    return [
      {
        kind: 'repeat',
        command: own.command,
        values: new Map<string, NewValue>([
          ['rs', address],
          ['rsport', port],
        ]),
        behind: own.command,
      },
    ];
  const other = services.flatMap(({ servers }) => servers).find(({ command }) => isOf(command, like));
  const name = service.command.settings.get('port')?.text?.trim();
  if (!other?.command.settings.has('port') || name === undefined) return undefined;
  return [
    {
      kind: 'repeat',
      command: other.command,
      values: new Map<string, NewValue>([
        ['port', Number(name)],
        ['rsport', port],
      ]),
      behind: lastOf(service),
    },
  ];
}

function bySstp(service: KempService, scheme: string, host: string | undefined): Record<string, NewValue> {
  return {
    checktype: scheme,
    checkurl: SSTP_PATH,
    ...(host !== undefined && { 'checkuse1.1': true, checkhost: host }),
    ...(service.settings.has('checkuseget') && { checkuseget: 0 }),
    ...(service.settings.has('checkport') && { checkport: 0 }),
    checkcodes: String(SSTP_STATUS),
  };
}

function correct(service: KempService, correction: MonitorCorrection): KempStep[] | undefined {
  const { scheme, memberPort, method, path, host, code, encoding, interval, timeout, answerTimeout } = correction;
  // The product counts failures, and has no such time.
  if (timeout !== undefined) return undefined;
  const steps = assign(service, {
    ...(scheme !== undefined && { checktype: scheme }),
    ...((scheme !== undefined || memberPort) && service.settings.has('checkport') && { checkport: 0 }),
    ...(method !== undefined && { checkuseget: KEMP_CHECK_METHODS.indexOf(method) }),
    ...(path !== undefined && { checkurl: path }),
    ...(host !== undefined && { 'checkuse1.1': true, checkhost: host }),
    ...(code !== undefined && { checkcodes: String(code) }),
    ...(interval !== undefined && { chkinterval: interval }),
    ...(answerTimeout !== undefined && { chktimeout: answerTimeout }),
  });
  const current = service.settings.get('checkurl');
  if (!steps || encoding === undefined || path !== undefined) return steps;
  return current && current !== 'unknown' ? [...steps, { kind: 'encode', command: current.command, name: 'checkurl' }] : undefined;
}
