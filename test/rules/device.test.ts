import { expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, printed, workspaceOf } from '../support/fixture.ts';

/** A device tunnel with everything that its rules look at. */
const device = (more: Partial<Record<'alwaysOn' | 'protocol' | 'routing' | 'compliance' | 'class' | 'authentication', string>> = {}): string => `=== profile.xml
<VPNProfile>
  <!-- Device tunnel of Fabrikam. -->
  <AlwaysOn>${more.alwaysOn ?? 'true'}</AlwaysOn>
  <DeviceTunnel>true</DeviceTunnel>
${more.compliance ?? ''}  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <RoutingPolicyType>${more.routing ?? 'SplitTunnel'}</RoutingPolicyType>
    <NativeProtocolType>${more.protocol ?? 'IKEv2'}</NativeProtocolType>
    <DisableClassBasedDefaultRoute>${more.class ?? 'true'}</DisableClassBasedDefaultRoute>
    <Authentication>
${more.authentication ?? '      <MachineMethod>Certificate</MachineMethod>\n'}    </Authentication>
  </NativeProfile>
  <Route>
    <Address>10.20.0.10</Address>
    <PrefixSize>32</PrefixSize>
  </Route>
</VPNProfile>
`;

const COMPLIANCE = `  <DeviceCompliance>
    <Enabled>⟦true⟧</Enabled>
    <Sso>
      <Enabled>false</Enabled>
    </Sso>
  </DeviceCompliance>
`;
const EAP = `      <⟦UserMethod⟧>Eap</UserMethod>
      <!-- From the old user tunnel. -->
      <Eap>
        <Configuration />
      </Eap>
`;
const BOTH = `      <⟦UserMethod⟧>Eap</UserMethod>
      <MachineMethod>EAP</MachineMethod>
      <Eap>
        <Configuration />
      </Eap>
`;

test.each([
  ['device-protocol', 'Use IKEv2', device({ protocol: '⟦Automatic⟧' }), device()],
  ['device-force', /^Use SplitTunnel/, device({ routing: '⟦ForceTunnel⟧' }), device()],
  ['device-alwayson-false', 'Set AlwaysOn to true', device({ alwaysOn: '⟦false⟧' }), device()],
  ['device-compliance', 'Remove DeviceCompliance', device({ compliance: COMPLIANCE }), device()],
  [
    'device-auth',
    'Authenticate with a machine certificate',
    device({ authentication: EAP }),
    device({ authentication: '      <MachineMethod>Certificate</MachineMethod>\n      <!-- From the old user tunnel. -->\n' }),
  ],
  ['device-auth', 'Authenticate with a machine certificate', device({ authentication: BOTH }), device()],
  [
    'device-auth',
    'Authenticate with a machine certificate',
    device({ authentication: '      <!-- None yet. -->\n' }).replace('<Authentication>', '<⟦Authentication⟧>'),
    device({ authentication: '      <MachineMethod>Certificate</MachineMethod>\n      <!-- None yet. -->\n' }),
  ],
])('%s: the fix changes that and nothing else, and it is not safe', (rule, title, bad, good) => {
  const workspace = expectFindings(rule, bad);
  const [finding] = findingsOf(workspace, rule);
  if (!finding) return expect.fail();
  const files = applied(workspace, finding, title);
  expect(printed(files)).toBe(good);
  expect(findingsOf(workspaceOf({ files }), rule)).toEqual([]);
  expect(finding.fixes().map(({ safe }) => safe)).toEqual([false]);
});

test('one that is right is told nothing', () => {
  const workspace = expectFindings('device-auth', device());
  expect(workspace.findings('file:///project/profile.xml').filter(({ rule }) => /^(device|lockdown)-/.test(rule.id))).toEqual([]);
});

test('ForceTunnel in LockDown has no fix, since LockDown does not go with SplitTunnel either', () => {
  const workspace = expectFindings(
    'device-force',
    device({ routing: '⟦ForceTunnel⟧' }).replace('  <DeviceTunnel>', '  <LockDown>true</LockDown>\n  <DeviceTunnel>'),
  );
  expect(findingsOf(workspace, 'device-force').flatMap((finding) => finding.fixes())).toEqual([]);
});

test.each([
  ['true', 'warning', 'reaches nothing'],
  ['false', 'information', 'no more than the network of the address class'],
  ['$Class', 'information', 'no more than the network of the address class'],
])('without routes and DisableClassBasedDefaultRoute %s: %s', (disabled, severity, says) => {
  const text = device({ class: disabled, routing: '⟦SplitTunnel⟧' }).replace(/ {2}<Route>[^]*<.Route>\n/, '');
  const [finding] = findingsOf(expectFindings('device-no-routes', text), 'device-no-routes');
  expect(finding?.severity).toBe(severity);
  expect(finding?.message).toContain(says);
});
