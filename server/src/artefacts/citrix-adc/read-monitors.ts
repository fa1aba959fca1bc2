import { builtInMonitor, monitorBehaviour, type MonitorBehaviour } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import type { CodeRange, Expectation, HealthRequest, Monitor, MonitorKind } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import { contentOf } from '../../syntax/citrix-adc/tokens.ts';
import { settingOf, type Item } from './appliance.ts';
import { numberOf, portOf, type Source } from './source.ts';

/** The key of a monitor. */
function monitorKey(name: string): string {
  return `monitor/${name}`;
}

/** What a monitor sends where nothing else is said. Source: NetScaler documentation, "TCP-based application monitoring". */
const DEFAULT_REQUEST = { method: 'HEAD', path: '/' } as const;
const DEFAULT_CODES: Expectation = { codes: [{ from: 200, to: 200 }] };
/** Seconds. Source: NetScaler command reference, "add lb monitor". */
const DEFAULT_INTERVAL = 5;
const DEFAULT_ANSWER_TIMEOUT = 2;

/** What a monitor does; `undefined` where its type is not known. */
function behaviourOf(item: Item, source: Source): MonitorBehaviour | undefined {
  const [type] = item.args;
  return monitorBehaviour(type ? source.word(type) : (builtInMonitor(item.name)?.type ?? ''));
}

/** A monitor that commands add, or change. */
export function readMonitor(item: Item, source: Source): Monitor {
  const key = monitorKey(item.name);
  const builtIn = builtInMonitor(item.name);
  // What a command changes on a built-in one is all that differs from how it comes.
  const known = item.addedBy !== undefined || builtIn !== undefined;
  const or = <T>(value: T): Setting<T> => (known && !item.uncertain ? byDefault(value) : UNKNOWN);
  const read = <T>(name: string, value: T, understand: (words: readonly string[]) => T | undefined): Setting<T> =>
    item.addedBy || item.settings.has(name) ? source.setting(item, name, key, or(value), understand) : or(value);
  const behaviour = item.uncertain ? undefined : behaviourOf(item, source);
  return {
    key,
    name: item.name,
    at: source.at(item.token, key),
    whole: source.whole(item, key),
    kind: kindOf(item, behaviour, key, source),
    // At an address of its own it tests something else than the servers.
    port: item.settings.has('destIP') ? UNKNOWN : read('destPort', 0, ([word]) => portOf(word ?? '')),
    ...(behaviour === 'http' && { request: httpRequest(item, key, source, known) }),
    ...(behaviour === 'http-ecv' && { request: ecvRequest(item, key, source) }),
    expects: expectationOf(item, behaviour, key, source),
    interval: read('interval', DEFAULT_INTERVAL, secondsOf),
    answerTimeout: read('resptimeout', DEFAULT_ANSWER_TIMEOUT, secondsOf),
    ...(!item.addedBy && builtIn && { builtIn: true }),
  };
}

/** A built-in monitor that no command touches. It stands nowhere; its place is the first one that uses it. */
export function readBuiltIn(name: string, at: Monitor['at'], source: Source): Monitor {
  const { type, secure } = builtInMonitor(name) ?? { type: '', secure: false };
  const behaviour = monitorBehaviour(type);
  const place = source.at(at.span, monitorKey(name));
  return {
    key: monitorKey(name),
    name,
    at: place,
    whole: place,
    kind: byDefault(kindFor(behaviour ?? 'other', secure)),
    port: byDefault(0),
    ...(behaviour === 'http' && {
      request: { ...requestBase(), method: byDefault<string>(DEFAULT_REQUEST.method), path: byDefault<string>(DEFAULT_REQUEST.path) },
    }),
    expects: behaviour === 'http' ? byDefault(DEFAULT_CODES) : behaviour === 'http-ecv' ? byDefault('anything' as const) : UNKNOWN,
    interval: byDefault(DEFAULT_INTERVAL),
    answerTimeout: byDefault(DEFAULT_ANSWER_TIMEOUT),
    builtIn: true,
  };
}

function kindFor(behaviour: MonitorBehaviour, secure: boolean): MonitorKind {
  if (behaviour === 'http' || behaviour === 'http-ecv') return secure ? 'https' : 'http';
  return behaviour;
}

function kindOf(item: Item, behaviour: MonitorBehaviour | undefined, key: string, source: Source): Setting<MonitorKind> {
  if (!behaviour) return UNKNOWN;
  const [type] = item.args;
  const ofType = (secure: boolean): Setting<MonitorKind> => {
    const kind = kindFor(behaviour, secure);
    return type ? stated(kind, source.at(type, `${key}/type`)) : byDefault(kind);
  };
  if (behaviour !== 'http' && behaviour !== 'http-ecv') return ofType(false);
  if (!item.addedBy && !item.settings.has('secure')) return builtInMonitor(item.name) ? ofType(builtInMonitor(item.name)?.secure ?? false) : UNKNOWN;
  const secure = source.setting(item, 'secure', key, byDefault(false), yesOrNo);
  if (secure.state === 'unknown') return UNKNOWN;
  return secure.state === 'default' ? ofType(false) : stated(kindFor(behaviour, secure.value), secure.at);
}

function yesOrNo([word]: readonly string[]): boolean | undefined {
  return ({ YES: true, NO: false } as Readonly<Record<string, boolean>>)[word?.toUpperCase() ?? ''];
}

/** Seconds of a time with its unit. */
function secondsOf([amount, unit = 'SEC', ...more]: readonly string[]): number | undefined {
  const number = numberOf(amount);
  const factor = ({ MSEC: 0.001, SEC: 1, MIN: 60 } as Readonly<Record<string, number>>)[unit.toUpperCase()];
  return number === undefined || factor === undefined || more.length > 0 ? undefined : number * factor;
}

