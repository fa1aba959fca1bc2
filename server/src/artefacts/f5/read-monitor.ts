import type { Location } from '../../core/source-file.ts';
import type { Span } from '../../core/span.ts';
import { builtInType, MONITOR_DEFAULTS, MONITOR_PORTS } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { Expectation, HealthRequest, Monitor, MonitorKind } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import type { F5Object, Placed } from './configuration.ts';
import { expectationOf } from './expectation.ts';
import { parentOf, sourceOf, type Source } from './inheritance.ts';
import { localName, portOf, splitDestination, wordSpan } from './names.ts';
import type { Reader } from './reader.ts';
import { hostLine, hostValue, isBrokenHost, readRequestLine, readSendString, type SendString } from './send-string.ts';

/** What stands in the file. */
type WrittenSource = Exclude<Source, { readonly from: 'built-in' }>;

const KINDS: Readonly<Record<string, MonitorKind>> = {
  icmp: 'icmp',
  'gateway-icmp': 'icmp',
  tcp: 'tcp',
  'tcp-half-open': 'tcp',
  udp: 'udp',
  http: 'http',
  https: 'https',
  external: 'script',
  scripted: 'script',
};

function kindOf(type: string): MonitorKind {
  return KINDS[type] ?? 'other';
}

/** A monitor. */
export function readMonitor(reader: Reader, object: F5Object): Monitor {
  const at = reader.at(object);
  const kind = kindOf(object.type);
  const asksHttp = kind === 'http' || kind === 'https';
  const request = asksHttp ? requestOf(reader, object) : undefined;
  return {
    key: object.key,
    name: object.name,
    at,
    whole: reader.whole(object),
    kind: object.closed ? stated(kind, typeLocation(reader, object)) : UNKNOWN,
    ...parentKind(reader, object),
    port: portTested(reader, object),
    ...(request && { request }),
    expects: asksHttp ? expects(reader, object) : byDefault('anything'),
    interval: seconds(reader, object, 'interval'),
    timeout: seconds(reader, object, 'timeout'),
  };
}

/** One that comes with the product. */
export function builtInMonitor(name: string, type: string, at: Location): Monitor {
  const local = localName(name);
  const kind = kindOf(type);
  const asksHttp = kind === 'http' || kind === 'https';
  const isHead = local.endsWith('_head_f5');
  return {
    key: `monitor/${name}`,
    name,
    at,
    whole: at,
    kind: byDefault(kind),
    port: byDefault(MONITOR_PORTS[local] ?? 0),
    ...(asksHttp && {
      request: {
        method: byDefault(isHead ? 'HEAD' : 'GET'),
        path: byDefault('/'),
        version: byDefault(isHead ? '1.0' : '0.9'),
        host: byDefault(undefined),
        ended: byDefault(true),
      } satisfies HealthRequest,
    }),
    expects: asksHttp && isHead ? UNKNOWN : byDefault('anything'),
    interval: byDefault(MONITOR_DEFAULTS.interval),
    timeout: byDefault(MONITOR_DEFAULTS.timeout),
    builtIn: true,
  };
}

/** Where the type of a monitor is written: the last word before its name. */
function typeLocation(reader: Reader, object: F5Object): Location {
  const { end } = object.definition.kindSpan;
  return reader.part(object, { start: end - object.type.length, end }, 'type');
}

function parentKind(reader: Reader, object: F5Object): Pick<Monitor, 'parentKind'> {
  const placed = object.last('defaults-from');
  const word = placed && reader.word(placed);
  if (!placed || word === undefined || word === 'none') return {};
  const parent = parentOf(reader, object) ?? '';
  const type = reader.configuration.find('monitor', parent)?.type ?? builtInType('monitor', localName(parent));
  return { parentKind: type === undefined ? UNKNOWN : stated(kindOf(type), reader.place(object, placed)) };
}

/** A number of seconds, its own or that of what it takes its values from. */
function seconds(reader: Reader, object: F5Object, key: 'interval' | 'timeout'): Setting<number> {
  const source = sourceOf(reader, object, key);
  if (!source) return UNKNOWN;
  if (source.from === 'built-in') return byDefault(MONITOR_DEFAULTS[key]);
  const word = reader.word(source.placed) ?? '';
  if (!/^\d+$/.test(word)) return UNKNOWN;
  return settled(reader, object, source, Number(word));
}

