import { describe, expect, test } from 'vitest';
import { changed } from '../support/balancer-changes.ts';

const named = <T extends { readonly name: string }>(list: readonly T[], local: string): T =>
  list.find(({ name }) => name.endsWith(`/${local}`)) ?? expect.fail(`There is no ${local}`);

describe('the pool of a twin', () => {
  const persist = 'create ltm persistence source-addr s match-across-services enabled timeout 3600';
  const virtual = 'create ltm virtual v500 destination 203.0.113.10:500 ip-protocol udp pool p500 persist replace-all-with { s }';
  const twin = (pool: string): string => virtual.replace('v500', 'v4500').replace(':500', ':4500').replace('p500', pool);
  const pool = (name: string, members: string, more = ''): string => `create ltm pool ${name} members add { ${members} } monitor gateway_icmp${more}`;
  const own = pool('p500', '10.0.0.1:500 10.0.0.2:500');
  const added = (lines: readonly string[], file = 'f5.txt'): string[] | undefined =>
    changed(file, `${lines.join('\n')}\n`, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'v500').at, port: 4500 }])
      ?.trimEnd()
      .split('\n');

  test('may be made behind the virtual server', () => {
    const other = pool('natt', '10.0.0.2:ipsec-nat-t 10.0.0.1:4500');
    expect(added([persist, own, virtual, '# NAT-T: natt', other, 'save sys config'])).toEqual([
      ...[persist, own, virtual, '# NAT-T: natt', other],
      ...[twin('natt'), 'save sys config'],
    ]);
  });
  test('may be made in a here-document', () => {
    const other = pool('natt', '10.0.0.1:4500 10.0.0.2:4500');
    const script = ['#!/bin/sh', "tmsh <<'EOF'", persist, own, other, virtual, 'EOF'];
    expect(added(script, 'f5.sh')).toEqual([...script.slice(0, -1), twin('natt'), 'EOF']);
  });
  test.each([
    ['other servers', [pool('natt', '10.0.0.1:4500')]],
    ['another test', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500').replace('gateway_icmp', 'tcp')]],
    ['another number of tests', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500').replace('gateway_icmp', 'min 1 of { gateway_icmp tcp }')]],
    ['the same port', [pool('natt', '10.0.0.1:500 10.0.0.2:500')]],
    ['a rule of its own about translation', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500', ' allow-snat no')]],
    ['in use', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500'), 'create ltm virtual w destination 203.0.113.11:4500 ip-protocol udp pool natt']],
    ['two of them', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500'), pool('natt2', '10.0.0.1:4500 10.0.0.2:4500')]],
    ['only changed here', [pool('natt', '10.0.0.1:4500 10.0.0.2:4500').replace('create', 'modify')]],
    ['in quotes', [`tmsh -c "${pool('natt', '10.0.0.1:4500 10.0.0.2:4500')}"`]],
  ])('is a new one: %s', (_, others) => {
    expect(added([persist, own, virtual, ...others])).toEqual([
      ...[persist, own, virtual],
      ...[pool('p4500', '10.0.0.1:4500 10.0.0.2:4500'), twin('p4500'), ...others],
    ]);
  });
});

test('a twin may have the name of its pool', () => {
  const text = `create ltm pool ike500 members add { 10.0.0.1:500 } monitor gateway_icmp
create ltm persistence source-addr s match-across-services enabled timeout 3600
create ltm virtual ike500 destination 203.0.113.10:500 ip-protocol udp pool ike500 persist replace-all-with { s }
`;
  const twin = (from: string): string[] | undefined =>
    changed('f5.txt', from, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'ike500').at, port: 4500 }])
      ?.slice(from.length)
      .match(/(?:pool|virtual) \S+/g)
      ?.slice(0, 2);
  expect(twin(text)).toEqual(['pool ike4500', 'virtual ike4500']);
  expect(twin(`create ltm pool ike4500 members add { 10.0.0.1:443 }\n${text}`)).toEqual(['pool ike4500_2', 'virtual ike4500']);
});

test('a twin is not put together from several notations', () => {
  const pool = 'create ltm pool p500 members add { 10.0.0.1:500 } monitor gateway_icmp';
  const object = 'ltm virtual v500 {\n    destination 203.0.113.10:500\n    ip-protocol udp\n    pool p500\n}\n';
  const command = 'create ltm virtual v500 destination 203.0.113.10:500 ip-protocol udp pool p500';
  for (const text of [
    `${pool}\n${object}`,
    `tmsh -c "${pool}"\ntmsh ${command}\n`,
    `cd /Fabrikam\n${pool}\ncd /Common\n${command.replace('pool p', 'pool /Fabrikam/p')}\n`,
  ])
    expect(changed('f5.sh', text, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'v500').at, port: 4500 }])).toBeUndefined();
});

test('the whole of what a twin adds to a script', () => {
  const text = `tmsh create ltm pool pool_ike500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp
tmsh create ltm virtual vs_ike500 destination 203.0.113.10:500 ip-protocol udp pool pool_ike500 profiles add { udp }
tmsh modify ltm virtual vs_ike500 description "IKE"
tmsh save sys config
`;
  expect(changed('f5.sh', text, ({ listeners }) => [{ kind: 'add-twin', at: named(listeners, 'vs_ike500').at, port: 4500 }])).toBe(
    `tmsh create ltm pool pool_ike500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp
tmsh create ltm persistence source-addr persist_ike defaults-from source_addr match-across-services enabled timeout 3600
tmsh create ltm virtual vs_ike500 destination 203.0.113.10:500 ip-protocol udp pool pool_ike500 profiles add { udp } persist replace-all-with { persist_ike { default yes } }
tmsh modify ltm virtual vs_ike500 description "IKE"
tmsh create ltm pool pool_ike4500 members add { 10.10.1.11:4500 10.10.1.12:4500 } monitor gateway_icmp
tmsh create ltm virtual vs_ike4500 destination 203.0.113.10:4500 ip-protocol udp pool pool_ike4500 profiles add { udp } persist replace-all-with { persist_ike { default yes } }
tmsh modify ltm virtual vs_ike4500 description "IKE"
tmsh save sys config
`,
  );
});

