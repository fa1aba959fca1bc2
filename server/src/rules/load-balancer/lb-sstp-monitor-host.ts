import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { wrongHost } from './monitor-defects.ts';
import { correct } from './monitor-fixes.ts';
import { cautiously, LOWERED_IN_BRIEF, monitorText } from './words.ts';

export default rule({
  id: 'lb-sstp-monitor-host',
  on: 'vpnMonitor',
  severity: 'warning',
  title: 'A monitor of SSTP does not name its host',
  why: 'A request of HTTP/1.1 must name the host. The published monitor lost a backslash, so it sends the host "r" and a broken line end. RRAS often answers all the same, but a proxy, a filter or the next version of Windows need not.',
  howToFix:
    'Send the name that clients connect to. Where no file says it, the fix offers the address of the listener or localhost and says so: RRAS takes SSTP under every host name.',
  whenOff: 'Where RRAS is seen to answer without a host and nothing stands between it and the load balancer.',
  lowered: LOWERED_IN_BRIEF,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing with F5 BIG-IP"', 'richardhicks/aovpn, F5-BIG-IP-SSTP-Monitor.txt', 'RFC 9112, section 3.2'],
  confidence: 'documented',
  examples: {
    bad: [
      // The published text, in which a backslash is lost.
      edited(SSTP.f5, ['Host: vpn.fabrikam.com\\\\r\\\\n', '⟦Host:r⟧\\\\n']),
      edited(SSTP.tmsh, ['Host: vpn.fabrikam.com\\r\\n', ''], ['"HEAD', '"⟦HEAD'], ['Close\\r\\n\\r\\n', 'Close\\r\\n\\r\\n⟧']),
      // The name that clients connect to is known.
      `${edited(SSTP.f5, ['Host: vpn.fabrikam.com\\\\r\\\\n', '⟦Host:r⟧\\\\n'])}=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`,
      edited(SSTP.citrix, ['"Host: vpn.fabrikam.com\\r\\n"', '"⟦Host:r\\n⟧"']),
      edited(
        SSTP.citrix,
        ['HTTP -respCode 401 -httpRequest', 'HTTP-ECV -send'],
        ['"HEAD', '"⟦HEAD'],
        ['CD75}/"', 'CD75}/ HTTP/1.1\\r\\n\\r\\n⟧"'],
        [' -customHeaders "Host: vpn.fabrikam.com\\r\\n"', ''],
      ),
    ],
    good: [
      SSTP.f5,
      SSTP.tmsh,
      // Which version of HTTP Citrix ADC speaks is not known.
      SSTP.citrix,
      edited(SSTP.citrix, [' -customHeaders "Host: vpn.fabrikam.com\\r\\n"', '']),
      // A LoadMaster sends its address, and without HTTP/1.1 no host is needed.
      edited(SSTP.kemp, [' -CheckHost vpn.fabrikam.com', '']),
      edited(SSTP.kemp, [' -CheckUse1_1 1', ''], [' -CheckHost vpn.fabrikam.com', '']),
      edited(SSTP.f5, ['HTTP/1.1\\\\r\\\\nHost: vpn.fabrikam.com', 'HTTP/1.0']),
    ],
  },
  check(context, report) {
    const { monitor, balancer } = context;
    const name = monitorText(balancer, monitor);
    const defect = wrongHost(context);
    if (!defect) return;
    cautiously(
      balancer,
      report,
    )({
      at: defect.at,
      message: `${name} ${monitor.request?.brokenHost ? 'sends a Host header without a name and with a broken line end' : 'sends HTTP/1.1 without a host'}, which a server may refuse. Send Host with the name that clients connect to.`,
      fixes: () => correct(context, defect),
    });
  },
});
