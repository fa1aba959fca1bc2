import { expect } from 'vitest';
import { readF5 } from '../../server/src/artefacts/f5/read.ts';
import type { Listener, LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';

/** What a text of BIG-IP says; fails where that is nothing. */
export function balancerOf(text: string): LoadBalancer {
  return readF5({ uri: 'file:///project/bigip.conf', text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
}

/** The last virtual server of a text. */
export function listener(text: string): Listener {
  return balancerOf(text).listeners.at(-1) ?? expect.fail('There is no listener');
}

/** A virtual server with these settings. */
export function virtual(settings: string): Listener {
  return listener(`ltm virtual /Common/v {\n${settings}\n}\n`);
}
