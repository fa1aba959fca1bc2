import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isAbsent, npmPeer } from './peers.mjs';

const BALANCER = fileURLToPath(new URL('balancer.mjs', import.meta.url));

/**
 * What production files of load balancers cost: megabytes of web applications and a VPN among them, and, for the worst case,
 * nothing but VPNs, so that every object is taken apart and judged.
 * @param {import('../bench.mjs').Context} context
 */
export function balancers({ folder, product }) {
  const measured = (/** @type {number} */ megabytes, /** @type {number} */ rounds, /** @type {string[]} */ ...what) =>
    JSON.parse(execFileSync(process.execPath, [BALANCER, product.bundle, String(megabytes), String(rounds), ...what], { encoding: 'utf8' }));
  const [medium, once, big] = [measured(10, 5), measured(10, 1), measured(100, 1)];
  const [vpns, manyVpns] = [measured(2, 1, 'citrix-adc'), measured(20, 1, 'citrix-adc')];
  const peer = npmPeer(folder, 'f5-corkscrew', '0.13.0');
  return {
    'bigip-check': medium.milliseconds / 10,
    'bigip-memory-per-text': once.bytes / once.text,
    'bigip-ten-times-ten': big.milliseconds / once.milliseconds / 10,
    'citrix-adc-vpns-memory-per-text': manyVpns.bytes / manyVpns.text,
    'citrix-adc-vpns-ten-times-ten': manyVpns.milliseconds / vpns.milliseconds / 10,
    'bigip-check-per-corkscrew': isAbsent(peer) ? peer : (2 * medium.milliseconds) / 10 / measured(2, 1, 'peer', peer).milliseconds,
  };
}
