import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { cautiously, listenerText, sentence, within } from './words.ts';

export default rule({
  id: 'lb-sstp-offload',
  on: 'vpnService',
  severity: 'information',
  title: 'TLS of SSTP ends on the load balancer',
  why: 'SSTP binds its connection to the certificate that the client saw. With offload RRAS never sees that certificate: unless it knows its hash, clients connect and are dropped at once (event 6 of RasSstp). Offload is generally not recommended for SSTP, and the traffic to the servers is not encrypted.',
  howToFix:
    'Pass TLS through to the servers. Where it must be offload: UseHttps 0 on RRAS, and the same certificate there or the hash of it (Enable-SstpOffload).',
  whenOff: 'Where offload is what you want and RRAS knows the hash of the certificate.',
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'Richard Hicks, "Always On VPN SSTP Connects then Disconnects"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(
        SSTP.f5,
        ['virtual /Common/vs443_sstp', 'virtual ⟦/Common/vs443_sstp⟧'],
        ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }'],
      ),
      edited(SSTP.citrix, ['vserver vs443_sstp SSL_BRIDGE', 'vserver vs443_sstp ⟦SSL⟧'], ['sg443 SSL_BRIDGE', 'sg443 HTTP'], ['-secure YES', '-secure NO']),
      edited(SSTP.kemp, ['-CheckType https', '-CheckType http -SSLAcceleration ⟦$true⟧']),
      edited(SSTP.rest, ['checktype=https', 'checktype=http&sslacceleration=⟦1⟧']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      edited(SSTP.kemp, ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt $true']),
      edited(SSTP.f5, [
        '/Common/tcp { }',
        '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }\n        /Common/serverssl {\n            context serverside\n        }',
      ]),
      // A web site.
      '=== loadmaster.ps1\nNew-AdcVirtualService -VirtualService 203.0.113.20 -VSPort 443 -VSProtocol tcp -Nickname web -SSLAcceleration $true\n',
    ],
  },
  check({ service, deployment }, report) {
    const { role, listener } = service;
    if (role !== 'sstp' || tlsOf(service) !== 'offload') return;
    const told = deployment ? sstpServerOf(deployment).certificate : [];
    cautiously(
      service.balancer,
      report,
    )({
      at: within(listener.at.file, placeOf(listener.tls, listener.at), listener.at),
      message: `${sentence(listenerText(service))} ends TLS of SSTP, which is generally not recommended, and RRAS must know the certificate that clients see, or it drops them at once. Pass TLS through, or set UseHttps 0 and the hash of the certificate on RRAS (Enable-SstpOffload).`,
      ...(told.length > 0 && { related: told.map((at) => ({ at, message: 'RRAS is told here which certificate clients see.' })) }),
    });
  },
});
