import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { BASELINES } from '../../server/src/knowledge/baselines.ts';
import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import { childrenOf } from '../../server/src/knowledge/profile-xml.ts';
import { REGISTRY, registryValue, registryValuesNamed } from '../../server/src/knowledge/registry.ts';
import { plainText, rewritten, SNIPPETS, type Snippet } from '../../server/src/knowledge/snippets.ts';
import { REGISTRY_TOPICS } from '../../server/src/knowledge/snippets/registry-topics.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import type { Facts } from '../../server/src/model/facts.ts';
import type { RegistryWrite } from '../../server/src/model/registry/write.ts';
import { knownSuite } from '../../server/src/model/policy.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

/** What a snippet may be told, because it says so itself. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  // The rule advises against the workaround, and so does the comment of the snippet.
  'ikev2-sa-limit': ['ikenum-workaround'],
  'ikev2-sa-limit-bat': ['ikenum-workaround'],
  'ikev2-sa-limit-reg': ['ikenum-workaround'],
};

/** What another choice than the first one may be told: one value that is stronger than the others begs for theirs to be chosen as well. */
const EXPECTED_OF_CHOICES = ['crypto-uneven'];

const REGISTRY_IDS: ReadonlySet<string> = new Set(REGISTRY_TOPICS.map(({ id }) => id));

const all = SNIPPETS.map((snippet) => [snippet.id, snippet] as const);
const snippetOf = (id: string): Snippet => SNIPPETS.find((snippet) => snippet.id === id) ?? expect.fail(`There is no snippet ${id}`);

const FILES = { powershell: 'script.ps1', bigip: 'bigip.conf', 'citrix-adc': 'ns.conf' } as const;
const REG_HEADER = 'Windows Registry Editor Version 5.00\n\n';

/** Those that no artefact reads. */
const isOfNetsh = ({ body }: Snippet): boolean => body.some((line) => line.startsWith('netsh '));

/** The snippet as somebody has it who only ever pressed the tab key; a part of a profile within one. */
function inserted(snippet: Snippet): SourceFile {
  const { language } = snippet;
  if (language === 'bat') return { uri: 'file:///project/server.cmd', text: `@echo off\n${plainText(snippet)}\n`, languageId: 'bat' };
  if (language === 'reg')
    return { uri: 'file:///project/server.reg', text: `${REG_HEADER}${plainText(snippet)}\n`.replace(`${REG_HEADER}W`, 'W'), languageId: 'reg' };
  if (language !== 'xml') return { uri: `file:///project/${FILES[language]}`, text: `${plainText(snippet)}\n` };
  const whole = plainText(snippet);
  if (whole.startsWith('<VPNProfile>')) return { uri: 'file:///project/profile.xml', text: `${whole}\n` };
  return { uri: 'file:///project/profile.xml', text: placedIn(inserted(snippetOf('user-tunnel')).text, whole) };
}

/** A profile with a part: in place of the one that it has, else where the schema has it. */
function placedIn(profile: string, part: string): string {
  const name = /^<(\w+)>/.exec(part)?.[1] ?? expect.fail(`${part} is no element`);
  const own = new RegExp(`<${name}>[^]*</${name}>`);
  // An exclusion is one from a route that is there.
  if (own.test(profile)) return profile.replace(own, (found) => (part.includes('<ExclusionRoute>') ? `${found}\n${part}` : part));
  const order = childrenOf('').map(({ path }) => path);
  const next = order.slice(order.indexOf(name) + 1).find((each) => profile.includes(`\n\t<${each}>`));
  return next === undefined ? profile.replace('</VPNProfile>', () => `${part}\n</VPNProfile>`) : profile.replace(`\t<${next}>`, (found) => `${part}\n${found}`);
}

/** The snippet as somebody has it who takes each of its choices, one after the other. */
function chosen(snippet: Snippet): Snippet[] {
  return snippet.body.flatMap((text, index) =>
    [...text.matchAll(/\$\{(\d+)\|([^|]*)\|\}/g)].flatMap(({ 0: whole, 1: stop = '', 2: texts = '' }) =>
      texts
        .split(/(?<!\\),/)
        .slice(1)
        .map((value) => ({
          ...snippet,
          body: snippet.body.with(
            index,
            text.replace(whole, () => `\${${stop}:${value}}`),
          ),
        })),
    ),
  );
}

function checked(snippet: Snippet): { facts: Facts; rules: string[] } {
  const { facts, rules } = read(snippet);
  return { facts: facts ?? expect.fail(`${snippet.id} is not recognised`), rules };
}

