import { expect, test } from 'vitest';
import { edited, IKE, SSTP } from '../../../server/src/rules/load-balancer/examples.ts';
import { findingsOf, parseFixture, workspaceOf } from '../../support/fixture.ts';

const OFFLOAD = ['-CheckType https', '-CheckType http -SSLAcceleration $true'] as const;
const REENCRYPT = ['-CheckType https', '-CheckType https -SSLAcceleration $true -SSLReencrypt $true'] as const;
const HASH = '=== server.ps1\nEnable-SstpOffload -CertificateHash C3AB8FF13720E8AD9047DD39466B3C8974E592C2FA383D4A3960714CAEF0C4F2\n';
const NO_USIP = [' -usip YES', ''] as const;

test.each([
  ['translation', 'lb-ikev2-snat', edited(IKE.citrix, NO_USIP), 'error'],
  [
    'translation that the servers are set up for',
    'lb-ikev2-snat',
    `${edited(IKE.citrix, NO_USIP)}=== server.ps1\nSet-IKEv2VPNLoadBalancingParameters\n`,
    'information',
  ],
  [
    'the same by a value',
    'lb-ikev2-snat',
    `${edited(IKE.citrix, NO_USIP)}=== server.ps1\nSet-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters -Name IkeNumEstablishedForInitialQuery -Type DWord -Value 50000\n`,
    'information',
  ],
  ['nothing ties the ports', 'lb-ikev2-persistence', edited(IKE.citrix, [/(bind lb group.*\n)+/, '']), 'error'],
  [
    'nothing ties the ports of servers that nobody knows',
    'lb-ikev2-persistence',
    '=== ns.conf\nadd lb vserver vs500 UDP 203.0.113.10 500\nadd lb vserver vs4500 UDP 203.0.113.10 4500\nbind lb vserver vs500 sg500\nbind lb vserver vs4500 sg4500\n',
    'warning',
  ],
  ['no interval left', 'lb-f5-timeout', edited(SSTP.f5, ['timeout 31', 'timeout 10']), 'error'],
  ['a rule of thumb', 'lb-f5-timeout', edited(SSTP.f5, ['timeout 31', 'timeout 30']), 'hint'],
  ['no persistence', 'lb-sstp-persistence', edited(SSTP.kemp, [' -Persist ssl -PersistTimeout 300', '']), 'warning'],
  ['the source address alone', 'lb-sstp-persistence', edited(SSTP.citrix, ['SSLSESSION', 'SOURCEIP'], [' -persistenceBackup SOURCEIP', '']), 'information'],
  [
    'no persistence for servers that nobody knows',
    'lb-sstp-persistence',
    edited(SSTP.kemp, [' -Persist ssl -PersistTimeout 300', ''], [/(New-AdcRealServer.*\n)+/, '']),
    'information',
  ],
  ['re-encryption', 'lb-sstp-reencrypt', edited(SSTP.kemp, REENCRYPT), 'warning'],
  ['re-encryption with the hash on the server', 'lb-sstp-reencrypt', edited(SSTP.kemp, REENCRYPT) + HASH, 'information'],
  [
    'offload and nothing on the server',
    'lb-sstp-offload-server',
    `${edited(SSTP.kemp, OFFLOAD)}=== server.ps1\nSet-VpnServerConfiguration -RevertToDefault\n`,
    'information',
  ],
  ['pass-through and HTTP on the server', 'lb-sstp-offload-server', SSTP.kemp + HASH, 'error'],
])('%s', (_, rule, text, severity) => {
  expect(findingsOf(workspaceOf(parseFixture(text)), rule).map((finding) => finding.severity)).toEqual([severity]);
});
