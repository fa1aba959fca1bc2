import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { rule } from '../rule.ts';
import { listenerText, sentence, within } from './words.ts';

export default rule({
  id: 'lb-sstp-offload',
  on: 'vpnService',
  severity: 'information',
  title: 'TLS of SSTP ends on the load balancer',
  why: 'SSTP binds its connection to the certificate that the client saw. With offload RRAS never sees that certificate: unless it knows its hash, clients connect and are dropped at once (event 6 of RasSstp). Offload is generally not recommended for SSTP, and the traffic to the servers is not encrypted.',
  howToFix:
    'Pass TLS through to the servers. Where it must be offload: UseHttps 0 on RRAS, and the same certificate there or the hash of it (Enable-SstpOffload).',
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Richard Hicks, "Always On VPN SSTP Connects then Disconnects"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ service, deployment }, report) {
    const { role, listener } = service;
    if (role !== 'sstp' || tlsOf(service) !== 'offload') return;
    const hash = deployment ? sstpServerOf(deployment).hash : [];
    report({
      at: within(listener.at.file, placeOf(listener.tls, listener.at), listener.at),
      message: `${sentence(listenerText(service))} ends TLS of SSTP, which is generally not recommended, and RRAS must know the certificate that clients see, or it drops them at once. Pass TLS through, or set UseHttps 0 and the hash of the certificate on RRAS (Enable-SstpOffload).`,
      ...(hash.length > 0 && { related: hash.map((at) => ({ at, message: 'RRAS is told the hash of a certificate.' })) }),
    });
  },
});
