import { describe, expect, test } from 'vitest';
import { applied, expectFindings, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, server } from '../support/policies.ts';

const RULE = 'auth-server-method-mismatch';

/** A device tunnel, whose finding is marked. */
const DEVICE = (method = '⟦Certificate⟧'): string =>
  `<VPNProfile><DeviceTunnel>true</DeviceTunnel><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><Authentication><MachineMethod>${method}</MachineMethod></Authentication></NativeProfile></VPNProfile>\n`;

const accepting = (list: string): string => `${server()}Set-VpnAuthProtocol ${list}\n`;

describe('the fix adds the method to the list as it is written', () => {
  test.each([
    ['-UserAuthProtocolAccepted EAP -PassThru', '-UserAuthProtocolAccepted EAP, Certificate -PassThru'],
    ["-UserAuthProtocolAccepted 'EAP'", "-UserAuthProtocolAccepted 'EAP', 'Certificate'"],
    ['-UserAuthProtocolAccepted "EAP", "MsChapv2"', '-UserAuthProtocolAccepted "EAP", "MsChapv2", "Certificate"'],
    ["-UserAuthProtocolAccepted @('EAP')", "-UserAuthProtocolAccepted @('EAP', 'Certificate')"],
    ['-UserAuth EAP', '-UserAuth EAP, Certificate'],
  ])('%s', (before, after) => {
    const contents = { 'client/device.xml': DEVICE('Certificate'), 'server/rras.ps1': accepting(before) };
    const workspace = workspaceOf(parseFixture(files(contents)));
    const [finding] = findingsOf(workspace, RULE);
    if (!finding) throw new Error('no finding');
    const fixed = applied(workspace, finding, 'Accept Certificate on the server');
    expect(printed(fixed)).toBe(files({ ...contents, 'server/rras.ps1': accepting(after) }));
    expect(findingsOf(workspaceOf({ files: fixed }), RULE)).toEqual([]);
  });

  test('not where the list is put together, or is a text with a type', () => {
    for (const list of ['-UserAuthProtocolAccepted ([string]"EAP")', '-UserAuthProtocolAccepted "E$x"']) {
      const workspace = workspaceOf(parseFixture(files({ 'client/device.xml': DEVICE('Certificate'), 'server/rras.ps1': accepting(list) })));
      expect(findingsOf(workspace, RULE).flatMap((finding) => workspace.fixesOf(finding))).toEqual([]);
    }
  });
});

test('a conditional call leaves it open which list counts', () => {
  const conditional = `${server()}Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\nif ($device) { Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate }\n`;
  expectFindings(RULE, files({ 'client/device.xml': DEVICE('Certificate'), 'server/rras.ps1': conditional }));
});

test('the project file says which scripts are about the server', () => {
  const project = (servers: string): string => `{ "deployments": [{ "name": "lisbon", "clients": ["device.xml"], "servers": [${servers}] }] }`;
  const contents = { 'rras.ps1': server(), 'other/auth.ps1': 'Set-VpnAuthProtocol -UserAuthProtocolAccepted ⟦EAP⟧\n' };
  expectFindings(RULE, files({ 'aovpn.json': project('"rras.ps1", "other/*.ps1"'), 'device.xml': DEVICE(), ...contents }));
  expectFindings(
    RULE,
    files({
      'aovpn.json': project('"rras.ps1"'),
      'device.xml': DEVICE('Certificate'),
      'rras.ps1': server(),
      'other/auth.ps1': 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n',
    }),
  );
});

