import { upTo } from '../../core/up-to.ts';
import { SSTP_PATH, SSTP_STATUS } from '../../knowledge/sstp.ts';
import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import type { MonitorCorrection } from '../../model/load-balancer/change.ts';
import { accepts } from '../../model/load-balancer/monitor.ts';
import { isSstpPath } from '../../knowledge/sstp.ts';
import { valueOf } from '../../model/load-balancer/setting.ts';
import type { F5Object, Placed } from './configuration.ts';
import type { ObjectEditor } from './edit-object.ts';
import { folderOf, localName, portOf, splitDestination, wordOf } from './names.ts';
import { sendStringOf, valueOfSend } from './read-monitor.ts';
import { hostLine, isBrokenHost, readRequestLine } from './send-string.ts';
import { spelledName } from './style.ts';

/** Ports that go with a scheme. */
const PORTS = { http: 80, https: 443 } as const;

/** Tests a pool by ICMP alone. */
export function monitorByIcmp(editor: ObjectEditor, pool: F5Object): boolean {
  editor.set(pool, 'monitor', spelledName(editor.configuration, '/Common/gateway_icmp', pool.last('monitor')?.statement ?? pool.definition));
  return true;
}

/** Tests a pool by a request that SSTP answers: with a monitor that does so already, or a new one. */
export function monitorBySstp(editor: ObjectEditor, balancer: LoadBalancer, pool: F5Object, scheme: 'http' | 'https', host: string | undefined): boolean {
  const { configuration } = editor;
  const statement = pool.last('monitor')?.statement ?? pool.definition;
  const present = sstpMonitor(balancer, scheme);
  if (present !== undefined) {
    editor.setReference(pool, 'monitor', spelledName(configuration, present, statement), configuration.find('monitor', present));
    return true;
  }
  // Any name gets the same answer; without one, the address that clients connect to says at least whose test it is.
  const name = host ?? addressFor(balancer, pool.name);
  if (name === undefined) return false;
  const full = editor.freshName(`${folderOf(pool.name)}/mon_${localName(pool.name).replace(/^(?:pool|p)[_-]|[_-]pool$/i, '')}`);
  const eol = lineEndStyle(editor, statement.quoting);
  editor.insertBefore(pool.definition, `ltm monitor ${scheme}`, full, [
    { key: 'defaults-from', value: spelledName(configuration, `/Common/${scheme}`, statement) },
    ...(statement.quoting === 'object' ? [{ key: 'destination', value: '*:*' }] : []),
    { key: 'interval', value: '10' },
    { key: 'recv', value: { quoted: `HTTP/1.1 ${SSTP_STATUS}` } },
    { key: 'send', value: { quoted: sstpRequest(name, eol) } },
    { key: 'timeout', value: '31' },
  ]);
  editor.set(pool, 'monitor', spelledName(configuration, full, statement));
  return true;
}

/** A monitor of the file that does it right. */
function sstpMonitor({ monitors }: LoadBalancer, scheme: 'http' | 'https'): string | undefined {
  return monitors.find(({ kind, parentKind, request, expects, port }) => {
    const expected = valueOf(expects);
    const path = valueOf(request?.path);
    const isRight = path !== undefined && isSstpPath(path) && valueOf(request?.method) === 'HEAD' && !request?.brokenHost && !request?.wrongEscapes;
    const parent = parentKind === undefined ? scheme : valueOf(parentKind);
    return isRight && valueOf(kind) === scheme && parent === scheme && valueOf(port) === 0 && expected !== undefined && accepts(expected, SSTP_STATUS);
  })?.name;
}

function addressFor({ listeners }: LoadBalancer, pool: string): string | undefined {
  const listener = listeners.find(({ pools }) => valueOf(pools)?.some(({ name }) => name === pool));
  const address = upTo(valueOf(listener?.address) ?? 'any', '%');
  if (address === 'any') return undefined;
  return address.includes(':') ? `[${address}]` : address;
}

function sstpRequest(host: string, eol: string): string {
  return [`HEAD ${SSTP_PATH} HTTP/1.1`, `Host: ${host}`, 'Connection: Close', '', ''].join(eol);
}

/** How line ends are written: doubled where BIG-IP stores them, or where this file does so already. */
function lineEndStyle({ configuration, text }: ObjectEditor, quoting: Placed['statement']['quoting'], backslashes?: number): string {
  const doubled = backslashes === undefined ? quoting === 'object' && (configuration.stored || text.includes(String.raw`\\r\\n`)) : backslashes === 2;
  const count = backslashes !== undefined && backslashes > 2 ? backslashes : doubled ? 2 : 1;
  return `${'\\'.repeat(count)}r${'\\'.repeat(count)}n`;
}

/** Corrects what a monitor sends and expects. */
export function correctMonitor(editor: ObjectEditor, monitor: F5Object, correction: MonitorCorrection): boolean {
  if (correction.answerTimeout !== undefined) return false;
  if (correction.scheme && !correctScheme(editor, monitor, correction.scheme)) return false;
  if (correction.memberPort && !testMemberPort(editor, monitor)) return false;
  if (correction.interval !== undefined) editor.set(monitor, 'interval', String(correction.interval));
  if (correction.timeout !== undefined) editor.set(monitor, 'timeout', String(correction.timeout));
  if (correction.code !== undefined) editor.set(monitor, 'recv', { quoted: `HTTP/1.1 ${correction.code}` });
  const { method, path, host, lineEnds } = correction;
  return method === undefined && path === undefined && host === undefined && lineEnds === undefined ? true : correctSend(editor, monitor, correction);
}

