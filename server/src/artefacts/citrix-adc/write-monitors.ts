import { largest } from '../../core/lists.ts';
import { SSTP_PATH, SSTP_STATUS } from '../../knowledge/sstp.ts';
import { monitorBehaviour } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import type { Command } from '../../syntax/citrix-adc/command.ts';
import type { MonitorCorrection } from '../../model/load-balancer/change.ts';
import { contentOf, spelled, type Token } from '../../syntax/citrix-adc/tokens.ts';
import type { Item, Stated } from './appliance.ts';
import { separatorOf } from './names.ts';
import { Impossible, type Script } from './script.ts';

/** Tests a service or service group by ICMP alone. */
export function testByIcmp(script: Script, pool: Item): void {
  testBy(script, pool, 'ping', []);
}

/** Tests it by a new monitor that sends what SSTP answers, and by nothing else. */
export function testBySstp(script: Script, pool: Item, scheme: 'http' | 'https', host: string | undefined): void {
  const name = script.freshName('monitor', monitorName(pool.name));
  const headers = host === undefined ? '' : ` -customHeaders ${spelled(`Host: ${host}\r\n`)}`;
  const secure = scheme === 'https' ? ' -secure YES' : '';
  testBy(script, pool, name, [
    `${script.opening(pool.command, 'add', 'lb monitor')} ${spelled(name)} HTTP -respCode ${SSTP_STATUS} -httpRequest "HEAD ${SSTP_PATH}"${headers}${secure}`,
  ]);
}

/** The name of a group without what says that it is one. */
function monitorName(pool: string): string {
  const stem = pool
    .replace(/^(?:sg|svg|svcgrp|svc|servicegroup|service|grp|pool)[_.-]/iu, '')
    .replace(/[_.-](?:sg|svg|svcgrp|svc|servicegroup|grp|pool)$/iu, '');
  return `mon${separatorOf(pool)}${stem}`;
}

/** Leaves one monitor bound; `made` are the commands that make it, which must come before. */
function testBy(script: Script, pool: Item, name: string, made: readonly string[]): void {
  const health = pool.settings.get('healthMonitor');
  const untested = health !== undefined && health !== 'default' && health.option.values[0] && script.word(health.option.values[0]).toUpperCase() === 'NO';
  if (untested) script.setOption(pool, 'healthMonitor', 'YES');
  const present = pool.monitors.find(({ target }) => target.name.toLowerCase() === name.toLowerCase());
  const kept = present ?? pool.monitors[0];
  if (made.length > 0) script.addAfter(placeForMonitor(script, pool, kept?.command), made);
  for (const bind of pool.monitors) {
    if (bind === kept) {
      if (!present) script.replaceWord(bind.token, name);
    } else script.remove(bind.command);
  }
  if (kept) return;
  if (!pool.addedBy) throw new Impossible();
  const about = script.commandsAbout(pool);
  const behind = about.filter(({ verb }) => verb === 'add' || verb === 'bind').at(-1) ?? pool.command;
  script.addAfter(behind, [`${script.opening(behind, 'bind', pool.kind)} ${spelled(pool.name)} -monitorName ${spelled(name)}`]);
}

/** Behind the last monitor that is added before this one is needed; else behind the service group. */
function placeForMonitor(script: Script, pool: Item, use: Command | undefined): Command {
  const before = use?.line.start ?? largest(script.commandsAbout(pool).map(({ line }) => line.end));
  const last = script.tree.commands.findLast(({ verb, kind, line, broken }) => verb === 'add' && kind === 'lb monitor' && line.start < before && !broken);
  return last ?? pool.addedBy ?? pool.command;
}

/** Corrects what a monitor sends and expects. */
export function correctMonitor(script: Script, monitor: Item, correction: MonitorCorrection): void {
  const [type] = monitor.args;
  // What comes with the product is used by others, and some of it cannot be changed.
  if (!monitor.addedBy && monitor.settings.size === 0) throw new Impossible();
  const behaviour = type && monitorBehaviour(script.word(type));
  const { interval, answerTimeout, ...ofHttp } = correction;
  if (behaviour !== 'http' && behaviour !== 'http-ecv' && Object.keys(ofHttp).length > 0) throw new Impossible();
  if (correction.scheme !== undefined) setScheme(script, monitor, correction.scheme);
  if (correction.memberPort) testMemberPort(script, monitor);
  const toHttp = behaviour === 'http-ecv' && correction.code !== undefined;
  if (correction.method !== undefined || correction.path !== undefined || toHttp || correction.host !== undefined)
    setRequest(script, monitor, correction, behaviour === 'http-ecv', toHttp);
  if (correction.code !== undefined && !toHttp) script.setOption(monitor, 'respCode', String(correction.code));
  if (interval !== undefined) script.setOption(monitor, 'interval', timeText(interval));
  if (answerTimeout !== undefined) script.setOption(monitor, 'resptimeout', timeText(answerTimeout));
}

/** A time in the unit that is left out, if that can say it. */
function timeText(seconds: number): string {
  return Number.isInteger(seconds) ? String(seconds) : `${Math.round(seconds * 1000)} MSEC`;
}

/** The ports that say which scheme is meant. */
const PORTS = { http: '80', https: '443' } as const;

function setScheme(script: Script, monitor: Item, scheme: 'http' | 'https'): void {
  const secure = statedOf(monitor, 'secure');
  if (scheme === 'https' || secure) script.setOption(monitor, 'secure', scheme === 'https' ? 'YES' : 'NO');
  const [value] = statedOf(monitor, 'destPort')?.option.values ?? [];
  if (value && script.word(value) !== PORTS[scheme] && Object.values<string>(PORTS).includes(script.word(value))) testMemberPort(script, monitor);
}

