import { describe, expect, test } from 'vitest';
import { readF5 } from '../../server/src/artefacts/f5/read.ts';
import type { Change } from '../../server/src/model/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { Services } from '../../server/src/model/load-balancer/service.ts';
import { changed } from '../support/balancer-changes.ts';
import { FORMS, STORED } from '../support/f5.ts';
import { meaning } from '../support/load-balancers.ts';

type Changes = (balancer: LoadBalancer) => readonly Change[];

const balancerOf = (text: string): LoadBalancer =>
  readF5({ uri: 'file:///project/bigip.conf', text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
const named = <T extends { readonly name: string }>(list: readonly T[], local: string): T =>
  list.find(({ name }) => name.endsWith(`/${local}`)) ?? expect.fail(`There is no ${local}`);

/** The lines that a change takes away and adds. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const result: string[] = [];
  let at = 0;
  for (const line of now) {
    const same = old.indexOf(line, at);
    if (same >= 0 && now.filter((each) => each === line).length === old.filter((each) => each === line).length) {
      for (const gone of old.slice(at, same)) result.push(`-${gone}`);
      at = same + 1;
    } else if (old[at] === line) at++;
    else result.push(`+${line}`);
  }
  for (const gone of old.slice(at)) result.push(`-${gone}`);
  return result;
}

/** A change of a text: what it says before and after. */
function done(name: string, text: string, changes: Changes): { readonly before: LoadBalancer; readonly after: LoadBalancer; readonly text: string } {
  const result = changed(name, text, changes) ?? expect.fail('The change cannot be written');
  const { facts } = readF5({ uri: 'file:///project/bigip.conf', text: result });
  expect(facts.problems).toEqual([]);
  const eol = text.includes('\r\n');
  expect(result.replaceAll('\r\n', '').includes(eol ? '\n' : '\r')).toBe(false);
  return { before: balancerOf(text), after: facts.loadBalancer ?? expect.fail('There is no load balancer'), text: result };
}

describe.each(FORMS)('%s', (_, name, text) => {
  test('is the same deployment', () => {
    const expected = JSON.stringify(meaning(balancerOf(STORED))).replaceAll('/Fabrikam/', '/Common/');
    expect(JSON.stringify(meaning(balancerOf(text))).replaceAll('/Fabrikam/', '/Common/')).toBe(expected);
  });

  test('tie-listeners: one persistence for both, and what was there is not touched', () => {
    const untied = changed(name, text, ({ listeners }) => [
      { kind: 'persist-sstp', at: named(listeners, 'vs_ike500').at },
      { kind: 'persist-sstp', at: named(listeners, 'vs_ike4500').at },
    ]);
    const { after } = done(name, untied ?? '', ({ listeners }) => [
      { kind: 'tie-listeners', at: named(listeners, 'vs_ike500').at, other: named(listeners, 'vs_ike4500').at, seconds: 3600 },
    ]);
    const [one, other] = [named(after.listeners, 'vs_ike500'), named(after.listeners, 'vs_ike4500')];
    expect(meaning(one.persistence)).toEqual(meaning(other.persistence));
    const persistence = named(after.persistences, 'persist_ike_2');
    expect(meaning(one.persistence)).toEqual([{ name: persistence.name }]);
    expect(meaning(persistence)).toMatchObject({ kind: 'source-address', scope: 'address', timeout: 3600 });
  });

  test('add-twin: everything of the other port, from the first one', () => {
    // Without the services of the other port.
    const single = name === 'bigip.conf' ? withoutObjects(text, 'ike4500') : withoutCommands(text, 'ike4500');
    expect(balancerOf(single).listeners).toHaveLength(2);
    const { after } = done(name, single, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'vs_ike500').at, port: 4500 }]);
    expect(meaning(named(after.listeners, 'vs_ike4500'))).toEqual(meaning(named(balancerOf(text).listeners, 'vs_ike4500')));
    expect(meaning(named(after.pools, 'pool_ike4500'))).toEqual(meaning(named(balancerOf(text).pools, 'pool_ike4500')));
    const services = new Services(after, []);
    const [ike] = services.services;
    expect(ike && services.twinOf(ike)).toMatchObject({ service: { role: 'nat-t' } });
  });

  test('add-twin: with the pool that is there for it', () => {
    const single = name === 'bigip.conf' ? withoutObjects(text, 'vs_ike4500') : withoutCommands(text, 'vs_ike4500');
    const { after } = done(name, single, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'vs_ike500').at, port: 4500 }]);
    expect(meaning(named(after.listeners, 'vs_ike4500'))).toEqual(meaning(named(balancerOf(text).listeners, 'vs_ike4500')));
    expect(after.pools).toHaveLength(3);
  });

  test('monitor-by-sstp: a monitor made for it, or one that is there', () => {
    const used = done(name, text, ({ pools }) => [{ kind: 'monitor-by-sstp', at: named(pools, 'pool_ike500').at, scheme: 'https', host: 'vpn.contoso.com' }]);
    expect(meaning(named(used.after.pools, 'pool_ike500').monitors)).toEqual([{ name: named(used.after.monitors, 'mon_sstp').name }]);
    const made = done(name, text, ({ pools }) => [{ kind: 'monitor-by-sstp', at: named(pools, 'pool_sstp').at, scheme: 'http', host: 'vpn.contoso.com' }]);
    const monitor = named(made.after.monitors, 'mon_sstp_2');
    expect(meaning(named(made.after.pools, 'pool_sstp').monitors)).toEqual([{ name: monitor.name }]);
    expect(meaning(monitor)).toMatchObject({
      kind: 'http',
      parentKind: 'http',
      port: 0,
      request: { method: 'HEAD', path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/', version: '1.1', host: 'vpn.contoso.com', ended: true },
      expects: { codes: [{ from: 401, to: 401 }] },
      interval: 10,
      timeout: 31,
    });
  });

  test('monitor-by-icmp', () => {
    const { after } = done(name, text, ({ pools }) => [{ kind: 'monitor-by-icmp', at: named(pools, 'pool_sstp').at }]);
    expect(meaning(named(after.pools, 'pool_sstp').monitors)).toEqual([{ name: '/Common/gateway_icmp' }]);
  });

  test('keep-client-address', () => {
    const translated = text.replaceAll('type none', 'type automap');
    const { after, text: result } = done(name, translated, ({ listeners }) => [{ kind: 'keep-client-address', at: named(listeners, 'vs_ike500').at }]);
    expect(meaning(named(after.listeners, 'vs_ike500').translation)).toBe(false);
    expect(meaning(named(after.listeners, 'vs_ike4500').translation)).toBe(true);
    expect(result.length).toBe(translated.length - 'automap'.length + 'none'.length);
  });

  test('set-transport, with the profile that belongs to it', () => {
    const { after, text: result } = done(name, text, ({ listeners }) => [{ kind: 'set-transport', at: named(listeners, 'vs_ike500').at, transport: 'tcp' }]);
    expect(meaning(named(after.listeners, 'vs_ike500').transport)).toBe('tcp');
    expect(result.length).toBe(text.length);
  });

  test('ports and members', () => {
    const moved = done(name, text, ({ pools }) => [{ kind: 'set-member-port', at: named(pools, 'pool_ike500').members[0]?.at ?? expect.fail(), port: 4500 }]);
    expect(meaning(named(moved.after.pools, 'pool_ike500').members)).toMatchObject([
      { address: '10.10.1.11', port: 4500 },
      { address: '10.10.1.12', port: 500 },
    ]);
    const like = { ...(named(balancerOf(text).pools, 'pool_sstp').members[1] ?? expect.fail()), key: 'elsewhere' };
    const added = done(name, text, ({ pools }) => [{ kind: 'add-member', at: named(pools, 'pool_ike500').at, like, port: 501 }]);
    expect(meaning(named(added.after.pools, 'pool_ike500').members)).toMatchObject([{ port: 500 }, { port: 500 }, { address: '10.10.1.12', port: 501 }]);
    const own = done(name, text, ({ pools }) => [
      { kind: 'add-member', at: named(pools, 'pool_ike500').at, like: named(pools, 'pool_sstp').members[0] ?? expect.fail(), port: 501 },
    ]);
    expect(meaning(named(own.after.pools, 'pool_ike500').members)).toMatchObject([{}, {}, { address: '10.10.1.11', port: 501 }]);
  });

  test('persistence: how long, and by what', () => {
    const longer = done(name, text, ({ persistences }) => [{ kind: 'set-persistence-timeout', at: named(persistences, 'persist_ike').at, seconds: 7200 }]);
    expect(meaning(named(longer.after.persistences, 'persist_ike').timeout)).toBe(7200);
    const cookie = text
      .replace('persistence source-addr', 'persistence cookie')
      .replace(/(defaults-from \S*)source_addr/, '$1cookie')
      .replace('match-across-services', 'cookie-name vpn match-across-services');
    const source = done(name, cookie, ({ persistences }) => [{ kind: 'persist-by-source', at: named(persistences, 'persist_ike').at }]);
    expect(meaning(named(source.after.persistences, 'persist_ike'))).toMatchObject({ kind: 'source-address', scope: 'address', timeout: 3600 });
    expect(source.text).not.toContain('cookie');
  });

  test('correct-monitor: everything at once', () => {
    const broken = text
      .replace('monitor https', 'monitor http')
      .replace(/Host: [\w.]+\\+r/, 'Host:r')
      .replace('HEAD /sra_', 'GET /sra')
      .replace('"HTTP/1.1 401', '"HTTP/1.1 200')
      .replace('timeout 31', 'timeout 9');
    const { after } = done(name, broken, ({ monitors }) => [
      {
        kind: 'correct-monitor',
        at: named(monitors, 'mon_sstp').at,
        correction: {
          scheme: 'https',
          method: 'HEAD',
          path: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/',
          host: 'vpn.fabrikam.com',
          code: 401,
          lineEnds: true,
          interval: 10,
          timeout: 31,
        },
      },
    ]);
    expect(meaning(after)).toEqual(meaning(balancerOf(text)));
  });
});

