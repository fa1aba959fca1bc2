import type { Confidence } from '../confidence.ts';
import type { CauseId } from './causes.ts';

/** An event that Windows writes about a VPN connection. */
export interface VpnEvent {
  readonly id: number;
  /** The name of its source. */
  readonly source: 'RasClient' | 'RasSstp' | 'RemoteAccess';
  readonly log: string;
  /** What it says, in our words, as a part of a sentence. */
  readonly meaning: string;
  /** What leads to it by itself; empty where its text has an error code that says more, and where nothing is wrong. */
  readonly causes: readonly CauseId[];
  /** Whether it says that something went wrong. */
  readonly failure: boolean;
  /** Which of its insertion strings are the connection's name and the error code, counted from 0; absent where it has none, or nobody has seen them. */
  readonly strings?: { readonly connection: number; readonly code: number };
  readonly confidence: Confidence;
}

const CLIENT_LOG = 'Application, on the client';

/** The events of the catalogue. */
export const VPN_EVENTS: readonly VpnEvent[] = [
  { ...ras(20220), meaning: 'a connection has ended, with the error code at the end of the text', causes: [], failure: true, confidence: 'documented' },
  { ...ras(20221), meaning: 'a connection is being dialled; the text lists the settings of the profile', causes: [], failure: false, confidence: 'documented' },
  { ...ras(20222), meaning: 'the client tries to reach the server; the text has its address', causes: [], failure: false, confidence: 'documented' },
  { ...ras(20223), meaning: 'the link to the server is established', causes: [], failure: false, confidence: 'documented' },
  { ...ras(20224), meaning: 'the link is up', causes: [], failure: false, confidence: 'recalled' },
  { ...ras(20225), meaning: 'the connection is up; the text has the addresses in the tunnel', causes: [], failure: false, confidence: 'observed' },
  {
    ...ras(20226),
    meaning: 'a connection has ended, with the reason as a code',
    causes: [],
    failure: true,
    strings: { connection: 2, code: 3 },
    confidence: 'recalled',
  },
  {
    ...ras(20227),
    meaning: 'dialling a connection has failed, with the error code at the end of the text',
    causes: [],
    failure: true,
    strings: { connection: 2, code: 3 },
    confidence: 'documented',
  },
  {
    id: 6,
    source: 'RasSstp',
    log: 'System, on the client',
    meaning: 'SSTP was ended by its security check: the certificate that the client sees is not the one that RRAS knows',
    causes: ['offloadWithoutHash', 'reEncrypted', 'inspection'],
    failure: true,
    confidence: 'documented',
  },
  {
    id: 20276,
    source: 'RemoteAccess',
    log: 'System, on the RRAS server',
    meaning: 'RRAS and the client do not agree on a protocol for authentication; the client shows error 812',
    causes: ['method', 'npsPolicy'],
    failure: true,
    confidence: 'documented',
  },
];

function ras(id: number): Pick<VpnEvent, 'id' | 'source' | 'log'> {
  return { id, source: 'RasClient', log: CLIENT_LOG };
}

/** What events call their source in newer versions of Windows. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'microsoft-windows-rasclient': 'rasclient',
  'microsoft-windows-rassstp': 'rassstp',
  'microsoft-windows-rras': 'remoteaccess',
  'microsoft-windows-remoteaccess': 'remoteaccess',
};

/** A source in the form in which two names of it are the same. */
function sourceKey(source: string): string {
  const key = source.replace(/\s/g, '').toLowerCase();
  return OTHER_NAMES[key] ?? key;
}

/** Whether a text is the name of a source of such events, whatever the letter case and blanks. */
export function isSource(text: string): boolean {
  return VPN_EVENTS.some(({ source }) => source.toLowerCase() === sourceKey(text));
}

/** An event by its number; where a source is given, one of that source only, whatever the letter case and blanks. */
export function vpnEvent(id: number, source?: string): VpnEvent | undefined {
  const wanted = source === undefined ? undefined : sourceKey(source);
  return VPN_EVENTS.find((event) => event.id === id && (wanted === undefined || event.source.toLowerCase() === wanted));
}
