import { describe, expect, test } from 'vitest';
import type { LoadBalancerChange } from '../../server/src/model/load-balancer/change.ts';
import { balancerOf, changed, difference, shown, type Make } from '../support/citrix-changes.ts';
import { COMPLETE } from '../support/citrix.ts';
import { meaning } from '../support/load-balancers.ts';
import { fc } from '../support/properties.ts';

const SRA = '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/';

const without = (...lines: readonly RegExp[]): string =>
  COMPLETE.split('\n')
    .filter((line) => !lines.some((each) => each.test(line)))
    .join('\n');

describe('a twin for the other port', () => {
  const twin: Make = (at) => [{ kind: 'add-twin', at: at('vserver/vs_ike500'), port: 4500 }];

  test('gets servers, monitor, options and group of the first', () => {
    const text = without(/4500/u);
    const after = changed(text, twin);
    expect(difference(text, after)).toEqual([
      '+add serviceGroup sg_ike4500 UDP -usip YES -useproxyport NO',
      '+add lb vserver vs_ike4500 UDP 203.0.113.10 4500 -persistenceType NONE -cltTimeout 120',
      '+bind lb vserver vs_ike4500 sg_ike4500',
      '+bind lb group grp_ike vs_ike4500',
      '+bind serviceGroup sg_ike4500 vpn1 4500',
      '+bind serviceGroup sg_ike4500 vpn2 4500',
      '+bind serviceGroup sg_ike4500 -monitorName ping',
    ]);
    expect(after).toBe(COMPLETE);
  });

  test('uses what is there already', () => {
    expect(shown(without(/vserver vs_ike4500/u, /group grp_ike vs_ike4500/u), twin)).toEqual([
      '+add lb vserver vs_ike4500 UDP 203.0.113.10 4500 -persistenceType NONE -cltTimeout 120',
      '+bind lb vserver vs_ike4500 sg_ike4500',
      '+bind lb group grp_ike vs_ike4500',
    ]);
  });

  test('is bound together with the first where that is in no group, under names that nobody has', () => {
    const text = 'add service svc-a 10.0.0.1 UDP 500 -usip YES\nadd lb vserver ike UDP 203.0.113.10 500\nbind lb vserver ike svc-a\nadd lb group ike_group\n';
    expect(shown(text, (at) => [{ kind: 'add-twin', at: at('vserver/ike'), port: 4500 }])).toEqual([
      '+add service svc-a-4500 10.0.0.1 UDP 4500 -usip YES',
      '+add lb vserver ike_4500 UDP 203.0.113.10 4500',
      '+bind lb vserver ike_4500 svc-a-4500',
      '+add lb group ike_group_2 -persistenceType SOURCEIP -timeout 60',
      '+bind lb group ike_group_2 ike',
      '+bind lb group ike_group_2 ike_4500',
    ]);
  });

  test('keeps quotes, letter case, indentation and line ends', () => {
    const text =
      '  ADD SERVICEGROUP "sg 500" UDP\r\n  BIND SERVICEGROUP "sg 500" 10.0.0.1 500\r\n  ADD LB VS "v 500" UDP 203.0.113.10 500\r\n  BIND LB VS "v 500" "sg 500"';
    expect(changed(text, (at) => [{ kind: 'add-twin', at: at('vserver/v 500'), port: 4500 }])).toBe(
      '  ADD SERVICEGROUP "sg 500" UDP\r\n  BIND SERVICEGROUP "sg 500" 10.0.0.1 500\r\n  ADD SERVICEGROUP "sg 4500" UDP\r\n  BIND SERVICEGROUP "sg 4500" 10.0.0.1 4500\r\n' +
        '  ADD LB VS "v 500" UDP 203.0.113.10 500\r\n  BIND LB VS "v 500" "sg 500"\r\n  ADD LB VS "v 4500" UDP 203.0.113.10 4500\r\n  BIND LB VS "v 4500" "sg 4500"\r\n' +
        '  ADD LB GROUP v_group -persistenceType SOURCEIP -timeout 60\r\n  BIND LB GROUP v_group "v 500"\r\n  BIND LB GROUP v_group "v 4500"',
    );
  });

  test('is not made up where the servers are not known', () => {
    const text = 'add lb vserver vs_ike500 UDP 203.0.113.10 500\nbind lb vserver vs_ike500 elsewhere\n';
    expect(changed(text, twin)).toBeUndefined();
  });
});