/** Without the objects that have a word in their name. */
function withoutObjects(text: string, word: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const objects = text.split(new RegExp(`${eol}(?=ltm )`));
  return objects.filter((each, index) => index === 0 || !each.split('{')[0]?.includes(word)).join(eol);
}

function withoutCommands(text: string, word: string): string {
  return text
    .split(/\n(?=tmsh|create|save)/)
    .filter((each) => !(each.includes(word) && each.includes('create')))
    .join('\n');
}

test('what a variable holds stays in the variable, unless the port comes from there', () => {
  const script = (destination: string, pool: string, member: string): string => `#!/bin/sh
VIP=203.0.113.10 IKE=203.0.113.10:500
S1=10.10.1.11 S2=10.10.1.12 POOL=/Fabrikam/pool_500
tmsh create ltm persistence source-addr s match-across-services enabled timeout 3600
tmsh create ltm pool ${pool} members add { ${member} $S2:500 } monitor gateway_icmp
tmsh create ltm virtual v500 destination ${destination} ip-protocol udp pool "$POOL" persist replace-all-with { s }
`;
  const twin = (text: string): string[] | undefined =>
    changed('f5.sh', text, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'v500').at, port: 4500 }])
      ?.slice(text.length)
      .split('\n');
  expect(twin(script('$VIP:500', '$POOL', '"${S1}:isakmp"'))).toEqual([
    'tmsh create ltm pool /Fabrikam/pool_4500 members add { "${S1}:4500" $S2:4500 } monitor gateway_icmp',
    'tmsh create ltm virtual v4500 destination $VIP:4500 ip-protocol udp pool "/Fabrikam/pool_4500" persist replace-all-with { s }',
    '',
  ]);
  expect(twin(script('"$IKE"', '/Fabrikam/pool_500', '$S1:500'))?.[1]).toContain(' destination "203.0.113.10:4500" ');
  // Nobody knows which name this is, or which servers these are.
  expect(twin(script('$VIP:500', '$POOL', '$SERVERS'))).toBeUndefined();
  expect(twin(script('$VIP:500', '$POOL', '$S1:500').replace('S1=10.10.1.11', 'read POOL; S1=10.10.1.11'))).toBeUndefined();
});