/** What is known of a snippet; there are no facts in one that says nothing of what is read here. */
function read(snippet: Snippet): { facts?: Facts; rules: string[] } {
  const workspace = new Workspace((message) => expect.fail(message));
  const file = inserted(snippet);
  workspace.setRoots(['file:///project']);
  workspace.setFile(file);
  const facts = workspace.analysisOf(file.uri)?.reading.facts;
  return { ...(facts && { facts }), rules: workspace.findings(file.uri).map((finding) => finding.rule.id) };
}

test('ids are unique; prefixes and titles are in their language', () => {
  expect(new Set(SNIPPETS.map(({ id }) => id)).size).toBe(SNIPPETS.length);
  for (const key of ['prefix', 'title'] as const) expect(new Set(SNIPPETS.map((snippet) => `${snippet.language} ${snippet[key]}`)).size).toBe(SNIPPETS.length);
});

describe.each(all)('%s', (id, snippet) => {
  const body = snippet.body.join('\n');

  test('has a prefix and says what it does', () => {
    expect(snippet.prefix).toMatch(/^aovpn-[a-z0-9-]+$/);
    expect(snippet.description).toMatch(/\.$/);
  });

  test('is in the syntax of the editor', () => {
    const rest = body
      .replace(/\\[\\$}]/g, '')
      .replace(/\$\{\d+\|(?:[^\\,|]+,)+[^\\,|]+\|\}/g, '')
      .replace(/\$\{\d+:[^\\$}]+\}/g, '')
      .replace(/\$\{\d+\}/g, '');
    expect(rest).not.toMatch(/[\\$}]/);
    expect(body).not.toMatch(/\r/);
  });

  test('states the text of each tab stop at its first place only', () => {
    const seen = new Set<string>();
    for (const [, stop = '', kind] of body.matchAll(/(?<!\\)\$\{(\d+)([:|}])/g)) {
      expect(kind === '}').toBe(seen.has(stop));
      seen.add(stop);
    }
  });

  test('expands without a trace of that syntax', () => {
    const text = plainText(snippet);
    expect(text).not.toMatch(/\$\{|\\[$}]|\$\d/);
    expect(text).not.toMatch(/example\.(com|net|org)/);
  });

  test('is checked without a finding', () => {
    const { facts, rules } = read(snippet);
    expect(rules.filter((rule) => !EXPECTED[id]?.includes(rule))).toEqual([]);
    // Commands of netsh are none of those that are read.
    expect(facts === undefined).toBe(isOfNetsh(snippet));
  });

  test.runIf(body.includes('|}'))('so is each of its choices', () => {
    const others = chosen(snippet);
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) {
      const { rules } = read(other);
      expect([plainText(other), rules.filter((rule) => !EXPECTED_OF_CHOICES.includes(rule))]).toEqual([plainText(other), []]);
    }
  });
});