describe('both ports are tied', () => {
  const tie: Make = (at) => [{ kind: 'tie-listeners', at: at('vserver/vs_ike500'), other: at('vserver/vs_ike4500'), seconds: 3600 }];

  test('by a new group', () => {
    expect(shown(without(/lb group/u), tie)).toEqual([
      '+add lb group vs_ike_group -persistenceType SOURCEIP -timeout 60',
      '+bind lb group vs_ike_group vs_ike500',
      '+bind lb group vs_ike_group vs_ike4500',
    ]);
  });
  test.each([
    ['VS_IKEv2_500', 'VS_IKEv2_4500', 'VS_IKEv2_group'],
    ['v500', 'v5004', 'v_group'],
    ['ike-v2-a', 'ike-v2-b', 'ike-v2-group'],
    ['ike__500', 'ike__4500', 'ike_group'],
    ['ike5a0', 'ike5b0', 'ike5_group'],
    ['main-500', 'other-4500', 'main-500-group'],
  ])('under what the names %s and %s have in common', (one, other, group) => {
    const text = `add lb vserver ${one} UDP 203.0.113.10 500\nadd lb vserver ${other} UDP 203.0.113.10 4500\n`;
    const both: Make = (at) => [{ kind: 'tie-listeners', at: at(`vserver/${one}`), other: at(`vserver/${other}`), seconds: 3600 }];
    expect(shown(text, both)).toContain(`+bind lb group ${group} ${one}`);
  });
  test('by groups that others do not get at the same time', () => {
    const two = (name: string, address: string): string => `add lb vserver ${name}_500 UDP ${address} 500\nadd lb vserver ${name}_4500 UDP ${address} 4500\n`;
    const text = `${two('ike_a', '203.0.113.10')}${two('ike', '203.0.113.11')}`;
    const both: Make = (at) => [{ kind: 'tie-listeners', at: at('vserver/ike_500'), other: at('vserver/ike_4500'), seconds: 3600 }];
    expect(shown(text, both)).toContain('+bind lb group ike_500_group ike_4500');
  });
  test.each(['ike_443 SSL_BRIDGE 203.0.113.10 443', 'ike_sip SIP_UDP 203.0.113.10 5060', 'dns UDP 203.0.113.10 53'])(
    'under what their names have in common beside %s, which is bound to neither',
    (third) => {
      const text = `add lb vserver ike_500 UDP 203.0.113.10 500\nadd lb vserver ike_4500 UDP 203.0.113.10 4500\nadd lb vserver ${third}\n`;
      const both: Make = (at) => [{ kind: 'tie-listeners', at: at('vserver/ike_500'), other: at('vserver/ike_4500'), seconds: 3600 }];
      expect(shown(text, both)).toContain('+bind lb group ike_group ike_4500');
    },
  );
  test('by a bind that nothing undoes later', () => {
    const text = `${COMPLETE}unbind lb group grp_ike vs_ike4500\n`;
    expect(changed(text, tie)).toBe(`${text}bind lb group grp_ike vs_ike4500\n`);
  });
  test('without a group that nothing is bound to any more', () => {
    const text = `${without(/lb group/u)}bind lb group a vs_ike500\nbind lb group b vs_ike4500\nset lb group a -persistenceType SOURCEIP -timeout 60\nset lb group b -persistenceType SOURCEIP\n`;
    expect(shown(text, tie).sort()).toEqual(['+bind lb group a vs_ike4500', '-bind lb group b vs_ike4500', '-set lb group b -persistenceType SOURCEIP']);
  });
  test('by the group of one', () => expect(changed(without(/bind lb group grp_ike vs_ike4500/u), tie)).toBe(COMPLETE));
  test('by the group of the other', () => expect(shown(without(/bind lb group grp_ike vs_ike500/u), tie)).toEqual(['+bind lb group grp_ike vs_ike500']));
  test('where each has a group', () => {
    const text = COMPLETE.replace('bind lb group grp_ike vs_ike4500', 'add lb group other -persistenceType SOURCEIP\nbind lb group other vs_ike4500');
    expect(shown(text, tie)).toEqual(['+bind lb group grp_ike vs_ike4500', '-bind lb group other vs_ike4500']);
  });
  test('with a group that something else is still bound to', () => {
    const text = `${without(/lb group/u)}bind lb group a vs_ike500\nbind lb group b vs_ike4500\nbind lb group b vs_sstp\nset lb group a -persistenceType SOURCEIP -timeout 60\nset lb group b -persistenceType SOURCEIP\n`;
    expect(shown(text, tie).sort()).toEqual(['+bind lb group a vs_ike4500', '-bind lb group b vs_ike4500']);
  });
  test('not at all where the other group comes first, or is bound to two in one command', () => {
    const other = 'add lb group other -persistenceType SOURCEIP\nbind lb group other vs_ike4500';
    const first = without(/bind lb group grp_ike vs_ike4500/u).replace('add lb group grp_ike', `${other}\nadd lb group grp_ike`);
    expect(changed(first, tie)).toBeUndefined();
    const together = COMPLETE.replace(
      'bind lb group grp_ike vs_ike4500',
      'add lb group other -persistenceType SOURCEIP\nbind lb group other vs_ike4500 vs_sstp',
    );
    expect(changed(together, tie)).toBeUndefined();
  });
  test('by source address, for as long as is wanted', () => {
    const text = without(/bind lb group grp_ike vs_ike4500/u).replace('-persistenceType SOURCEIP -timeout 60', '-persistenceType COOKIEINSERT -timeout 2');
    expect(changed(text, tie)).toBe(COMPLETE);
  });
  test('in the way of older releases', () => {
    const text = without(/add lb group/u, /bind lb group grp_ike vs_ike4500/u);
    expect(shown(text, tie)).toEqual(['+bind lb group grp_ike vs_ike4500', '+set lb group grp_ike -persistenceType SOURCEIP -timeout 60']);
  });
});