test('a persistence that others take their values from is not changed for one of them', () => {
  const text = `create ltm persistence source-addr parent timeout 60
create ltm persistence source-addr own defaults-from parent match-across-services enabled
create ltm persistence source-addr web defaults-from parent
create ltm virtual v500 destination 203.0.113.10:500 ip-protocol udp pool p persist replace-all-with { own }
create ltm virtual v4500 destination 203.0.113.10:4500 ip-protocol udp pool p persist replace-all-with { parent }
`;
  expect(
    changed('f5.txt', text, ({ listeners }) => [
      { kind: 'tie-listeners', at: named(listeners, 'v500').at, other: named(listeners, 'v4500').at, seconds: 3600 },
    ]),
  ).toBe(text.replace('services enabled', 'services enabled timeout 3600').replace('{ parent }', '{ own { default yes } }'));
});

test('a new persistence stands before what uses it, in the layout of the file', () => {
  const text = STORED.replace(/ltm persistence[^]*?\n\}\n/, '').replaceAll(/    persist \{\n[^]*?\n    \}\n/g, '');
  const after = changed('bigip.conf', text, ({ listeners }) => [
    { kind: 'tie-listeners', at: named(listeners, 'vs_ike500').at, other: named(listeners, 'vs_ike4500').at, seconds: 3600 },
  ]);
  expect(difference(text, after ?? '')).toEqual([
    '+ltm persistence source-addr /Common/persist_ike {',
    '+    defaults-from /Common/source_addr',
    '+    match-across-services enabled',
    '+    timeout 3600',
    '+}',
    '+    persist {',
    '+        /Common/persist_ike {',
    '+            default yes',
    '+        }',
    '+    }',
    '+    persist {',
    '+        /Common/persist_ike {',
    '+            default yes',
    '+        }',
    '+    }',
  ]);
});

