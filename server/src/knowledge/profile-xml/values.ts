import { KEY_USAGES } from '../certificates.ts';
import { elementName, profileElement } from '../profile-xml.ts';
import { eapElementsAt, type EapElement } from './eap.ts';
import { EAP_METHOD_TYPES } from './eap-methods.ts';

/** A value that an element can be given. */
interface KnownValue {
  readonly value: string;
  /** What it stands for; absent where the value says it all. */
  readonly meaning?: string;
}

/** Further numbers of IP protocols, understood but hardly ever meant. Source: IANA, Assigned Internet Protocol Numbers. */
const RARE_PROTOCOLS: readonly KnownValue[] = [
  { value: '1', meaning: 'ICMP' },
  { value: '47', meaning: 'GRE' },
  { value: '50', meaning: 'ESP' },
  { value: '58', meaning: 'ICMPv6' },
];

/** Numbers that mean something. Others may be as right. */
const NUMBERS: Readonly<Record<string, readonly KnownValue[]>> = {
  'TrafficFilter/Protocol': [
    { value: '6', meaning: 'TCP' },
    { value: '17', meaning: 'UDP' },
  ],
  // The times that the settings of Windows have as well.
  NetworkOutageTime: [
    { value: '0', meaning: 'no limit' },
    { value: '60', meaning: '1 minute' },
    { value: '120', meaning: '2 minutes' },
    { value: '300', meaning: '5 minutes' },
    { value: '600', meaning: '10 minutes' },
    { value: '1200', meaning: '20 minutes' },
    { value: '1800', meaning: '30 minutes' },
  ],
  AlwaysOnActive: [
    { value: '1', meaning: 'ticked' },
    { value: '0', meaning: 'not ticked' },
  ],
  'NativeProfile/ProtocolList/RetryTimeInHours': [
    { value: '24', meaning: '1 day' },
    { value: '168', meaning: '7 days' },
  ],
};

/** What a number stands for; `undefined` where it says it all. */
export function numberMeaning(path: string, value: string): string | undefined {
  const known = [...(NUMBERS[path] ?? []), ...(path === 'TrafficFilter/Protocol' ? RARE_PROTOCOLS : [])];
  return known.find((each) => each.value === value)?.meaning;
}

/** The values worth offering for an element, in the order of the CSP; empty where it takes any text. */
export function knownValues(path: readonly string[]): readonly KnownValue[] {
  const element = profileElement(path);
  if (!element) return eapValues(path);
  const values = element.values ?? (element.type === 'boolean' ? ['true', 'false'] : undefined);
  if (!values) return NUMBERS[element.path] ?? [];
  return values.map((value) => (value === element.default ? { value, meaning: `${elementName(element.path)}, the default` } : { value }));
}

function eapValues(path: readonly string[]): readonly KnownValue[] {
  const [element] = eapElementsAt(path);
  if (!element) return [];
  if (element.type === 'boolean') return ['true', 'false'].map((value) => ({ value }));
  if (element.type === 'oid') return KEY_USAGES.map(({ oid, name }) => ({ value: oid, meaning: name }));
  if (element.type !== 'number') return [];
  return element.usual === undefined ? methodNumbers(element, path) : [{ value: element.usual }];
}

/** The methods whose settings are known. No tunnel is within another one. */
function methodNumbers({ scope }: EapElement, path: readonly string[]): readonly KnownValue[] {
  const isInner = scope === 'choice' && path.includes('EapType');
  const offered = EAP_METHOD_TYPES.filter(({ kind }) => kind && !(isInner && kind === 'peap'));
  return offered.map(({ number, name }) => ({ value: String(number), meaning: name }));
}