test.each<[string, Make, readonly string[]]>([
  [
    'persists by source address',
    (at) => [{ kind: 'persist-by-source', at: at('persistence/vs_sstp') }],
    [
      '+add lb vserver vs_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SOURCEIP -persistenceBackup SOURCEIP -cltTimeout 180',
      '-add lb vserver vs_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP -cltTimeout 180',
    ],
  ],
  [
    'lasts longer',
    (at) => [{ kind: 'set-persistence-timeout', at: at('group/grp_ike'), seconds: 7201 }],
    ['+add lb group grp_ike -persistenceType SOURCEIP -timeout 121', '-add lb group grp_ike -persistenceType SOURCEIP -timeout 60'],
  ],
  [
    'lasts longer where nothing was said',
    (at) => [{ kind: 'set-persistence-timeout', at: at('persistence/vs_sstp'), seconds: 300 }],
    [
      '+add lb vserver vs_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP -cltTimeout 180 -timeout 5',
      '-add lb vserver vs_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP -cltTimeout 180',
    ],
  ],
  ['lasts longer than the appliance can', (at) => [{ kind: 'set-persistence-timeout', at: at('group/grp_ike'), seconds: 100_000 }], ['impossible']],
  [
    "keeps the client's address",
    (at) => [
      { kind: 'keep-client-address', at: at('pool/sg_sstp') },
      { kind: 'keep-client-address', at: at('vserver/vs_sstp') },
    ],
    ['+add serviceGroup sg_sstp SSL_BRIDGE -usip YES', '-add serviceGroup sg_sstp SSL_BRIDGE'],
  ],
  [
    'changes a port of a server',
    (at) => [{ kind: 'set-member-port', at: at('pool/sg_ike500/member/1'), port: 501 }],
    ['+bind serviceGroup sg_ike500 vpn2 501', '-bind serviceGroup sg_ike500 vpn2 500'],
  ],
  [
    'adds a server',
    (at, { pools }) => [{ kind: 'add-member', at: at('pool/sg_ike4500'), like: pools[0]?.members[0] ?? expect.fail(), port: 4500 }],
    ['+bind serviceGroup sg_ike4500 vpn1 4500'],
  ],
  [
    'tests by ICMP',
    (at) => [{ kind: 'monitor-by-icmp', at: at('pool/sg_sstp') }],
    ['+bind serviceGroup sg_sstp -monitorName ping', '-bind serviceGroup sg_sstp -monitorName mon_sstp'],
  ],
  [
    'tests SSTP',
    (at) => [{ kind: 'monitor-by-sstp', at: at('pool/sg_ike500'), scheme: 'https', host: 'vpn.contoso.com' }],
    [
      `+add lb monitor mon_ike500 HTTP -respCode 401 -httpRequest "HEAD ${SRA}" -customHeaders "Host: vpn.contoso.com\\r\\n" -secure YES`,
      '+bind serviceGroup sg_ike500 -monitorName mon_ike500',
      '-bind serviceGroup sg_ike500 -monitorName ping',
    ],
  ],
  [
    'corrects a monitor',
    (at) => [
      {
        kind: 'correct-monitor',
        at: at('monitor/mon_sstp'),
        correction: { scheme: 'http', host: 'vpn.fabrikam.com', code: 401, interval: 10, answerTimeout: 2.5 },
      },
    ],
    [
      `+add lb monitor mon_sstp HTTP -respCode 401 -httpRequest "HEAD ${SRA}" -customHeaders "Host: vpn.fabrikam.com\\r\\n" -LRTM DISABLED -secure NO -interval 10 -resptimeout 2500 MSEC`,
      `-add lb monitor mon_sstp HTTP -respCode 401 -httpRequest "HEAD ${SRA}" -customHeaders "Host: vpn.contoso.com\\r\\n" -LRTM DISABLED -secure YES`,
    ],
  ],
])('%s', (_, make, expected) => {
  const lines = shown(COMPLETE, make);
  expect([...lines].sort()).toEqual([...expected].sort());
});