/** What the appliance does by itself: it ends the request, and nobody has documented which version of HTTP it speaks. */
function requestBase(): Pick<HealthRequest, 'version' | 'host' | 'ended'> {
  return { version: UNKNOWN, host: byDefault(undefined), ended: byDefault(true) };
}

function httpRequest(item: Item, key: string, source: Source, known: boolean): HealthRequest {
  const found = settingOf(item, 'httpRequest');
  const host = hostOf(item, key, source);
  if (typeof found === 'string') {
    const byItself = known && !item.settings.has('httpRequest') && !item.uncertain;
    const or = (value: string): Setting<string> => (byItself ? byDefault(value) : UNKNOWN);
    return { ...requestBase(), ...host, method: or(DEFAULT_REQUEST.method), path: or(DEFAULT_REQUEST.path) };
  }
  return { ...requestBase(), ...host, ...lineOf(item, 'httpRequest', key, source) };
}

/** HTTP-ECV sends the text as it is written; what the appliance adds to one without line ends is its affair. */
function ecvRequest(item: Item, key: string, source: Source): HealthRequest {
  const line = lineOf(item, 'send', key, source);
  return { ...requestBase(), ...hostOf(item, key, source), ...line };
}

/** Method, path and version of a request line, and what follows it. */
function lineOf(item: Item, name: string, key: string, source: Source): Pick<HealthRequest, 'method' | 'path'> & Partial<HealthRequest> {
  const nothing = { method: UNKNOWN, path: UNKNOWN };
  const found = settingOf(item, name);
  const token = typeof found === 'string' ? undefined : found.option.values[0];
  if (typeof found === 'string' || !token || found.option.values.length !== 1) return nothing;
  const { text } = source.file;
  const content = contentOf(text, token);
  const written = text.slice(content.start, content.end);
  const match = /^(\s*)([A-Za-z]+)([ ]+)([^\s\\]+)(?:[ ]+HTTP\/(\d\.\d))?/u.exec(written);
  if (!match) return nothing;
  const [, blank = '', method = '', gap = '', path = '', version] = match;
  const methodAt = content.start + blank.length;
  const pathAt = methodAt + method.length + gap.length;
  const rest = source.word(token).slice(source.word(token).indexOf(path) + path.length);
  const host = /\r\nhost:[ \t]*([^\r\n]*)/iu.exec(rest)?.[1]?.trim();
  return {
    method: stated(method, source.at({ start: methodAt, end: methodAt + method.length }, `${key}/method`)),
    path: stated(path, source.at({ start: pathAt, end: pathAt + path.length }, `${key}/path`)),
    ...((version === '1.0' || version === '1.1') && {
      version: stated(version, source.at({ start: content.start, end: content.end }, `${key}/version`)),
    }),
    ...(host !== undefined && { host: stated(host === '' ? undefined : host, source.at({ start: content.start, end: content.end }, `${key}/host`)) }),
    // A text with line ends may or may not be completed.
    ...(rest.includes('\r') || rest.includes('\n') ? { ended: UNKNOWN } : {}),
  };
}

/** The Host header among the headers that are added. */
function hostOf(item: Item, key: string, source: Source): Pick<HealthRequest, 'host'> & Partial<HealthRequest> {
  const found = settingOf(item, 'customHeaders');
  if (found === 'unknown') return { host: item.addedBy || builtInMonitor(item.name) ? byDefault(undefined) : UNKNOWN };
  if (found === 'default') return { host: byDefault(undefined) };
  const [token] = found.option.values;
  if (!token || found.option.values.length !== 1) return { host: UNKNOWN };
  const value = source.word(token);
  const header = /(?:^|\n)host:([^\r\n]*)(\r\n|\n|\r|$)/iu.exec(value);
  const at = source.at(token, `${key}/customHeaders`);
  if (!header) return { host: byDefault(undefined) };
  const host = header[1]?.trim() ?? '';
  // What is left of `\r\n` without its first backslash.
  if (host === '' || (host === 'r' && header[2] === '\n')) return { host: UNKNOWN, brokenHost: at };
  return { host: stated(host, at) };
}

function expectationOf(item: Item, behaviour: MonitorBehaviour | undefined, key: string, source: Source): Setting<Expectation> {
  const reversed = item.settings.has('reverse') && !source.isPlain(item, 'reverse', 'NO');
  if (reversed) return UNKNOWN;
  const asItComes = item.addedBy !== undefined || builtInMonitor(item.name) !== undefined;
  if (behaviour === 'http') {
    const fallback = asItComes && !item.uncertain ? byDefault(DEFAULT_CODES) : UNKNOWN;
    return item.settings.has('respCode') ? source.setting(item, 'respCode', key, fallback, codesOf) : fallback;
  }
  if (behaviour !== 'http-ecv') return UNKNOWN;
  if (!item.settings.has('recv')) return asItComes ? byDefault('anything') : UNKNOWN;
  // An empty text matches every answer.
  return source.setting(item, 'recv', key, byDefault('anything'), ([text]) => (text === undefined ? undefined : text === '' ? 'anything' : 'in body'));
}

function codesOf(words: readonly string[]): Expectation | undefined {
  const codes = words.map((word): CodeRange | undefined => {
    const range = /^(\d{3})(?:-(\d{3}))?$/u.exec(word);
    return range ? { from: Number(range[1]), to: Number(range[2] ?? range[1]) } : undefined;
  });
  const known = codes.filter((code) => code !== undefined && code.from <= code.to) as CodeRange[];
  return known.length === words.length && known.length > 0 ? { codes: known } : undefined;
}
