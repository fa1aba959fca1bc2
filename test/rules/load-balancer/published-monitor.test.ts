import { expect, test } from 'vitest';
import { applied, findingsOf, parseFixture, printed, workspaceOf } from '../../support/fixture.ts';

/** The monitor as it was published and as many have copied it: type and parent differ, a backslash is lost, and the timeout is a second short. */
const PUBLISHED = String.raw`=== sstp.txt
# Custom monitor for SSTP

ltm monitor http VPN_SSTP {
    adaptive disabled
    defaults-from https
    destination *:https
    interval 30
    ip-dscp 0
    recv "HTTP/1.1 401"
    recv-disable none
    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost:r\nConnection: Close\r\n\r\n"
    time-until-up 0
    timeout 90
}
`;
const PROFILE = `=== profile.xml
<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>
`;

const repaired = (host: string): string =>
  PUBLISHED.replace('monitor http ', 'monitor https ').replace('Host:r\\n', `Host: ${host}\\r\\n`).replace('timeout 90', 'timeout 91');

test.each(['lb-f5-monitor-type', 'lb-sstp-monitor-host', 'lb-f5-timeout'])('%s offers to repair all of it at once', (rule) => {
  const workspace = workspaceOf(parseFixture(PUBLISHED + PROFILE));
  const [finding] = findingsOf(workspace, rule);
  if (!finding) throw new Error('no finding');
  expect(finding.fixes()[0]?.title).toBe('Repair this monitor');
  expect(printed(applied(workspace, finding, 'Repair this monitor'))).toBe(repaired('vpn.fabrikam.com') + PROFILE);
});

test('a host that nobody gave is named in the title', () => {
  const workspace = workspaceOf(parseFixture(PUBLISHED));
  const [finding] = findingsOf(workspace, 'lb-sstp-monitor-host');
  expect(finding?.fixes().map(({ title }) => title)).toEqual(['Repair this monitor (Host: localhost)', 'Send "Host: localhost"']);
});

test('the repaired one has no finding', () => {
  const workspace = workspaceOf(parseFixture(repaired('vpn.fabrikam.com')));
  expect(workspace.uris().flatMap((uri) => workspace.findings(uri))).toEqual([]);
});

test('two names of servers are no name', () => {
  const workspace = workspaceOf(parseFixture(PUBLISHED + PROFILE.replace('vpn.fabrikam.com', 'lisbon.fabrikam.com,berlin.fabrikam.com')));
  const [finding] = findingsOf(workspace, 'lb-sstp-monitor-host');
  expect(finding?.fixes()[1]?.title).toBe('Send "Host: localhost"');
});
