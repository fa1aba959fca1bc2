import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import { placeOf } from '../../model/load-balancer/setting.ts';
import { tlsOf } from '../../model/load-balancer/tls.ts';
import { edited, SSTP } from './examples.ts';
import { rule } from '../rule.ts';
import { cautiously, listenerText, LOWERED_IN_BRIEF, sentence, within } from './words.ts';

export default rule({
  id: 'lb-sstp-offload-server',
  on: 'vpnService',
  severity: 'error',
  title: 'Load balancer and RRAS disagree whether TLS of SSTP ends in front of RRAS',
  why: 'With offload the load balancer sends plain HTTP, which RRAS takes only with UseHttps 0; with UseHttps 0 it takes no TLS. Where the two disagree no client connects over SSTP.',
  howToFix: 'Set UseHttps 0 on RRAS for offload (Enable-SstpOffload), and 1 for everything else. Restart the RemoteAccess service.',
  whenOff: 'Where UseHttps is set by something that is not in these files, such as Group Policy. The two must agree all the same.',
  lowered: `Information where the scripts of the servers say nothing of UseHttps: it may have been set in the console. ${LOWERED_IN_BRIEF}`,
  sources: ['Richard Hicks, "Always On VPN SSTP Load Balancing and SSL Offload"', 'richardhicks/aovpn, Enable-SstpOffload.ps1'],
  confidence: 'documented',
  examples: {
    bad: [
      // The server is told to take HTTPS.
      `${edited(SSTP.f5, ['virtual /Common/vs443_sstp', 'virtual ⟦/Common/vs443_sstp⟧'], ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }'])}=== server.ps1\nSet-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -Type DWord -Value 1\n`,
      // Information: its script says nothing.
      `${edited(SSTP.kemp, ['-CheckType https', '-CheckType http -SSLAcceleration ⟦$true⟧'])}=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n`,
      // The other way round.
      `${edited(SSTP.citrix, ['vserver vs443_sstp SSL_BRIDGE', 'vserver vs443_sstp ⟦SSL_BRIDGE⟧'])}=== server.ps1\nSet-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -Type DWord -Value 0\n`,
      `${edited(SSTP.tmsh, ['virtual vs443_sstp', 'virtual ⟦vs443_sstp⟧'])}=== server.ps1\nEnable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2 -Restart\n`,
      `${edited(SSTP.tmsh, ['virtual vs443_sstp', 'virtual ⟦vs443_sstp⟧'])}=== server.ps1\nSet-RemoteAccess -UseHttp $true\n`,
    ],
    good: [
      // Both agree.
      `${edited(SSTP.f5, ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }'])}=== server.ps1\nSet-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -Type DWord -Value 0\n`,
      `${edited(SSTP.kemp, ['-CheckType https', '-CheckType http -SSLAcceleration $true'])}=== server.ps1\nEnable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2 -Restart\n`,
      `${SSTP.citrix}=== server.ps1\nSet-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -Type DWord -Value 1\n`,
      // In a control set by its number, which need not be the one in use.
      `${SSTP.citrix}=== server.ps1\nSet-ItemProperty -Path '⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\SstpSvc\\Parameters⟧{reg-path}' -Name UseHttps -Type DWord -Value 0\n`,
      // No script of a server, and one in which a condition decides.
      edited(SSTP.f5, ['/Common/tcp { }', '/Common/tcp { }\n        /Common/clientssl {\n            context clientside\n        }']),
      `${SSTP.citrix}=== server.ps1\nif ($offload) { Set-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters' -Name UseHttps -Type DWord -Value 0 }\n`,
      `${SSTP.tmsh}=== server.ps1\nparam([switch]$Offload)\nif ($Offload) { Enable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2 }\n`,
      `${SSTP.tmsh}=== server.ps1\nfunction Set-Offload { Set-RemoteAccess -UseHttp $true }\n`,
      `${SSTP.tmsh}=== server.ps1\nSet-RemoteAccess -UseHttp $true\nSet-RemoteAccess @more\n`,
      `${SSTP.citrix}=== server.ps1\nSet-RemoteAccess -UseHttp $false\n`,
      // A server of another folder.
      `${SSTP.citrix.replace('=== ', '=== berlin/lb/')}=== lisbon/server/server.ps1\nEnable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2\n`,
    ],
  },
  check({ service, services, deployment }, report) {
    const tls = tlsOf(service);
    if (service.role !== 'sstp' || !deployment || !tls) return;
    const { http, https, unclear } = sstpServerOf(deployment);
    const scripted = deployment.policies.length + deployment.registryWrites.length + deployment.calls.length > 0;
    const at = within(service.listener.at.file, placeOf(service.listener.tls, service.listener.at), service.listener.at);
    const what = sentence(listenerText(service));
    const related = [...http, ...https].map((place) => ({ at: place, message: 'RRAS is told here what it takes.' }));
    if (tls === 'offload') {
      if (http.length > 0 || unclear || !scripted) return;
      const told = https.length > 0;
      cautiously(
        service.balancer,
        report,
      )({
        at,
        message: `${what} sends SSTP to the servers over HTTP, and ${told ? 'their script tells RRAS to take HTTPS' : 'no script of theirs sets UseHttps 0'} (${deployment.how}). Set UseHttps 0 on RRAS, as Enable-SstpOffload does.`,
        ...(told ? { related } : { severity: 'information' }),
      });
      return;
    }
    // Another listener may be the one that is meant.
    if (http.length === 0 || https.length > 0 || unclear || services.some((each) => each.role === 'sstp' && tlsOf(each) !== tls)) return;
    cautiously(
      service.balancer,
      report,
    )({
      at,
      message: `${what} sends SSTP to the servers over TLS, and their script tells RRAS to take HTTP (${deployment.how}), so no client connects. Set UseHttps 1 on RRAS, or let the load balancer end TLS.`,
      related,
    });
  },
});
