import type { Location } from '../../core/source-file.ts';
import type { CodeRange, HealthRequest, Monitor } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, type Setting } from '../../model/load-balancer/setting.ts';
import type { HaproxyLine, HaproxyWord } from '../../syntax/haproxy/config.ts';

/** A backend with what its checks follow from. */
interface Checked {
  readonly key: string;
  readonly name: string;
  readonly at: Location;
  readonly whole: Location;
  /** Those of the defaults first. */
  readonly lines: readonly HaproxyLine[];
  readonly servers: readonly HaproxyLine[];
  readonly place: (word: HaproxyWord, what: string) => Location;
}

/** Answers that count as good where nothing is said. */
const DEFAULT_CODES: readonly CodeRange[] = [{ from: 200, to: 399 }];

/** Whether a line begins with some words. */
export function isSaid(line: HaproxyLine, ...words: readonly string[]): boolean {
  return words.every((word, index) => line.words[index]?.text === word);
}

/** What tests the servers of a backend; `undefined` for nothing, `unknown` where servers differ or the test is none of those that are read. */
export function monitorOf(checked: Checked): Monitor | 'unknown' | undefined {
  const { key, name, at, whole, lines, servers, place } = checked;
  const tested = servers.map(({ words }) => words.some(({ text }) => text === 'check'));
  const byDefaults = lines.some((line) => isSaid(line, 'default-server') && line.words.some(({ text }) => text === 'check'));
  if (!byDefaults && servers.length > 0 && tested.every((each) => !each)) return undefined;
  if (servers.length === 0 || (!byDefaults && !tested.every((each) => each))) return 'unknown';
  if (
    lines.some(
      (line) => isSaid(line, 'option', 'external-check') || isSaid(line, 'tcp-check') || /-chk$|^(?:redis|ldap|mysql|pgsql|smtp)/.test(option(line) ?? ''),
    )
  )
    return 'unknown';
  const http = lines.findLast((line) => isSaid(line, 'option', 'httpchk'));
  const secure = servers.map(({ words }) => words.some(({ text }) => text === 'check-ssl' || text === 'ssl'));
  if (new Set(secure).size > 1 || lines.some((line) => isSaid(line, 'default-server'))) return 'unknown';
  const where = http?.words[1] ? place(http.words[1], 'check') : at;
  return {
    key: `${key}/monitor`,
    name: `check of ${name}`,
    at: where,
    whole,
    kind: http ? stated(secure[0] === true ? 'https' : 'http', where) : byDefault('tcp'),
    port: servers.some(({ words }) => words.some(({ text }) => text === 'port' || text === 'addr')) ? UNKNOWN : byDefault(0),
    ...(http && { request: requestOf(http, lines, place) }),
    expects: http ? expectationOf(lines, place) : UNKNOWN,
    interval: UNKNOWN,
  };
}

function option({ words: [keyword, name] }: HaproxyLine): string | undefined {
  return keyword?.text === 'option' ? name?.text : undefined;
}

/** `option httpchk HEAD /path HTTP/1.1`, and what `http-check send` says in its place. */
function requestOf(http: HaproxyLine, lines: readonly HaproxyLine[], place: Checked['place']): HealthRequest {
  const sends = lines.filter((line) => isSaid(line, 'http-check', 'send'));
  const send = sends.at(-1)?.words ?? [];
  // A sequence of requests, or one connection for all of them.
  const isPlain = sends.length <= 1 && !lines.some((line) => isSaid(line, 'http-check', 'connect'));
  const [, , first, second, third] = http.words;
  const [method, path, version] = second ? [first, second, third] : [undefined, first, undefined];
  const value = (name: string, fallback: HaproxyWord | undefined, otherwise: string): Setting<string> => {
    const index = send.findIndex(({ text }) => text === name);
    const word = index < 0 ? fallback : send[index + 1];
    if (!isPlain || word?.filledIn) return UNKNOWN;
    return word ? stated(word.text, place(word, `check/${name}`)) : byDefault(otherwise);
  };
  const spoken = value('ver', version, 'HTTP/1.0');
  const number = spoken.state === 'unknown' ? undefined : /^HTTP\/(0\.9|1\.0|1\.1)$/.exec(spoken.value.split(/[\r\n\\]/)[0] ?? '')?.[1];
  return {
    method: value('meth', method, 'OPTIONS'),
    path: value('uri', path, '/'),
    version: number === undefined || spoken.state === 'unknown' ? UNKNOWN : { ...spoken, value: number as '1.1' },
    host: isPlain ? hostOf(send, http, place) : UNKNOWN,
    ended: byDefault(true),
  };
}

function hostOf(send: readonly HaproxyWord[], http: HaproxyLine, place: Checked['place']): Setting<string | undefined> {
  const index = send.findIndex(({ text }, at) => text.toLowerCase() === 'host' && send[at - 1]?.text === 'hdr');
  const word = send[index + 1];
  if (index > 0 && word) return word.filledIn ? UNKNOWN : stated(word.text, place(word, 'check/host'));
  // The old form has its headers behind the version.
  return http.words.some(({ text }) => /host:/i.test(text)) ? UNKNOWN : byDefault(undefined);
}

function expectationOf(lines: readonly HaproxyLine[], place: Checked['place']): Monitor['expects'] {
  const expects = lines.filter((line) => isSaid(line, 'http-check', 'expect'));
  const [only, ...more] = expects;
  if (!only) return byDefault({ codes: DEFAULT_CODES });
  const [, , kind, codes, ...rest] = only.words;
  if (more.length > 0 || rest.length > 0 || kind?.text !== 'status' || !codes || codes.filledIn) return UNKNOWN;
  const ranges = codes.text.split(',').map((part) => /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(part));
  if (!ranges.every((range) => range !== null)) return UNKNOWN;
  return stated({ codes: ranges.map(([, from, to]) => ({ from: Number(from), to: Number(to ?? from) })) }, place(codes, 'check/expect'));
}