describe('registry values', () => {
  test.each([
    ['ikev2-fragmentation', 'EnableServerFragmentation', 'create'],
    ['ikev2-sa-limit', 'IkeNumEstablishedForInitialQuery', 'create'],
    ['ikev2-crl-check', 'CertAuthFlags', 'create'],
    ['sstp-offload', 'UseHttps', 'create'],
    ['sstp-offload', 'isHashConfiguredByAdmin', 'create'],
    ['sstp-offload', 'SHA256CertificateHash', 'create'],
    ['sstp-offload', 'SHA1CertificateHash', 'delete'],
  ])('%s: %s as in the table, followed by its restart', (id, name, action) => {
    const { facts } = checked(snippetOf(id));
    const row = registryValuesNamed(name)[0] ?? expect.fail(`There is no row ${name}`);
    const write = facts.registryWrites.find((each) => each.name.value === name) ?? expect.fail(`${name} is not written`);
    expect(write.action).toBe(action);
    expect(write.path.value).toEqual({ hive: 'HKEY_LOCAL_MACHINE', key: row.key });
    if (action === 'create') expect(write.type).toMatchObject({ state: 'known', type: row.type });
    expect(write.dataText).toBe(action === 'create' ? row.data : undefined);
    const restarted = facts.script?.restarts
      .filter(({ offset }) => offset > write.offset)
      .map(({ service }) => (typeof service === 'string' ? service : service.value));
    expect(restarted).toEqual(row.restart);
  });

  describe.each(['powershell', 'bat', 'reg'] as const)('in %s', (language) => {
    let written: readonly RegistryWrite[] = [];
    beforeAll(() => {
      written = SNIPPETS.filter((snippet) => snippet.language === language).flatMap((snippet) =>
        isOfNetsh(snippet) ? [] : checked(snippet).facts.registryWrites,
      );
    });

    test.each(REGISTRY.map((row) => [`${row.key} ${row.name}`, row] as const))('%s is in one of them, as in the table', (_, row) => {
      const [write, ...more] = written.filter(({ path, name }) => path.value.key === row.key && name.value === row.name);
      expect(more).toEqual([]);
      expect(write?.path.value.hive).toBe('HKEY_LOCAL_MACHINE');
      if (write?.action === 'delete') return;
      expect(write?.type).toMatchObject({ state: 'known', type: row.type });
      const { content } = write ?? {};
      // What PowerShell makes bytes of is known to the script alone.
      if (content === undefined) expect([language, row.name]).toEqual(['powershell', 'SHA256CertificateHash']);
      else if ('number' in content && row.data !== undefined) expect(String(content.number)).toBe(row.data);
      else if ('bytes' in content && row.allowed && 'bytes' in row.allowed) expect(content.bytes).toHaveLength(row.allowed.bytes);
    });

    test('have the same prefixes as in PowerShell, and what is read of one is all that it writes', () => {
      const prefixes = (of: string): string[] =>
        SNIPPETS.filter(({ language: each, id }) => each === of && REGISTRY_IDS.has(id.replace(/-(?:bat|reg)$/, ''))).map(({ prefix }) => prefix);
      expect(prefixes(language)).toEqual(prefixes('powershell'));
      for (const snippet of SNIPPETS.filter((each) => each.language === language && REGISTRY_IDS.has(each.id.replace(/-(?:bat|reg)$/, ''))))
        expect([snippet.id, checked(snippet).facts.unread]).toEqual([snippet.id, []]);
    });
  });

  test.each(SNIPPETS.filter((snippet) => snippet.language === 'bat' && !isOfNetsh(snippet)).map((snippet) => [snippet.id, snippet] as const))(
    '%s restarts what reads the values',
    (_, snippet) => {
      const { registryWrites: writes, script } = checked(snippet).facts;
      const services = new Set(writes.flatMap(({ path, name }) => registryValue(path.value.key, name.value)?.restart ?? []));
      const restarted = script?.restarts.map(({ service }) => (typeof service === 'string' ? service : service.value)) ?? [];
      // The computer is not restarted in passing, and RasMan takes others with it.
      expect(restarted).toEqual([...services].filter((service) => service !== 'reboot' && service !== 'RasMan'));
    },
  );

  test('a key that exists is never made again, which would empty it', () => {
    for (const snippet of SNIPPETS) {
      for (const line of plainText(snippet).split('\n')) if (line.includes('New-Item ')) expect(line).toMatch(/^if \(-not \(Test-Path \$path\)\) \{ New-Item /);
    }
  });

  test('all of them in one script are what they are alone', () => {
    const snippets = SNIPPETS.filter(({ id }) =>
      ['ikev2-fragmentation', 'ikev2-sa-limit', 'ikev2-crl-check', 'sstp-offload', 'server-policy-enhanced'].includes(id),
    );
    const { facts, rules } = checked({ ...snippetOf('sstp-offload'), body: snippets.flatMap(({ body }) => body) });
    expect(rules.filter((rule) => !Object.values(EXPECTED).flat().includes(rule))).toEqual([]);
    expect(facts.registryWrites).toHaveLength(7);
  });
});

describe('Windows Firewall', () => {
  test.each<[id: string, rules: string[]]>([
    ['ikev2', ['-Protocol UDP -LocalPort 500, 4500', 'protocol=udp localport=500,4500']],
    ['sstp', ['-Protocol TCP -LocalPort 443', 'protocol=tcp localport=443']],
    [
      'ping',
      [
        '-Protocol ICMPv4 -IcmpType 8 -RemoteAddress 10.10.1.5',
        '-Protocol ICMPv6 -IcmpType 128 -RemoteAddress 2001:db8:10::5',
        'protocol=icmpv4:8,any remoteip=10.10.1.5',
        'protocol=icmpv6:128,any remoteip=2001:db8:10::5',
      ],
    ],
  ])('%s', (id, rules) => {
    const lines = [`firewall-${id}`, `netsh-${id}`].flatMap((each) => plainText(snippetOf(each)).split('\n'));
    const added = lines.filter((text) => /^New-NetFirewallRule | add rule /.test(text));
    expect(added.map((text) => text.replace(/^.* (?:-Direction Inbound -Action Allow|dir=in action=allow) /, ''))).toEqual(rules);
    // Nothing is added a second time: PowerShell refuses a name that is there, netsh has to delete the rule first.
    for (const [, name] of lines.join('\n').matchAll(/ add rule (name="[^"]*")/g))
      expect(lines).toContain(`netsh advfirewall firewall delete rule ${name ?? ''} >nul 2>&1`);
    for (const text of lines.filter((each) => each.startsWith('New-Net'))) expect(text).toMatch(/ -Name 'AlwaysOnVpn-[\w-]+' /);
  });
});

describe('policies', () => {
  test.each(
    Object.entries(BASELINES).flatMap(([name, { suite }]) =>
      [`server-policy-${name}`, `client-policy-${name}`, `cryptography-suite-${name}`].map((id) => [id, suite] as const),
    ),
  )('%s is the published suite', (id, suite) => {
    const [policy, ...more] = checked(snippetOf(id)).facts.policies;
    expect(more).toEqual([]);
    expect(policy && knownSuite(policy)).toEqual(suite);
  });

  test('the profiles have the enhanced one', () => {
    for (const id of ['user-tunnel', 'device-tunnel']) {
      const [policy] = checked(snippetOf(id)).facts.policies;
      expect(policy && knownSuite(policy)).toEqual(BASELINES.enhanced.suite);
    }
  });

  test('six values, each once, in the order of the schema', () => {
    const text = plainText(snippetOf('user-tunnel'));
    const suite = text.slice(text.indexOf('<CryptographySuite>'), text.indexOf('</CryptographySuite>'));
    const names = [...suite.matchAll(/<([A-Za-z]+)>[^<]/g)].map((match) => match[1]).filter((name) => ATTRIBUTES.some((attribute) => attribute === name));
    expect(names).toEqual(['AuthenticationTransformConstants', 'CipherTransformConstants', 'PfsGroup', 'DHGroup', 'IntegrityCheckMethod', 'EncryptionMethod']);
  });
});

test('the inner and the outer method name the same servers and the same root', () => {
  const body = snippetOf('user-tunnel').body.join('\n');
  for (const name of ['ServerNames', 'TrustedRootCA']) {
    const stops = [...body.matchAll(new RegExp(`<${name}>\\$\\{(\\d+)[:}]`, 'g'))].map((match) => match[1]);
    expect(stops).toHaveLength(2);
    expect(new Set(stops).size).toBe(1);
  }
});

test('the snippet files of the editor hold every snippet', () => {
  const file = (name: string): Record<string, { prefix: string; body: string[] }> =>
    JSON.parse(readFileSync(fileURLToPath(new URL(`../../snippets/${name}.json`, import.meta.url)), 'utf8')) as Record<
      string,
      { prefix: string; body: string[] }
    >;
  const entries = [
    ...Object.entries(file('powershell')),
    ...Object.entries(file('bat')),
    ...Object.entries(file('reg')),
    ...Object.entries(file('profilexml')),
    ...Object.entries(file('bigip')),
    ...Object.entries(file('citrix-adc')),
  ];
  expect(entries.map(([title, { prefix, body }]) => ({ title, prefix, body }))).toEqual(
    ['powershell', 'bat', 'reg', 'xml', 'bigip', 'citrix-adc'].flatMap((language) =>
      SNIPPETS.filter((snippet) => snippet.language === language).map(({ title, prefix, body }) => ({ title, prefix, body })),
    ),
  );
});

describe('a snippet in another notation', () => {
  const doubled = (text: string): string => text.replaceAll('$', '$$$$').replaceAll('<', '&lt;');
  test('has its texts rewritten, and its syntax as it was', () => {
    expect(rewritten('<a>${1:b<\\}\\$}</a>\\$x ${2|<t>,f\\,g|} $0 ${1}', doubled)).toBe('&lt;a>${1:b&lt;\\}\\$\\$}&lt;/a>\\$\\$x ${2|&lt;t>,f\\,g|} $0 ${1}');
  });
  test('is the same where nothing is to be rewritten', () => {
    for (const { body } of SNIPPETS) expect(rewritten(body.join('\n'), (text) => text)).toBe(body.join('\n'));
  });
  test('is none where one of its texts cannot be written', () => {
    expect(rewritten('a${1:b}', (text) => (text === 'b' ? undefined : text))).toBeUndefined();
  });
});