test('a new persistence is called after the first of the listeners, and stands before it', () => {
  const virtual = (name: string, port: number): string => `ltm virtual ${name} {\n    destination 203.0.113.10:${port}\n    ip-protocol udp\n    pool p\n}\n`;
  const made = (first: string, second: string): string => {
    const text = virtual(first, 4500) + virtual(second, 500);
    const after = changed('bigip.conf', text, ({ listeners }) => [
      { kind: 'tie-listeners', at: named(listeners, second).at, other: named(listeners, first).at, seconds: 3600 },
    ]);
    expect(meaning(balancerOf(after ?? '').listeners.map(({ persistence }) => persistence))).toHaveLength(2);
    return after?.split(' {')[0] ?? '';
  };
  expect(made('vs_rras_4500', 'vs_ikev2_500')).toBe('ltm persistence source-addr persist_rras');
  expect(made('VIP-vpn-natt', 'ike')).toBe('ltm persistence source-addr persist_vpn');
  expect(made('virtual_branch_isakmp_nat-t', 'ike')).toBe('ltm persistence source-addr persist_branch');
  expect(made('rras_vip_4500', 'ike')).toBe('ltm persistence source-addr persist_rras_vip');
  expect(made('vs_4500', 'vs_500')).toBe('ltm persistence source-addr persist_ikev2');
});

test('a listener that has the one persistence already is not touched', () => {
  const text = STORED.replace('    match-across-services enabled\n', '');
  const after = changed('bigip.conf', text, ({ listeners }) => [
    { kind: 'tie-listeners', at: named(listeners, 'vs_ike500').at, other: named(listeners, 'vs_ike4500').at, seconds: 3600 },
  ]);
  expect(difference(text, after ?? '')).toEqual(['+    match-across-services enabled']);
  // Beside another one it does not tie them.
  const two = text.replace(/( {8}\/Common\/persist_ike \{[^}]*\}\n)/, '$1        /Common/source_addr { }\n');
  expect(two).toContain('source_addr { }');
  const one = changed('bigip.conf', two, ({ listeners }) => [
    { kind: 'tie-listeners', at: named(listeners, 'vs_ike500').at, other: named(listeners, 'vs_ike4500').at, seconds: 3600 },
  ]);
  expect(one).toBe(STORED);
});

test.each([
  // What has no folder gets none; what has one, gets the same; settings of a single profile stay, and profiles of other kinds.
  ['tcp', 'add { tcp }', 'udp', 'add { udp }'],
  ['udp', 'add { udp }', 'tcp', 'add { tcp }'],
  ['tcp', 'add { /Common/tcp }', 'udp', 'add { /Common/udp }'],
  ['tcp', 'add { tcp { context all } }', 'udp', 'add { udp { context all } }'],
  ['tcp', 'add { stats tcp }', 'udp', 'add { stats udp }'],
  // A profile of the file says what it is for.
  ['tcp', 'add { tcp_vpn }', 'udp', 'add { udp }'],
  ['tcp', 'add { udp_vpn }', 'udp', 'add { udp_vpn }'],
  ['tcp', 'add { tcp_vpn udp_vpn }', 'udp', 'add { udp_vpn }'],
  // One of another file may be for TCP.
  ['tcp', 'add { tcp vpn }', 'udp', undefined],
] as const)('another protocol than %s takes another profile than %s', (protocol, before, transport, after) => {
  const text = (spoken: string, profiles: string): string =>
    `create ltm profile tcp tcp_vpn defaults-from tcp
create ltm profile udp udp_vpn defaults-from udp
create ltm virtual v500 destination 203.0.113.10:500 ip-protocol ${spoken} pool p profiles ${profiles}
`;
  const change: Changes = ({ listeners }) => [{ kind: 'set-transport', at: named(listeners, 'v500').at, transport }];
  expect(changed('f5.txt', text(protocol, before), change)).toBe(after && text(transport, after));
});