/** Settings of monitors of type https that those of type http refuse. Source: F5, TMSH reference, "ltm monitor https". */
const TLS_SETTINGS = ['cipherlist', 'compatibility', 'cert', 'key', 'ssl-profile'] as const;

/** Makes the type, the parent and the port agree. */
function correctScheme(editor: ObjectEditor, monitor: F5Object, scheme: 'http' | 'https'): boolean {
  const { configuration } = editor;
  for (const { kindSpan } of monitor.statements) editor.replace({ start: kindSpan.end - monitor.type.length, end: kindSpan.end }, scheme);
  if (scheme === 'http') for (const placed of monitor.entries) if (TLS_SETTINGS.some((key) => key === placed.entry.key)) editor.remove(placed);
  const parent = monitor.last('defaults-from');
  const [value] = parent?.entry.values ?? [];
  if (parent && value) {
    const name = wordOf(editor.text, value, parent.statement.quoting);
    const full = configuration.resolve(name, parent.statement);
    const parentMonitor = configuration.find('monitor', full);
    // With another parent, all that this one hands down would be lost.
    if (parentMonitor && parentMonitor.type !== scheme) return false;
    const type = parentMonitor?.type ?? builtInType('monitor', localName(full));
    // As the name is written there: with its folder or without.
    if (name !== 'none' && type !== scheme) editor.setPlaced(parent, name.startsWith('/') ? `/Common/${scheme}` : scheme);
  }
  const destination = monitor.last('destination');
  const [target] = destination?.entry.values ?? [];
  if (destination && target) {
    const word = wordOf(editor.text, target, destination.statement.quoting);
    const { host, port } = splitDestination(word);
    const number = portOf(port);
    const other = scheme === 'http' ? PORTS.https : PORTS.http;
    if (number === other) editor.setPlaced(destination, host === '*' ? '*:*' : word.replace(/([:.])[^:.]*$/, `$1${PORTS[scheme]}`));
  }
  return true;
}

/** Tests the port of each member. One that tests another address, or takes the port from its parent, cannot be told to. */
function testMemberPort(editor: ObjectEditor, monitor: F5Object): boolean {
  const destination = monitor.last('destination');
  const [target] = destination?.entry.values ?? [];
  if (!destination || !target || splitDestination(wordOf(editor.text, target, destination.statement.quoting)).host !== '*') return false;
  editor.setPlaced(destination, '*:*');
  return true;
}

/** A line of a request as it is written, and what ends it. */
interface RawLine {
  readonly text: string;
  readonly end: string;
}

function correctSend(editor: ObjectEditor, monitor: F5Object, { method, path, host, lineEnds }: MonitorCorrection): boolean {
  const placed = monitor.last('send');
  if (!placed) {
    // What is taken from another monitor cannot be changed here; a whole request can be written.
    if (path === undefined || host === undefined) return false;
    editor.add(monitor, { key: 'send', value: { quoted: sstpRequest(host, lineEndStyle(editor, monitor.definition.quoting)) } });
    return true;
  }
  const sent = sendStringOf(editor, placed);
  const whole = valueOfSend(editor, placed);
  if (!sent) return false;
  const eol = lineEndStyle(editor, placed.statement.quoting, sent.backslashes);
  let lines = sent.lines.map(({ span }, index): RawLine => {
    const next = sent.lines[index + 1]?.span.start ?? whole.end;
    return { text: editor.text.slice(span.start, span.end), end: editor.text.slice(span.end, next) };
  });
  if (lineEnds) lines = withLineEnds(lines, eol);
  const [first] = lines;
  // Something else is no request, such as `none`.
  if (!first || !readRequestLine(first.text)) return false;
  const words = first.text.split(' ').filter((word) => word !== '');
  if (method !== undefined) words[0] = method;
  if (path !== undefined) words[1] = path;
  if (words.length < 3 && host !== undefined) words.push('HTTP/1.1');
  const changed = method !== undefined || path !== undefined || host !== undefined;
  lines[0] = { text: changed ? words.join(' ') : first.text, end: first.end };
  if (host !== undefined) setHost(lines, host, eol, hostIndex(sent));
  editor.replace(whole, lines.map(({ text, end }) => text + end).join(''));
  return true;
}

/** Which line has a Host header whose line end is broken. */
function hostIndex(sent: Parameters<typeof hostLine>[0]): boolean {
  const line = hostLine(sent);
  return line !== undefined && isBrokenHost(line);
}

function setHost(lines: RawLine[], host: string, eol: string, broken: boolean): void {
  const index = lines.findIndex(({ text }, at) => at > 0 && /^host\s*:/i.test(text));
  const present = lines[index];
  if (present) lines[index] = { text: `Host: ${host}`, end: broken || present.end === '' ? eol : present.end };
  else {
    const [first] = lines;
    if (first) lines.splice(0, 1, { text: first.text, end: first.end === '' ? eol : first.end }, { text: `Host: ${host}`, end: eol });
  }
}

/** The same lines, each with its end and an empty one behind the last. */
function withLineEnds(lines: readonly RawLine[], eol: string): RawLine[] {
  const texts = lines
    .map(({ text, end }) => text + end)
    .join('')
    .split(/(?<!\\)\\+(?:n|r(?:\\+n)?)|\/r\/n/);
  while (texts.at(-1) === '') texts.pop();
  return [...texts, ''].map((text) => ({ text, end: eol }));
}