describe('what is stated', () => {
  test.each([
    // Where it is said last.
    ['add serviceGroup g UDP\nset serviceGroup g -usip NO\n', 'add serviceGroup g UDP\nset serviceGroup g -usip YES\n'],
    // Abbreviated, quoted, with blanks behind.
    ['add serviceGroup g UDP -usi "NO"  \n', 'add serviceGroup g UDP -usi YES  \n'],
    ['add serviceGroup g UDP  \n', 'add serviceGroup g UDP -usip YES  \n'],
    [
      'add serviceGroup g UDP -usip YES\nunset serviceGroup g -usip\n',
      'add serviceGroup g UDP -usip YES\nunset serviceGroup g -usip\nset serviceGroup g -usip YES\n',
    ],
    // The group is added elsewhere.
    ['set serviceGroup g -usip NO', 'set serviceGroup g -usip YES'],
    ['set serviceGroup g -comment a', 'set serviceGroup g -comment a -usip YES'],
    ['bind serviceGroup g 10.0.0.1 500\n', 'bind serviceGroup g 10.0.0.1 500\nset serviceGroup g -usip YES\n'],
    ['add serviceGroup g UDP -usip NO -usip NO\n', undefined],
  ])('%s', (text, expected) => expect(changed(text, (at) => [{ kind: 'keep-client-address', at: at('pool/g') }])).toBe(expected));
});

describe('a type', () => {
  const UDP: Make = (at) => [{ kind: 'set-transport', at: at('vserver/v'), transport: 'udp' }];
  const TEXT = 'add serviceGroup g TCP\nadd lb vserver v TCP 203.0.113.10 500\nbind lb vserver v g\n';

  test('is that of the virtual server and its service groups', () => expect(changed(TEXT, UDP)).toBe(TEXT.replaceAll('TCP', 'UDP')));
  test('of a service group that others use stays', () =>
    expect(changed(`${TEXT}add lb vserver w TCP 203.0.113.10 501\nbind lb vserver w g\n`, UDP)).toBeUndefined());
});