test('a virtual server of which only changes are known may have any profile', () => {
  const change: Changes = ({ listeners }) => [{ kind: 'set-transport', at: named(listeners, 'v500').at, transport: 'udp' }];
  expect(changed('f5.txt', 'modify ltm virtual v500 destination 203.0.113.10:500 ip-protocol tcp\n', change)).toBeUndefined();
});

test('several commands in one pair of quotes: what is made stands on a line of its own', () => {
  const text = `tmsh -c "cd /Fabrikam; create ltm pool p members add { 10.0.0.1:443 } monitor tcp; create ltm virtual v destination 203.0.113.10:443 ip-protocol tcp pool p"\n`;
  expect(changed('f5.sh', text, ({ pools }) => [{ kind: 'monitor-by-sstp', at: named(pools, 'p').at, scheme: 'https' }])).toBe(
    String.raw`tmsh -c "create ltm monitor https /Fabrikam/mon_p defaults-from /Common/https interval 10 recv \"HTTP/1.1 401\" send \"HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost: 203.0.113.10\r\nConnection: Close\r\n\r\n\" timeout 31"
tmsh -c "cd /Fabrikam; create ltm pool p members add { 10.0.0.1:443 } monitor mon_p; create ltm virtual v destination 203.0.113.10:443 ip-protocol tcp pool p"
`,
  );
});

test('a command cannot name what is made behind it: a change follows there', () => {
  const text = `create ltm virtual v500 destination 203.0.113.10:500 ip-protocol udp pool p
create ltm persistence source-addr s timeout 600
create ltm virtual v4500 destination 203.0.113.10:4500 ip-protocol udp pool p persist replace-all-with { s }
`;
  expect(
    changed('f5.txt', text, ({ listeners }) => [{ kind: 'tie-listeners', at: named(listeners, 'v500').at, other: named(listeners, 'v4500').at, seconds: 600 }]),
  ).toBe(
    `create ltm virtual v500 destination 203.0.113.10:500 ip-protocol udp pool p
create ltm persistence source-addr s timeout 600 match-across-services enabled
modify ltm virtual v500 persist replace-all-with { s { default yes } }
create ltm virtual v4500 destination 203.0.113.10:4500 ip-protocol udp pool p persist replace-all-with { s }
`,
  );
});

test('a persistence of the product stays as it is: the listeners of IKE get their own', () => {
  const text = `ltm virtual vs_ike500 {\n    destination 203.0.113.10:500\n    persist {\n        source_addr {\n            default yes\n        }\n    }\n}\nltm virtual web {\n    destination 203.0.113.10:80\n    persist {\n        source_addr {\n            default yes\n        }\n    }\n}\n`;
  const after = changed('bigip.conf', text, ({ persistences }) => [
    { kind: 'set-persistence-timeout', at: named(persistences, 'source_addr').at, seconds: 3600 },
  ]);
  expect(after).toBe(
    `ltm persistence source-addr persist_ike {\n    defaults-from source_addr\n    timeout 3600\n}\n${text.replace('source_addr', 'persist_ike')}`,
  );
});

test('the published monitor is repaired in one step', () => {
  const text = `ltm monitor http VPN_SSTP {
    adaptive disabled
    defaults-from https
    destination *:https
    interval 30
    ip-dscp 0
    recv "HTTP/1.1 401"
    recv-disable none
    send "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\\r\\nHost:r\\nConnection: Close\\r\\n\\r\\n"
    time-until-up 0
    timeout 90
}
`;
  const correct = (scheme: 'http' | 'https'): string | undefined =>
    changed('monitor.txt', text, ({ monitors }) => [
      { kind: 'correct-monitor', at: named(monitors, 'VPN_SSTP').at, correction: { scheme, host: 'vpn.fabrikam.com', timeout: 91 } },
    ]);
  const repaired = text.replace('Host:r\\n', 'Host: vpn.fabrikam.com\\r\\n').replace('timeout 90', 'timeout 91');
  expect(correct('https')).toBe(repaired.replace('monitor http ', 'monitor https '));
  expect(correct('http')).toBe(repaired.replace('defaults-from https', 'defaults-from http').replace('*:https', '*:*'));
});

