import { elementName, profileElement } from '../profile-xml.ts';

/** A value that an element can be given. */
interface KnownValue {
  readonly value: string;
  /** What it stands for; absent where the value says it all. */
  readonly meaning?: string;
}

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
};

/** The values worth offering for an element, in the order of the CSP; empty where it takes any text. */
export function knownValues(path: readonly string[]): readonly KnownValue[] {
  const element = profileElement(path);
  if (!element) return [];
  const values = element.values ?? (element.type === 'boolean' ? ['true', 'false'] : undefined);
  if (!values) return NUMBERS[element.path] ?? [];
  return values.map((value) => (value === element.default ? { value, meaning: `${elementName(element.path)}, the default` } : { value }));
}