describe('monitors of a service group', () => {
  const icmp: Make = (at) => [{ kind: 'monitor-by-icmp', at: at('pool/g') }];
  const sstp: Make = (at) => [{ kind: 'monitor-by-sstp', at: at('pool/g'), scheme: 'http' }];

  test.each<[string, Make, string]>([
    ['add serviceGroup g TCP\n', icmp, 'add serviceGroup g TCP\nbind serviceGroup g -monitorName ping\n'],
    ['add serviceGroup g UDP -healthMonitor NO\n', icmp, 'add serviceGroup g UDP -healthMonitor YES\nbind serviceGroup g -monitorName ping\n'],
    [
      'add serviceGroup g UDP\nbind serviceGroup g -monitorName tcp\nbind serviceGroup g -monitorName http\n',
      icmp,
      'add serviceGroup g UDP\nbind serviceGroup g -monitorName ping\n',
    ],
    [
      'add serviceGroup g UDP\nbind serviceGroup g -monitorName tcp\nbind serviceGroup g -monitorName ping',
      icmp,
      'add serviceGroup g UDP\nbind serviceGroup g -monitorName ping',
    ],
    ['add serviceGroup g UDP\nbind lb monitor tcp g\n', icmp, 'add serviceGroup g UDP\nbind lb monitor ping g\n'],
    [
      'add service g 10.0.0.1 SSL_BRIDGE 443\n',
      sstp,
      `add service g 10.0.0.1 SSL_BRIDGE 443\nadd lb monitor mon_g HTTP -respCode 401 -httpRequest "HEAD ${SRA}"\nbind service g -monitorName mon_g\n`,
    ],
    [
      'add serviceGroup g HTTP\nadd lb monitor mon_g TCP\nbind serviceGroup g -monitorName mon_g\n',
      sstp,
      `add serviceGroup g HTTP\nadd lb monitor mon_g TCP\nadd lb monitor mon_g_2 HTTP -respCode 401 -httpRequest "HEAD ${SRA}"\nbind serviceGroup g -monitorName mon_g_2\n`,
    ],
  ])('%s', (text, make, expected) => expect(changed(text, make)).toBe(expected));
});

