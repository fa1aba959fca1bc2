import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, sentence, within } from './words.ts';

export default rule({
  id: 'lb-sstp-reencrypt',
  on: 'vpnService',
  severity: 'warning',
  title: 'The load balancer opens TLS of SSTP and encrypts it again',
  why: 'SSTP binds its connection to the certificate that the client saw. Re-encryption is supported only if the load balancer and RRAS have the same certificate; with another one clients connect and are dropped at once (event 6 of RasSstp).',
  howToFix: 'Pass TLS through, or install the same certificate on the load balancer and on every server, and compare the SHA-256 hashes of the two.',
  whenOff: 'Where load balancer and servers have the same certificate, which no configuration shows.',
  lowered: `Information where a script of the deployment tells RRAS the hash of the certificate that clients see. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        SSTP.f5,
        ['virtual /Common/vs443_sstp', 'virtual ⟦/Common/vs443_sstp⟧'],
        [
          '/Common/tcp { }',
          '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }\n        /Common/serverssl {\n            context serverside\n        }',
        ],
      ),
      edited(SSTP.citrix, ['vserver vs443_sstp SSL_BRIDGE', 'vserver vs443_sstp ⟦SSL⟧'], ['sg443 SSL_BRIDGE', 'sg443 SSL']),
      edited(SSTP.kemp, ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt ⟦$true⟧']),
      edited(SSTP.rest, ['checktype=https', 'checktype=https&sslacceleration=1&sslreencrypt=⟦1⟧']),
      // Information: RRAS is told which certificate clients see.
      `${edited(SSTP.kemp, ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt ⟦$true⟧'])}=== server.ps1\nEnable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2\n`,
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      edited(SSTP.kemp, ['-CheckType https', '-CheckType http -SSLAcceleration $true']),
      edited(SSTP.f5, ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }']),
    ],
  },
  check({ service, deployment }, report) {
    const { role, listener } = service;
    if (role !== 'sstp' || tlsOf(service) !== 're-encrypt') return;
    const told = deployment ? sstpServerOf(deployment).certificate : [];
    const isTold = told.length > 0;
    cautiously(
      service.balancer,
      report,
    )({
      at: within(listener.at.file, placeOf(listener.tls, listener.at), listener.at),
      message: `${sentence(listenerText(service))} opens TLS of SSTP and encrypts it again, which works only with one certificate on both sides. ${isTold ? 'Compare its SHA-256 hash with the one that RRAS is told' : 'Install the certificate of the load balancer on every RRAS server, or pass TLS through'}.`,
      ...(isTold && { severity: 'information', related: told.map((at) => ({ at, message: 'RRAS is told here which certificate clients see.' })) }),
    });
  },
});
