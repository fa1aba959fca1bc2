import type { Confidence } from '../knowledge/confidence.ts';
import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import type { Origin } from './effective-value.ts';
import type { NegotiatedPhase } from './negotiation.ts';
import { unpairedGcm, type IPsecPolicy, type TunnelKind } from './policy.ts';
import type { ClientSettings } from './offers.ts';

/** Something that a prediction rests on, or that limits it, in a sentence. */
export interface Caveat {
  readonly text: string;
  readonly confidence: Confidence;
}

const CONFIDENCES: readonly Confidence[] = ['documented', 'observed', 'inferred', 'recalled'];

/** The least of several confidences; `documented` of none. */
export function weakest(confidences: readonly Confidence[]): Confidence {
  return CONFIDENCES.findLast((each) => confidences.includes(each)) ?? 'documented';
}

/** Why a server that does not say so is taken to have no custom policy. */
const UNSTATED: Readonly<Record<NonNullable<IPsecPolicy['defaultBy']>, string>> = {
  installation: 'The script sets up the server and states no policy, so it is taken to keep the default. What other scripts set is not seen.',
  silence: 'The script changes the server and states no policy. Unless one has been set elsewhere, the server keeps the default.',
  'encryption-type': 'OptionalEncryption is what a server without a custom policy has. Whether asking for it takes one back is not documented.',
};

/** What a prediction rests on besides what the two texts say. */
export function caveatsOf(
  client: IPsecPolicy,
  server: IPsecPolicy,
  settings: ClientSettings,
  phases: readonly NegotiatedPhase[],
  tunnel: TunnelKind,
): Caveat[] {
  const caveats: Caveat[] = [];
  const add = (text: string, confidence: Confidence = 'documented'): void => void caveats.push({ text, confidence });
  const has = (side: 'client' | 'server', origin: Origin): boolean => phases.some(({ values }) => values.some((value) => value[side].origin === origin));
  if (tunnel === 'maybe-ikev2')
    add('The connection may use another protocol; this holds whenever it tries IKEv2, and under Automatic the client shows error 800 instead.');
  if (client.kind === 'system-default')
    add('The client has no custom policy, so it offers what Windows offers by itself (strongSwan documentation, "Windows clients").');
  if (server.kind === 'system-default')
    add('The server has no custom policy. That it accepts what a Windows client offers by itself, and nothing else, is inferred.', 'inferred');
  if (server.defaultBy !== undefined) add(UNSTATED[server.defaultBy], 'inferred');
  if (settings.negotiateDh2048 !== undefined && settings.negotiateDh2048 !== 0) {
    if (client.kind === 'system-default')
      add(
        `NegotiateDH2048_AES256 is ${settings.negotiateDh2048}: the client ${settings.negotiateDh2048 === 1 ? 'also offers' : 'offers only'} AES-256 with group 14 in main mode.`,
      );
    else if (client.kind === 'custom')
      add(
        'NegotiateDH2048_AES256 is set beside a custom policy, which has led to error 13868 whatever the values (seen in the source of Windscribe).',
        'observed',
      );
  }
  if (has('server', 'cmdlet-default'))
    add(
      'For what -CustomPolicy does not name, the defaults of the cmdlet are taken from its reference for Windows Server 2012 R2; what they mean is inferred.',
      'inferred',
    );
  for (const side of ['client', 'server'] as const) {
    if (has(side, 'possible')) add(`Some values of the ${side} depend on a condition or on who calls the script.`);
    if (has(side, 'unknown')) add(`Some values of the ${side} cannot be read from its text.`);
  }
  for (const { side, form, slots } of [client, server])
    for (const attribute of ATTRIBUTES) {
      const slot = slots[attribute];
      if (slot.state === 'known' && slot.spelledAs !== form)
        add(`${attribute} ${slot.written.value} of the ${side} is the spelling of another notation: this holds when it is corrected.`);
    }
  for (const policy of [client, server]) if (unpairedGcm(policy)) add(`The ESP values of the ${policy.side} name AES-GCM only once, which is no valid pair.`);
  return caveats;
}
