import { valueOf } from '../../model/load-balancer/setting.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongScheme } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-scheme',
  on: 'vpnMonitor',
  severity: 'error',
  title: 'A monitor of SSTP does not speak the protocol of the servers',
  why: 'Where TLS ends on the servers they answer HTTPS only, and with offload HTTP only. A monitor that speaks the other one marks every server down.',
  howToFix: 'Test over HTTPS, or over HTTP where TLS ends on the load balancer, and at the port of the servers.',
  whenOff: 'Where the servers answer on a port of their own in the other protocol, which these files do not show.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP" and "… with Kemp LoadMaster"'],
  confidence: 'documented',
  examples: {
    bad: [
      edited(SSTP.f5, ['monitor https', 'monitor ⟦http⟧'], ['/Common/https', '/Common/http']),
      edited(
        SSTP.f5,
        ['monitor https', 'monitor ⟦https⟧'],
        ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }'],
      ),
      edited(SSTP.citrix, [' -secure YES', ' -secure ⟦NO⟧']),
      edited(SSTP.kemp, ['-CheckType https', '-CheckType ⟦http⟧']),
      edited(SSTP.rest, ['checktype=https', 'checktype=⟦http⟧']),
      // Another port than that of the servers.
      edited(SSTP.kemp, ['-CheckHost', '-CheckPort ⟦80⟧ -CheckHost']),
      edited(SSTP.rest, ['checktype=https', 'checkport=⟦8443⟧&checktype=https']),
      edited(SSTP.citrix, ['-secure YES', '-secure YES -destPort ⟦8443⟧']),
      edited(SSTP.citrix, ['-secure YES', '-secure ⟦NO⟧ -destPort 8443']),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      SSTP.citrix,
      SSTP.kemp,
      SSTP.rest,
      // Offload and HTTP, re-encryption and HTTPS.
      edited(SSTP.kemp, ['-CheckType https', '-CheckType http -SSLAcceleration $true']),
      edited(SSTP.kemp, ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt $true']),
      // The port of the servers, and one of something else.
      edited(SSTP.citrix, ['-secure YES', '-secure YES -destPort 443']),
      edited(SSTP.citrix, ['-secure YES', '-secure YES -destIP 10.10.1.20 -destPort 8443']),
      // A profile that is not known may end TLS.
      edited(
        SSTP.f5,
        ['monitor https', 'monitor http'],
        ['/Common/https', '/Common/http'],
        ['/Common/tcp { }', '/Common/tcp { }\n        /Common/our_tls { }'],
      ),
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const name = monitorText(balancer, monitor);
    const defect = wrongScheme(context);
    if (!defect) return;
    const expected = defect.expected?.toUpperCase();
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message:
        expected === undefined
          ? `${name} tests port ${valueOf(monitor.port) ?? ''}, at which no server takes SSTP, so every server counts as down. Test the port of the servers.`
          : `${name} tests over ${(valueOf(monitor.kind) ?? '').toUpperCase()}, and the servers take SSTP over ${expected}, so every server counts as down. Test over ${expected}.`,
      fixes: () => correct(context, defect),
    });
  },
});