describe('a monitor is corrected', () => {
  const by =
    (correction: Extract<LoadBalancerChange, { kind: 'correct-monitor' }>['correction']): Make =>
    (at) => [{ kind: 'correct-monitor', at: at('monitor/m'), correction }];

  test.each<[string, Make, string | undefined]>([
    [
      'add lb monitor m HTTP -httpRequest "GET /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}"',
      by({ method: 'HEAD', path: SRA }),
      `add lb monitor m HTTP -httpRequest "HEAD ${SRA}"`,
    ],
    ['add lb monitor m HTTP', by({ path: SRA, code: 401 }), `add lb monitor m HTTP -httpRequest "HEAD ${SRA}" -respCode 401`],
    ['add lb monitor m HTTP -respCode 200 300-400 -secure NO', by({ code: 401, scheme: 'https' }), 'add lb monitor m HTTP -respCode 401 -secure YES'],
    ['add lb monitor m HTTP -destPort 80', by({ scheme: 'https' }), 'add lb monitor m HTTP -secure YES'],
    ['add lb monitor m HTTP -destPort 8443', by({ scheme: 'https' }), 'add lb monitor m HTTP -destPort 8443 -secure YES'],
    ['add lb monitor m HTTP -destPort 8443', by({ memberPort: true }), 'add lb monitor m HTTP'],
    [
      'add lb monitor m HTTP -destPort 80\nset lb monitor m HTTP -destPort 8443',
      by({ scheme: 'https', memberPort: true }),
      'add lb monitor m HTTP -destPort 80 -secure YES\nset lb monitor m HTTP -destPort 0',
    ],
    ['add lb monitor m HTTP -customHeaders "Host:r\\n"', by({ host: 'vpn.contoso.com' }), 'add lb monitor m HTTP -customHeaders "Host: vpn.contoso.com\\r\\n"'],
    [
      'add lb monitor m HTTP -customHeaders "X-A: b\\r\\n"',
      by({ host: 'vpn.contoso.com' }),
      'add lb monitor m HTTP -customHeaders "X-A: b\\r\\nHost: vpn.contoso.com\\r\\n"',
    ],
    [
      'add lb monitor m HTTP -httpRequest "HEAD /a HTTP/1.1\\r\\nHost: old\\r\\n\\r\\n"',
      by({ host: 'vpn.contoso.com', path: SRA }),
      `add lb monitor m HTTP -httpRequest "HEAD ${SRA} HTTP/1.1\\r\\nHost: vpn.contoso.com\\r\\n\\r\\n"`,
    ],
    [
      'add lb monitor m HTTP-ECV -send "GET /a" -recv 401 -interval 1 MIN',
      by({ method: 'HEAD', path: SRA, code: 401 }),
      `add lb monitor m HTTP -httpRequest "HEAD ${SRA}" -respCode 401 -interval 1 MIN`,
    ],
    // It sees the body alone, and stays what it is until a status is wanted.
    ['add lb monitor m HTTP-ECV -send "GET /a" -recv ok', by({ method: 'HEAD' }), 'add lb monitor m HTTP-ECV -send "HEAD /a" -recv ok'],
    // A request that is not understood is none of the times' affair.
    ['add lb monitor m HTTP -httpRequest x -interval 2', by({ interval: 6 }), 'add lb monitor m HTTP -httpRequest x -interval 6'],
    ['add lb monitor m HTTP -httpRequest x -interval 2', by({ method: 'HEAD' }), undefined],
    // The host that was sent is still sent.
    [
      'add lb monitor m HTTP-ECV -send "GET /a HTTP/1.1\\r\\nHost: vpn.contoso.com\\r\\nConnection: close\\r\\n\\r\\n" -recv 401 -secure YES',
      by({ method: 'HEAD', path: SRA, code: 401 }),
      `add lb monitor m HTTP -httpRequest "HEAD ${SRA}" -respCode 401 -secure YES -customHeaders "Host: vpn.contoso.com\\r\\n"`,
    ],
    ['set lb monitor m HTTP -respCode 200', by({ code: 401 }), 'set lb monitor m HTTP -respCode 401'],
    ['add lb monitor m HTTP -interval 2 -resptimeout 5', by({ interval: 6 }), 'add lb monitor m HTTP -interval 6 -resptimeout 5'],
    ['add lb monitor m TCP -interval 2 -resptimeout 5', by({ interval: 6 }), 'add lb monitor m TCP -interval 6 -resptimeout 5'],
    ['add lb monitor m TCP -interval 2 -resptimeout 5', by({ answerTimeout: 1 }), 'add lb monitor m TCP -interval 2 -resptimeout 1'],
    ['set lb monitor m -interval 2 -resptimeout 5', by({ interval: 6 }), 'set lb monitor m -interval 6 -resptimeout 5'],
    ['add lb monitor m TCP', by({ path: SRA }), undefined],
    // All of it or nothing.
    ['add lb monitor m TCP -interval 2', by({ path: SRA, interval: 6 }), undefined],
    ['set lb monitor m -respCode 200', by({ code: 401 }), undefined],
    ['add lb monitor m HTTP', by({ lineEnds: true }), undefined],
  ])('%s', (text, make, expected) => expect(changed(text, make)).toBe(expected));
});

test('what is not known well enough is not changed', () => {
  // A monitor of the product, which others use too.
  const bound = 'add serviceGroup g HTTP\nbind serviceGroup g -monitorName ping\n';
  const interval: Make = (at) => [{ kind: 'correct-monitor', at: at('monitor/ping'), correction: { interval: 9 } }];
  expect(changed(bound, interval)).toBeUndefined();
  expect(changed(`${bound}set lb monitor ping PING -interval 2`, interval)).toBe(`${bound}set lb monitor ping PING -interval 9`);
  // A server is taken away that the file never adds.
  const icmp: Make = (at) => [{ kind: 'monitor-by-icmp', at: at('pool/g') }];
  expect(changed(`${bound}unbind serviceGroup g 10.0.0.1 443\n`, icmp)).toBeUndefined();
  expect(changed('add serviceGroup g HTTP\n', icmp)).toBe('add serviceGroup g HTTP\nbind serviceGroup g -monitorName ping\n');
});