test('a monitor tests the port of each member where it says a port and no address', () => {
  const correct = (destination: string): string | undefined =>
    changed('bigip.conf', `ltm monitor https m {\n${destination}    interval 5\n}\n`, ({ monitors }) => [
      { kind: 'correct-monitor', at: named(monitors, 'm').at, correction: { memberPort: true } },
    ]);
  expect(correct('    destination *:8443\n')).toBe('ltm monitor https m {\n    destination *:*\n    interval 5\n}\n');
  expect(correct('    destination *:https\n')).toBe('ltm monitor https m {\n    destination *:*\n    interval 5\n}\n');
  expect(correct('    destination 10.0.0.11:8443\n')).toBeUndefined();
  expect(correct('    destination { }\n')).toBeUndefined();
  expect(correct('')).toBeUndefined();
});

test('line ends alone', () => {
  const correct = (send: string): string | undefined =>
    changed('bigip.conf', `ltm monitor http m {\n    send "${send}"\n}\n`, ({ monitors }) => [
      { kind: 'correct-monitor', at: named(monitors, 'm').at, correction: { lineEnds: true } },
    ])?.split('"')[1];
  expect(correct(String.raw`HEAD / HTTP/1.1\\\\r\\\\nHost: a`)).toBe(String.raw`HEAD / HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(correct('HEAD / HTTP/1.1/r/nHost: a/r/n/r/n')).toBe(String.raw`HEAD / HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(correct(String.raw`HEAD / HTTP/1.1\\r\\nHost: a\\r\\n`)).toBe(String.raw`HEAD / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n`);
});

test('what would have to be guessed is not written', () => {
  const refused = (text: string, changes: Changes): void => expect(changed('bigip.conf', text, changes)).toBeUndefined();
  // An address is not translated; a profile is not known; a broken object; no name to ask for; a request from elsewhere.
  refused(STORED.replace('source-address-translation', 'description'), ({ listeners }) => [
    { kind: 'keep-client-address', at: named(listeners, 'vs_ike500').at },
  ]);
  refused(STORED.replace('/Common/udp { }', '/Common/own { }'), ({ listeners }) => [
    { kind: 'set-transport', at: named(listeners, 'vs_ike500').at, transport: 'tcp' },
  ]);
  refused('ltm pool /Common/p {\n    monitor /Common/tcp\n', ({ pools }) => [{ kind: 'monitor-by-icmp', at: named(pools, 'p').at }]);
  // A monitor of the product is nowhere in the file.
  refused('ltm pool /Common/p {\n    monitor /Common/https\n}\n', ({ monitors }) => [
    { kind: 'correct-monitor', at: named(monitors, 'https').at, correction: { code: 401 } },
  ]);
  // Another parent would hand down another request.
  refused(
    'ltm monitor http /Common/base {\n    defaults-from /Common/http\n    send "HEAD /x HTTP/1.1"\n}\nltm monitor http /Common/p {\n    defaults-from /Common/base\n}\n',
    ({ monitors }) => [{ kind: 'correct-monitor', at: named(monitors, 'p').at, correction: { scheme: 'https' } }],
  );
  refused('ltm pool /Common/p {\n    monitor /Common/tcp\n}\n', ({ pools }) => [{ kind: 'monitor-by-sstp', at: named(pools, 'p').at, scheme: 'https' }]);
  refused('ltm monitor http /Common/m {\n    defaults-from /Common/n\n}\n', ({ monitors }) => [
    { kind: 'correct-monitor', at: named(monitors, 'm').at, correction: { method: 'HEAD' } },
  ]);
  refused('ltm virtual /Common/v {\n    destination /Common/203.0.113.10:500\n    pool /Common/elsewhere\n}\n', ({ listeners }) => [
    { kind: 'add-twin', at: named(listeners, 'v').at, port: 4500 },
  ]);
});