function settled<T>(reader: Reader, object: F5Object, source: WrittenSource, value: T): Setting<T> {
  return source.from === 'own' ? stated(value, reader.place(object, source.placed)) : byDefault(value);
}

function portTested(reader: Reader, object: F5Object): Setting<number> {
  const source = sourceOf(reader, object, 'destination');
  if (!source) return UNKNOWN;
  if (source.from === 'built-in') return byDefault(MONITOR_PORTS[source.name] ?? 0);
  const { host, port } = splitDestination(reader.word(source.placed) ?? '');
  const number = port === undefined && host === '*' ? 0 : portOf(port);
  return number === undefined ? UNKNOWN : settled(reader, object, source, number);
}

function expects(reader: Reader, object: F5Object): Setting<Expectation> {
  const reverse = sourceOf(reader, object, 'reverse');
  if (!reverse || (reverse.from !== 'built-in' && reader.word(reverse.placed) !== 'disabled')) return UNKNOWN;
  const source = sourceOf(reader, object, 'recv');
  if (!source) return UNKNOWN;
  if (source.from === 'built-in') return source.name.endsWith('_head_f5') ? UNKNOWN : byDefault('anything');
  // Stored regular expressions have their backslashes doubled.
  const value = expectationOf((reader.word(source.placed) ?? '$').replaceAll('\\\\', '\\'));
  return value === undefined ? UNKNOWN : settled(reader, object, source, value);
}

/** The request; `undefined` where nothing is sent. */
function requestOf(reader: Reader, object: F5Object): HealthRequest | undefined {
  const source = sourceOf(reader, object, 'send');
  if (!source) return NOT_KNOWN;
  if (source.from === 'built-in') return builtInMonitor(source.name, source.type, reader.at(object)).request;
  const word = reader.word(source.placed);
  if (word === 'none' || word === '') return undefined;
  const sent = sendStringOf(reader, source.placed);
  return (sent && requestSent(reader, object, source, sent)) ?? NOT_KNOWN;
}

const NOT_KNOWN: HealthRequest = { method: UNKNOWN, path: UNKNOWN, version: UNKNOWN, host: UNKNOWN, ended: UNKNOWN };

function requestSent(reader: Reader, object: F5Object, source: WrittenSource, sent: SendString): HealthRequest | undefined {
  const [first] = sent.lines;
  const line = first && readRequestLine(first.text);
  if (!line) return undefined;
  const own = source.from === 'own';
  const part = <T>(value: T, span: Span, name: string): Setting<T> => (own ? stated(value, reader.part(object, span, `send/${name}`)) : byDefault(value));
  const whole = valueOfSend(reader, source.placed);
  const { start, end } = first.span;
  const host = hostLine(sent);
  const broken = host !== undefined && isBrokenHost(host);
  const pathStart = start + reader.text.slice(start, end).indexOf(' ') + 1;
  return {
    method: part(line.method, { start, end: start + line.method.length }, 'method'),
    path: part(line.path, wordAt(reader.text, pathStart, end), 'path'),
    version: line.version === undefined ? UNKNOWN : part(line.version, first.span, 'line'),
    host: part(!host || broken ? undefined : hostValue(host), host?.span ?? whole, 'host'),
    ...(own && broken && { brokenHost: reader.part(object, host.span, 'send/broken host') }),
    ended: part(sent.ended, whole, 'end'),
    ...(own && sent.wrongEscapes && { wrongEscapes: reader.part(object, sent.wrongEscapes, 'send/escapes') }),
  };
}

/** What a monitor sends; `undefined` where a script fills something in. */
export function sendStringOf(reader: Pick<Reader, 'text'>, placed: Placed): SendString | undefined {
  const span = valueOfSend(reader, placed);
  const { quoting } = placed.statement;
  const isScript = quoting === 'shell' || quoting === 'double';
  if (isScript && /[$`]/.test(reader.text.slice(span.start, span.end))) return undefined;
  return readSendString(reader.text, span, quoting);
}

/** The text of a send string between its quotes. */
export function valueOfSend({ text }: Pick<Reader, 'text'>, { entry, statement }: Placed): Span {
  const [value] = entry.values;
  return value ? wordSpan(text, value, statement.quoting) : { start: entry.end, end: entry.end };
}

function wordAt(text: string, start: number, limit: number): Span {
  let from = start;
  while (from < limit && text.charAt(from) === ' ') from++;
  let end = from;
  while (end < limit && text.charAt(end) !== ' ') end++;
  return { start: from, end };
}