test('SSTP persists by session where TLS is known, else by source address', () => {
  const sstp: Make = (at) => [{ kind: 'persist-sstp', at: at('vserver/sstp') }];
  expect(changed('add lb vserver sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SOURCEIP', sstp)).toBe(
    'add lb vserver sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP',
  );
  // Where the type of the persistence is stated last.
  const added = 'add lb vserver sstp SSL_BRIDGE 203.0.113.10 443';
  expect(changed(`${added}\nset lb vserver sstp -persistenceType SOURCEIP`, sstp)).toBe(
    `${added}\nset lb vserver sstp -persistenceType SSLSESSION -persistenceBackup SOURCEIP`,
  );
  expect(changed(`${added} -persistenceType SOURCEIP\nunset lb vserver sstp -persistenceType`, sstp)).toBe(
    `${added} -persistenceType SOURCEIP\nunset lb vserver sstp -persistenceType\nset lb vserver sstp -persistenceType SSLSESSION -persistenceBackup SOURCEIP`,
  );
  expect(changed('add lb vserver sstp TCP 203.0.113.10 443', sstp)).toBe('add lb vserver sstp TCP 203.0.113.10 443 -persistenceType SOURCEIP');
  expect(changed('add lb vserver sstp SSL_BRIDGE 203.0.113.10 443\nbind lb group g sstp', sstp)).toBeUndefined();
});

test('changes of one line are made together', () => {
  const after = changed('add lb vserver sstp SSL_BRIDGE 203.0.113.10 443', (at) => [{ kind: 'persist-sstp', at: at('vserver/sstp') }]);
  expect(meaning(balancerOf(after ?? '').persistences)).toEqual([
    { name: 'sstp', kind: 'tls-session', scope: 'listener', timeout: 120, backup: 'source-address' },
  ]);
});

test('no change of any file makes writing throw, and what is written is read again', () => {
  const lines = COMPLETE.trimEnd().split('\n');
  const random = fc.subarray(
    [...lines, 'set lb group grp_ike -timeout 5', 'rm server vpn2', 'unset serviceGroup sg_sstp -usip', 'rename serviceGroup sg_sstp x'],
    { minLength: 3 },
  );
  fc.assert(
    fc.property(random, fc.constantFrom('\n', '\r\n'), (chosen, eol) => {
      const text = chosen.join(eol);
      const { listeners, pools, monitors, persistences } = balancerOf(text);
      const changes: LoadBalancerChange[] = [
        ...listeners.flatMap(({ at }): LoadBalancerChange[] => [
          { kind: 'add-twin', at, port: 4500 },
          { kind: 'tie-listeners', at, other: listeners.at(-1)?.at ?? at, seconds: 600 },
          { kind: 'set-transport', at, transport: 'tcp' },
          { kind: 'persist-sstp', at },
        ]),
        ...pools.flatMap(({ at, members }): LoadBalancerChange[] => [
          { kind: 'keep-client-address', at },
          { kind: 'monitor-by-icmp', at },
          { kind: 'monitor-by-sstp', at, scheme: 'https', host: 'vpn.contoso.com' },
          ...members.flatMap((like): LoadBalancerChange[] => [
            { kind: 'set-member-port', at: like.at, port: 1 },
            { kind: 'add-member', at, like, port: 2 },
          ]),
        ]),
        ...monitors.map(({ at }): LoadBalancerChange => ({
          kind: 'correct-monitor',
          at,
          correction: { scheme: 'http', method: 'HEAD', path: SRA, host: 'a', code: 401, interval: 9 },
        })),
        ...persistences.flatMap(({ at }): LoadBalancerChange[] => [
          { kind: 'persist-by-source', at },
          { kind: 'set-persistence-timeout', at, seconds: 900 },
        ]),
      ];
      for (const each of changes) {
        const after = changed(text, () => [each]);
        if (after !== undefined) expect(balancerOf(after).vendor).toBe('citrix-adc');
      }
      changed(text, () => changes);
    }),
    // Each one is read and written some fifty times.
    { numRuns: 40 },
  );
});