test('a change of the list in another file is seen', () => {
  const workspace = workspaceOf(
    parseFixture(
      files({
        'client/device.xml': DEVICE('Certificate'),
        'server/rras.ps1': server(),
        'server/auth.ps1': 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n',
      }),
    ),
  );
  const count = (): number => workspace.findings(`${ROOT}/client/device.xml`).filter(({ rule }) => rule.id === RULE).length;
  expect(count()).toBe(1);
  workspace.setFile({ uri: `${ROOT}/server/auth.ps1`, text: 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP, Certificate\n' });
  expect(count()).toBe(0);
  workspace.setFile({ uri: `${ROOT}/server/auth.ps1`, text: 'Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP\n' });
  expect(count()).toBe(1);
});

describe('a connection that cmdlets create', () => {
  const IPSEC = client({}, 'Contoso');
  const add = (method: string, more = ''): string =>
    `Add-VpnConnection -Name Contoso -ServerAddress vpn.contoso.com -TunnelType Ikev2 -AuthenticationMethod ${method}${more}\n`;

  test('by its own words, and the fix is on the server', () => {
    const contents = { 'client/c.ps1': `${add('MachineCertificate')}${IPSEC}`, 'server/rras.ps1': accepting('-UserAuthProtocolAccepted EAP') };
    const workspace = workspaceOf(parseFixture(files(contents)));
    const [finding] = findingsOf(workspace, RULE);
    expect(finding?.message).toContain('This connection authenticates by machine certificate, but the server (rras.ps1) accepts EAP only.');
    const fixed = finding ? applied(workspace, finding, 'Accept Certificate on the server') : [];
    expect(printed(fixed)).toBe(files({ ...contents, 'server/rras.ps1': accepting('-UserAuthProtocolAccepted EAP, Certificate') }));
  });

  test.each([
    ['set later', `${add('MachineCertificate')}Set-VpnConnection -Name Contoso -AuthenticationMethod ⟦Eap⟧ -Force\n`],
    ['in another letter case', add('⟦EAP⟧').replace('Contoso', 'contoso')],
    ['as a list of one', add('@(⟦"Eap"⟧)').replace('⟦"Eap"⟧', '"⟦Eap⟧"')],
    [
      'through a hashtable',
      "$vpn = @{ Name = 'Contoso'; ServerAddress = 'vpn.contoso.com'; TunnelType = 'Ikev2'; AuthenticationMethod = '⟦Eap⟧' }\nAdd-VpnConnection @vpn\n",
    ],
    ['with the configuration of EAP', add('⟦Eap⟧', ' -EapConfigXmlStream $eap')],
    ['beside another connection', `${add('⟦Eap⟧')}${add('MachineCertificate').replace('Contoso', 'Fabrikam')}`],
  ])('%s', (_, text) => {
    expectFindings(RULE, files({ 'client/c.ps1': `${text}${IPSEC}`, 'server/rras.ps1': accepting('-UserAuthProtocolAccepted ⟦Certificate⟧') }));
  });

  test.each([
    ['several methods', add('Eap, MachineCertificate')],
    ['a method that IKEv2 takes inside of EAP only', add('MSChapv2')],
    ['none stated', add('Eap').replace(' -AuthenticationMethod Eap', '')],
    ['a variable', add('$method')],
    ['a condition', `if ($device) { ${add('MachineCertificate').trim()} } else { ${add('Eap').trim()} }\n`],
    ['a change that a condition makes', `${add('Eap')}if ($device) { Set-VpnConnection -Name Contoso -AuthenticationMethod MachineCertificate }\n`],
    ['a change of a connection that is not known', `${add('Eap')}Set-VpnConnection -Name $name -AuthenticationMethod MachineCertificate\n`],
    ['settings that are not known', `${add('Eap')}Set-VpnConnection -Name Contoso @settings\n`],
    ['the name of another', add('Eap').replace('Contoso', 'Fabrikam')],
    ['another tunnel', add('Eap').replace('Ikev2', 'Sstp')],
    ['a tunnel that may be another', add('Eap').replace('Ikev2', '$tunnel')],
    ['a connection that the script does not create', ''],
  ])('silent for %s', (_, text) => {
    expectFindings(RULE, files({ 'client/c.ps1': `${text}${IPSEC}`, 'server/rras.ps1': accepting('-UserAuthProtocolAccepted Certificate') }));
  });

  test('information where the folders do not tell', () => {
    const workspace = workspaceOf(
      parseFixture(files({ 'adatum/c.ps1': `${add('Eap')}${IPSEC}`, 'scripts/s.ps1': accepting('-UserAuthProtocolAccepted Certificate') })),
    );
    expect(findingsOf(workspace, RULE)[0]?.severity).toBe('information');
  });
});
