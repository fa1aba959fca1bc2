import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { rule } from '../rule.ts';
import { listenerText, sentence, within } from './words.ts';

export default rule({
  id: 'lb-sstp-reencrypt',
  on: 'vpnService',
  severity: 'warning',
  title: 'The load balancer opens TLS of SSTP and encrypts it again',
  why: 'SSTP binds its connection to the certificate that the client saw. Re-encryption is supported only if the load balancer and RRAS have the same certificate; with another one clients connect and are dropped at once (event 6 of RasSstp).',
  howToFix: 'Pass TLS through, or install the same certificate on the load balancer and on every server, and compare the SHA-256 hashes of the two.',
  lowered: 'Information where a script of the deployment tells RRAS the hash of the certificate that clients see.',
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ service, deployment }, report) {
    const { role, listener } = service;
    if (role !== 'sstp' || tlsOf(service) !== 're-encrypt') return;
    const hash = deployment ? sstpServerOf(deployment).hash : [];
    const told = hash.length > 0;
    report({
      at: within(listener.at.file, placeOf(listener.tls, listener.at), listener.at),
      message: `${sentence(listenerText(service))} opens TLS of SSTP and encrypts it again, which works only with one certificate on both sides. ${told ? 'Compare its SHA-256 hash with the one that RRAS is told' : 'Install the certificate of the load balancer on every RRAS server, or pass TLS through'}.`,
      ...(told && { severity: 'information', related: hash.map((at) => ({ at, message: 'RRAS is told the hash of a certificate.' })) }),
    });
  },
});
