import { KEMP_CHECK_METHODS, KEMP_GOOD_CODES } from '../../knowledge/load-balancer/kemp.ts';
import type { CodeRange, HealthRequest, Monitor, MonitorKind } from '../../model/load-balancer/monitor.ts';
import { byDefault, stated, UNKNOWN, valueOf, type Setting } from '../../model/load-balancer/setting.ts';
import { flag, type KempValue } from './command.ts';
import { addressIn, numberIn, settingOf, type ReadService } from './reading.ts';
import { currentOf } from './services.ts';

/** Other words than these are tests of other protocols. */
const KINDS: Readonly<Record<string, MonitorKind | 'none'>> = { icmp: 'icmp', tcp: 'tcp', http: 'http', https: 'https', none: 'none' };

/** What tests the servers of a service; `undefined` for nothing, `unknown` where even that is not known. */
export function monitorOf(read: ReadService): Monitor | 'unknown' | undefined {
  const { service, label, at, place } = read;
  const isTcp = service.command.settings.get('prot')?.text?.trim().toLowerCase() === 'tcp';
  const kind = settingOf<MonitorKind | 'none'>(
    read,
    'checktype',
    ({ text }) => {
      const word = text?.trim().toLowerCase();
      // A test with bytes of one's own may be anything.
      return word === undefined || word === '' || word === 'bdata' ? undefined : (KINDS[word] ?? 'other');
    },
    // The default of UDP services is documented nowhere.
    isTcp ? byDefault('tcp') : UNKNOWN,
  );
  if (kind.state === 'unknown') return 'unknown';
  if (kind.value === 'none') return undefined;
  const current = currentOf(service, 'checktype');
  const where = current && current !== 'unknown' ? place('checktype', current) : at('monitor');
  const isHttp = kind.value === 'http' || kind.value === 'https';
  return {
    key: `${service.command.key}/monitor`,
    name: label,
    at: where,
    whole: at('monitor/whole'),
    kind: { ...kind, value: kind.value },
    port: settingOf(read, 'checkport', numberIn, byDefault(0)),
    ...(isHttp ? { request: requestOf(read) } : idlePathOf(read)),
    expects: isHttp ? expectationOf(read) : UNKNOWN,
    interval: settingOf(read, 'chkinterval', numberIn, UNKNOWN),
    answerTimeout: settingOf(read, 'chktimeout', numberIn, UNKNOWN),
  };
}

/** The path that is stated beside a test that asks for none. */
function idlePathOf(read: ReadService): Pick<Monitor, 'idlePath'> {
  const path = valueOf(settingOf<string | undefined>(read, 'checkurl', ({ text }) => text, byDefault(undefined)));
  return path === undefined ? {} : { idlePath: path };
}

function requestOf(read: ReadService): HealthRequest {
  const { service, place } = read;
  const version = settingOf<'1.0' | '1.1'>(
    read,
    'checkuse1.1',
    (value) => {
      const isNew = flag(value);
      return isNew === undefined ? undefined : isNew ? '1.1' : '1.0';
    },
    byDefault('1.0'),
  );
  const current = currentOf(service, 'checkurl');
  const raw = current && current !== 'unknown' ? current.value.unencoded : undefined;
  return {
    method: settingOf(read, 'checkuseget', (value) => KEMP_CHECK_METHODS[numberIn(value) ?? -1], byDefault('HEAD')),
    path: settingOf(read, 'checkurl', ({ text }) => (text === '' ? '/' : text), byDefault('/')),
    version,
    host: hostOf(read, version),
    ended: byDefault(true),
    ...(raw && current && current !== 'unknown' && { unencoded: place('checkurl/unencoded', { ...current, value: { span: raw } }) }),
  };
}

/** The Host header: by its own setting, among further headers, else the address of the service. HTTP/1.0 has none unless it is stated. */
function hostOf(read: ReadService, version: Setting<string>): Setting<string | undefined> {
  const { service } = read;
  const host = settingOf<string | undefined>(read, 'checkhost', ({ text }) => (text?.trim() === '' ? undefined : text), UNKNOWN);
  if (currentOf(service, 'checkhost') !== undefined) return host;
  const headers = currentOf(service, 'checkheaders');
  if (headers === 'unknown' || (headers && headers.value.text === undefined)) return UNKNOWN;
  const stands = headers && /(?:^|\|)\s*host\s*:\s*([^|]*)/i.exec(headers.value.text ?? '')?.[1]?.trim();
  if (headers && stands !== undefined && stands !== '') return stated(stands, read.place('checkheaders', headers));
  const number = valueOf(version);
  if (number === undefined) return UNKNOWN;
  if (number === '1.0') return byDefault(undefined);
  const address = valueOf(settingOf(read, 'vs', addressIn, UNKNOWN));
  return address === undefined ? UNKNOWN : byDefault(address);
}

function expectationOf(read: ReadService): Monitor['expects'] {
  // A pattern must be in the answer as well.
  if (currentOf(read.service, 'checkpattern') !== undefined) return UNKNOWN;
  const codes = settingOf(read, 'checkcodes', codesIn, byDefault([KEMP_GOOD_CODES.always, ...KEMP_GOOD_CODES.unlessNamed]));
  return codes.state === 'unknown' ? UNKNOWN : { ...codes, value: { codes: codes.value } };
}

function codesIn({ text }: KempValue): CodeRange[] | undefined {
  const words = text?.trim().split(/[\s,]+/) ?? [''];
  if (words.length === 1 && words[0] === '') return text === undefined ? undefined : [KEMP_GOOD_CODES.always, ...KEMP_GOOD_CODES.unlessNamed];
  if (!words.every((word) => /^[1-5]\d\d$/.test(word))) return undefined;
  return [KEMP_GOOD_CODES.always, ...words.map((word) => ({ from: Number(word), to: Number(word) }))];
}