/** Without a port of its own, or with port 0, a monitor tests the one of each server. */
function testMemberPort(script: Script, monitor: Item): void {
  const port = statedOf(monitor, 'destPort');
  if (port && port.command === monitor.addedBy) script.removeOption(port.option);
  else if (port) script.setOption(monitor, 'destPort', '0');
}

function statedOf(item: Item, name: string): Stated | undefined {
  const found = item.settings.get(name);
  return found === 'default' ? undefined : found;
}

/** The words of a request: `HEAD /path`, and what follows. */
const REQUEST = /^(\s*)([A-Za-z]+)([ ]+)(\S+)((?:\s[^]*)?)$/u;
const DEFAULT_REQUEST = 'HEAD /';

function setRequest(script: Script, monitor: Item, { method, path, host, code }: MonitorCorrection, isEcv: boolean, toHttp: boolean): void {
  const name = isEcv ? 'send' : 'httpRequest';
  const token = onlyValue(statedOf(monitor, name));
  const [, blank = '', oldMethod = '', gap = '', oldPath = '', oldRest = ''] = REQUEST.exec(token ? script.word(token) : DEFAULT_REQUEST) ?? refuse();
  const rest = host === undefined || toHttp ? oldRest : withHost(script, monitor, host, oldRest);
  const [newMethod, newPath] = [method ?? oldMethod, path ?? oldPath];
  if (toHttp) {
    // What was sent as it stands becomes a request line, and its host one of the headers that are added.
    const named = /\r\nhost:[ \t]*([^\r\n]+)/iu.exec(oldRest)?.[1]?.trim();
    if (host !== undefined || named !== undefined) setHost(script, monitor, host ?? named ?? '');
    becomeHttp(script, monitor, `${newMethod} ${newPath}`, code ?? SSTP_STATUS);
    return;
  }
  const text = `${blank}${newMethod}${gap}${newPath}${rest}`;
  if (text === `${blank}${oldMethod}${gap}${oldPath}${oldRest}`) return;
  if (!token) script.setOption(monitor, name, spelled(text, '"'));
  else if (rest === oldRest) replaceLine(script, token, [oldMethod, newMethod], [oldPath, newPath]);
  else script.replaceWord(token, text);
}

/** The one value of an option; `undefined` where it is not stated. @throws Impossible for several */
function onlyValue(found: Stated | undefined): Token | undefined {
  if (!found) return undefined;
  const [token, ...more] = found.option.values;
  if (!token || more.length > 0) throw new Impossible();
  return token;
}

function refuse(): never {
  throw new Impossible();
}

/** What follows the request line, with this host where it names one; else the host becomes a header that is added. */
function withHost(script: Script, monitor: Item, host: string, rest: string): string {
  if (/\r\nhost:/iu.test(rest)) return rest.replace(/(\r\nhost:[ \t]*)[^\r\n]*/iu, (_, name: string) => name + host);
  // Headers that are added to a request which ends already would come too late.
  if (rest.includes('\r\n')) return rest.replace('\r\n', () => `\r\nHost: ${host}\r\n`);
  setHost(script, monitor, host);
  return rest;
}

/** Replaces method and path and nothing around them, as they are written. */
function replaceLine(script: Script, token: Token, method: readonly [string, string], path: readonly [string, string]): void {
  const { start, end } = contentOf(script.file.text, token);
  const content = script.file.text.slice(start, end);
  const methodAt = content.indexOf(method[0]);
  const pathAt = content.indexOf(path[0], methodAt + method[0].length);
  if (methodAt < 0 || pathAt < 0) throw new Impossible();
  if (method[0] !== method[1]) script.replace({ start: start + methodAt, end: start + methodAt + method[0].length }, method[1]);
  if (path[0] !== path[1]) script.replace({ start: start + pathAt, end: start + pathAt + path[0].length }, path[1]);
}

function setHost(script: Script, monitor: Item, host: string): void {
  const token = onlyValue(statedOf(monitor, 'customHeaders'));
  const header = `Host: ${host}\r\n`;
  if (!token) {
    script.setOption(monitor, 'customHeaders', spelled(header, '"'));
    return;
  }
  const headers = script.word(token);
  const pattern = /(^|\n)host:[^\r\n]*(?:\r\n|\n|\r|$)/iu;
  script.replaceWord(
    token,
    pattern.test(headers) ? headers.replace(pattern, (_, before: string) => before + header) : `${headers}${headers.endsWith('\n') ? '' : '\r\n'}${header}`,
  );
}

/** HTTP-ECV sees the body of an answer alone; HTTP sees the status. The type is fixed when a monitor is added. */
function becomeHttp(script: Script, monitor: Item, request: string, code: number): void {
  const [type] = monitor.args;
  const [send, receive] = [statedOf(monitor, 'send'), statedOf(monitor, 'recv')];
  if (!type || !monitor.addedBy || script.commandsAbout(monitor).some(({ verb }) => verb === 'set' || verb === 'unset')) throw new Impossible();
  script.replaceWord(type, 'HTTP');
  if (receive) {
    script.replace(receive.option.token, '-respCode');
    for (const value of receive.option.values) script.replace(value, String(code));
  } else script.setOption(monitor, 'respCode', String(code));
  if (!send) return;
  script.replace(send.option.token, '-httpRequest');
  for (const value of send.option.values) script.replace(value, spelled(request, '"'));
}