describe('a twin in a file of the product', () => {
  const persistence = 'ltm persistence source-addr /Common/s {\n    match-across-services enabled\n    timeout 3600\n}\n';
  const pool = (name: string, port: number | string): string =>
    `ltm pool /Common/${name} {\n    members {\n        /Common/10.0.0.11:${port} {\n            address 10.0.0.11\n        }\n    }\n    monitor /Common/gateway_icmp\n}\n`;
  const virtual = (name: string, port: number, of: string, more = ''): string =>
    `ltm virtual /Common/${name} {\n${more}    destination /Common/203.0.113.10:${port}\n    ip-protocol udp\n    persist {\n        /Common/s {\n            default yes\n        }\n    }\n    pool /Common/${of}\n}\n`;
  const added = (text: string, port: 500 | 4500 = 4500): string | undefined =>
    changed('bigip.conf', text, ({ listeners: [only] }) => [{ kind: 'add-twin', at: only?.at ?? expect.fail('There is none'), port }]);

  test.each([
    ['the number in it', 'p500', 'vs_500_ike', 'p4500', 'vs_4500_ike', 4500],
    ['the number behind it', 'p', 'v', 'p_4500', 'v_4500', 4500],
    ['the number that is no part of another one', 'p1500', 'v', 'p1500_4500', 'v_4500', 4500],
    ['NAT-T for ISAKMP', 'pool_isakmp', 'vs_ISAKMP', 'pool_natt', 'vs_natt', 4500],
    ['ISAKMP for NAT-T', 'pool_nat-t', 'vs_NATT', 'pool_isakmp', 'vs_isakmp', 500],
  ] as const)('is called by %s', (_, ownPool, own, otherPool, other, port) => {
    const from = port === 4500 ? 500 : 4500;
    const text = persistence + pool(ownPool, from) + virtual(own, from, ownPool);
    expect(added(text, port)).toBe(text + pool(otherPool, port) + virtual(other, port, otherPool));
  });

  test('has none of what the product gives each by itself', () => {
    const own = '    creation-time 2024-01-01:00:00:00\n    last-modified-time 2024-01-01:00:00:00\n';
    const text = persistence + pool('p', 500) + virtual('v', 500, 'p', own).replace(/\}\n$/, '    vs-index 7\n}\n');
    expect(added(text)).toBe(text + pool('p_4500', 4500) + virtual('v_4500', 4500, 'p_4500'));
  });

  test.each([0, 'any'])('has the pool of the first one where its servers are reached at any port: %s', (port) => {
    const text = persistence + pool('p', port) + virtual('v', 500, 'p');
    expect(added(text)).toBe(text + virtual('v_4500', 4500, 'p'));
  });

  test('stands with an empty line around it where all others do', () => {
    const parts = [persistence, pool('p', 500), virtual('v', 500, 'p')];
    const twin = [pool('p_4500', 4500), virtual('v_4500', 4500, 'p_4500')];
    const rest = 'ltm virtual-address /Common/203.0.113.10 {\n    arp enabled\n}\n';
    expect(added(parts.join('\n'))).toBe([...parts, ...twin].join('\n'));
    expect(added([...parts, rest].join('\n'))).toBe([...parts, ...twin, rest].join('\n'));
    expect(added([...parts, rest].join(''))).toBe([...parts, ...twin, rest].join(''));
  });

  test.each([
    ['two persistences', virtual('v', 500, 'p').replace('persist {\n', 'persist {\n        /Common/t {\n            default no\n        }\n')],
    ['two pools', virtual('v', 500, 'p').replace(/\}\n$/, '    pool /Common/q\n}\n')],
    ['no destination', virtual('v', 500, 'p').replace(/ {4}destination.*\n/, '')],
  ])('is not guessed with %s', (_, listener) => {
    expect(added(persistence + pool('p', 500) + listener)).toBeUndefined();
  });

  test('is not guessed where servers have no port', () => {
    expect(added(persistence + pool('p', 500).replace(':500', '') + virtual('v', 500, 'p'))).toBeUndefined();
  });

  test('stands in quotes where each command does', () => {
    const line = (command: string): string => `tmsh -c 'create ltm ${command}'\n`;
    const twin = (port: number): string =>
      line(`virtual v${port} destination 203.0.113.10:${port} ip-protocol udp pool p${port} persist replace-all-with { s }`);
    const servers = (port: number): string => line(`pool p${port} members add { 10.0.0.11:${port} } monitor gateway_icmp`);
    const text = line('persistence source-addr s match-across-services enabled timeout 3600') + servers(500) + twin(500);
    expect(changed('f5.sh', text, ({ listeners: [only] }) => [{ kind: 'add-twin', at: only?.at ?? expect.fail('There is none'), port: 4500 }])).toBe(
      text + servers(4500) + twin(4500),
    );
  });
});
