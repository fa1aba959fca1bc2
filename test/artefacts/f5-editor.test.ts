import { describe, expect, test } from 'vitest';
import type { Slot } from '../../server/src/artefacts/artefact.ts';
import f5 from '../../server/src/artefacts/f5/artefact.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { COMMANDS, STORED } from '../support/f5.ts';

const reading = (text: string): ReturnType<typeof f5.read> => f5.read({ uri: 'file:///project/bigip.conf', text });

/** The text at a cursor. */
function at(marked: string): { reading: ReturnType<typeof f5.read>; text: string; offset: number } {
  const offset = marked.indexOf('⟦⟧');
  const text = marked.replace('⟦⟧', '');
  return { reading: reading(text), text, offset };
}

function slot(marked: string): string {
  const { reading: read, text, offset } = at(marked);
  const found: Slot | undefined = f5.slotAt(read, offset);
  if (!found) return 'nothing';
  const replaced = 'replace' in found ? ` for «${text.slice(found.replace.start, found.replace.end)}»` : '';
  switch (found.kind) {
    case 'object-name':
      return `${found.objectKind}, such as ${found.builtIn[0] ?? '-'}, without ${found.local ?? '-'}${replaced}`;
    case 'object-setting':
      return `setting of ${found.of.kind}, not ${found.used.join(' ') || '-'}${replaced}`;
    case 'object-value':
      return `value of ${found.about.name}${replaced}`;
    case 'object-kind': {
      const kinds = found.kinds.length > 3 ? `${found.kinds.length} kinds` : found.kinds.map(({ kind }) => kind).join(', ');
      return `one of ${found.before === '' ? '' : `${found.before.trim()}, `}${kinds}${found.snippets ? ' or a snippet' : ''}${replaced}`;
    }
    default:
      return `${found.kind}${replaced}`;
  }
}

test.each([
  ['ltm pool /Common/p {\n    ⟦⟧\n}\n', 'setting of ltm pool, not - for «»'],
  ['ltm pool /Common/p {\n    members { }\n    mon⟦⟧\n}\n', 'setting of ltm pool, not members for «mon»'],
  ['ltm pool /Common/p {\n    monitor ⟦⟧\n}\n', 'monitor, such as /Common/gateway_icmp, without - for «»'],
  ['ltm pool /Common/p {\n    monitor /Common/m⟦⟧\n}\n', 'monitor, such as /Common/gateway_icmp, without - for «/Common/m»'],
  ['ltm pool p {\n    monitor m⟦⟧\n}\n', 'monitor, such as gateway_icmp, without /Common/ for «m»'],
  ['ltm virtual /Common/v {\n    persist {\n        ⟦⟧\n    }\n}\n', 'persistence, such as /Common/source_addr, without - for «»'],
  ['ltm virtual /Common/v {\n    persist {\n        /Common/s {\n            ⟦⟧\n        }\n    }\n}\n', 'nothing'],
  ['ltm virtual /Common/v {\n    profiles {\n        /Common/u⟦⟧ { }\n    }\n}\n', 'profile, such as /Common/udp, without - for «/Common/u»'],
  ['ltm virtual /Common/v {\n    ip-protocol ⟦⟧\n}\n', 'value of ip-protocol for «»'],
  ['ltm virtual /Common/v {\n    ip-protocol t⟦⟧\n}\n', 'value of ip-protocol for «t»'],
  ['ltm virtual /Common/v {\n    destination ⟦⟧\n}\n', 'nothing'],
  ['ltm monitor https /Common/m {\n    defaults-from ⟦⟧\n}\n', 'monitor, such as /Common/https, without - for «»'],
  ['create ltm virtual v pool ⟦⟧\n', 'pool, such as -, without /Common/ for «»'],
  ['create ltm virtual v ip-protocol udp ⟦⟧\n', 'setting of ltm virtual, not ip-protocol for «»'],
  ['cd /Fabrikam\ncreate ltm pool p monitor ⟦⟧\n', 'monitor, such as /Common/gateway_icmp, without /Fabrikam/ for «»'],
  ['aovpn⟦⟧\nltm pool p { }\n', 'snippet for «aovpn»'],
  ['⟦⟧\nltm pool p { }\n', 'one of 10 kinds or a snippet for «»'],
  ['ltm vi⟦⟧\nltm pool p { }\n', 'one of ltm virtual for «ltm vi»'],
  ['ltm  monitor ht⟦⟧\n\nltm pool p { }\n', 'one of ltm monitor https, ltm monitor http for «ltm  monitor ht»'],
  ['ltm quux⟦⟧\nltm pool p { }\n', 'nothing'],
  ['create ltm pool p monitor icmp\n⟦⟧', 'one of create, 10 kinds or a snippet for «»'],
  ['create ltm pool p monitor icmp\ncreate ⟦⟧', 'one of 10 kinds for «»'],
  ['create ltm pool p monitor icmp\ncreate ltm persistence s⟦⟧\n', 'one of ltm persistence source-addr, ltm persistence ssl for «ltm persistence s»'],
  ['tmsh create ltm pool p monitor icmp\nlt⟦⟧', 'one of tmsh create, 10 kinds or a snippet for «lt»'],
  ['tmsh create ltm pool p monitor icmp\nsudo tmsh modify ltm po⟦⟧\n', 'one of ltm pool for «ltm po»'],
  ['tmsh -c "create ltm pool p monitor icmp"\nlt⟦⟧', 'snippet for «lt»'],
  ['sys ntp {\n    ⟦⟧\n}\n', 'nothing'],
  ['ltm rule r {\n    pool ⟦⟧\n}\n', 'nothing'],
])('what can be typed: %j', (marked, expected) => expect(slot(marked)).toBe(expected));

function subject(marked: string): string {
  const { reading: read, text, offset } = at(marked);
  const found = f5.subjectAt(read, offset);
  if (!found) return 'nothing';
  const what = found.kind === 'listener' ? found.key : 'about' in found ? ('kind' in found.about ? found.about.kind : found.about.name) : '';
  return `${found.kind} ${what} on «${text.slice(found.span.start, found.span.end)}»`;
}

test.each([
  ['ltm vir⟦⟧tual /Common/v {\n    destination 203.0.113.10:500\n}\n', 'object-kind ltm virtual on «ltm virtual»'],
  ['ltm virtual /Common/⟦⟧v {\n    destination 203.0.113.10:500\n}\n', 'listener virtual//Common/v on «/Common/v»'],
  ['ltm virtual /Common/v {\n    destination 203.0⟦⟧.113.10:500\n}\n', 'listener virtual//Common/v on «203.0.113.10:500»'],
  ['ltm virtual /Common/v {\n    dest⟦⟧ination 203.0.113.10:500\n}\n', 'object-setting destination on «destination»'],
  ['tmsh create ltm persistence source-addr p match-across⟦⟧-services enabled\n', 'object-setting match-across-services on «match-across-services»'],
  ['ltm pool /Common/p {\n    quu⟦⟧x 1\n}\n', 'nothing'],
  ['sys nt⟦⟧p { }\n', 'nothing'],
])('what the cursor is on: %j', (marked, expected) => expect(subject(marked)).toBe(expected));

const names = (text: string): string[] =>
  (f5.objectNames?.(reading(text)) ?? []).map(
    ({ kind, name, span, defines }) => `${defines ? 'defines' : 'uses'} ${kind} ${name} «${text.slice(span.start, span.end)}»`,
  );

test('every name, without its folder', () => {
  const text = `ltm node /Common/vpn1 {\n    address 10.10.1.11\n}\nltm pool /Common/p {\n    members {\n        /Common/vpn1:500 { }\n        /Common/10.10.1.12:500 { }\n    }\n    monitor min 1 of { /Common/a /Common/b }\n}
ltm rule /Common/r {\n    when X { pool p }\n}\nltm virtual /Common/v {\n    persist { /Common/s { default yes } }\n    pool /Common/p\n    profiles { /Common/tcp { } }\n    rules { /Common/r }\n    source-address-translation {\n        pool /Common/sp\n        type snat\n    }\n}\n`;
  expect(names(text)).toEqual([
    'defines node /Common/vpn1 «vpn1»',
    'defines pool /Common/p «p»',
    'uses node /Common/vpn1 «vpn1»',
    'uses monitor /Common/a «a»',
    'uses monitor /Common/b «b»',
    'defines rule /Common/r «r»',
    'uses pool /Common/p «p»',
    'defines virtual /Common/v «v»',
    'uses persistence /Common/s «s»',
    'uses pool /Common/p «p»',
    'uses profile /Common/tcp «tcp»',
    'uses rule /Common/r «r»',
    'uses snatpool /Common/sp «sp»',
  ]);
});

test('names in commands, and a change that defines nothing', () => {
  expect(names('tmsh create ltm pool p monitor gateway_icmp\ntmsh modify ltm pool p monitor "m"\n')).toEqual([
    'defines pool /Common/p «p»',
    'uses monitor /Common/gateway_icmp «gateway_icmp»',
    'uses pool /Common/p «p»',
    'uses monitor /Common/m «m»',
  ]);
});

test('a new name keeps the folder, and is one that an object can have', () => {
  const [place] = f5.objectNames?.(reading('ltm pool /Common/p { }\n')) ?? [];
  const spelled = (name: string): string | undefined => place && f5.spellName?.(reading(''), place, name);
  expect(spelled('pool_2')).toBe('pool_2');
  expect(spelled('/Common/pool.b-c')).toBe('pool.b-c');
  for (const name of ['', 'a b', '/Fabrikam/p', '1st', 'a{']) expect(spelled(name), name).toBeUndefined();
});

test('the outline has every object, with what a virtual server and a pool are for', () => {
  const entries = f5.outline?.(reading(STORED)) ?? [];
  expect(entries.map(({ name, detail }) => `${name}: ${detail ?? ''}`)).toEqual([
    'mon_sstp: ltm monitor https',
    'persist_ike: ltm persistence source-addr',
    'pool_ike500: ltm pool 2 members',
    'pool_ike4500: ltm pool 2 members',
    'pool_sstp: ltm pool 2 members',
    'vs_ike500: ltm virtual 203.0.113.10 udp 500 → pool_ike500',
    'vs_ike4500: ltm virtual 203.0.113.10 udp 4500 → pool_ike4500',
    'vs_sstp: ltm virtual 203.0.113.10 tcp 443 → pool_sstp',
  ]);
  expect((f5.outline?.(reading(COMMANDS)) ?? []).map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
});

test('what can be folded: objects, what is nested, comments', () => {
  const text = '# one\n# two\n\nltm pool /Common/p {\n    members {\n        a:1 { }\n    }\n}\nltm pool /Common/q { }\n';
  expect((f5.folds?.(reading(text)) ?? []).map(({ span, kind }) => `${kind} ${JSON.stringify(text.slice(span.start, span.end))}`)).toEqual([
    String.raw`comment "# one\n# two"`,
    String.raw`element "ltm pool /Common/p {\n    members {\n        a:1 { }\n    }"`,
    String.raw`element "{\n        a:1 { }"`,
  ]);
});

test('a selection grows from the word to the object', () => {
  const { reading: read, text, offset } = at('ltm virtual v {\n    profiles { tc⟦⟧p { } }\n}\n');
  expect(f5.selectionAt?.(read, offset).map(({ start, end }) => text.slice(start, end))).toEqual([
    'tcp',
    'tcp { }',
    '{ tcp { } }',
    'profiles { tcp { } }',
    '{\n    profiles { tcp { } }\n}',
    'ltm virtual v {\n    profiles { tcp { } }\n}',
  ]);
});

describe('a comment turns a rule off', () => {
  const snat = STORED.replaceAll('type none', 'type automap');
  const found = (text: string): string[] => {
    const workspace = workspaceOf(parseFixture(`=== bigip.conf\n${text}`));
    return workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id));
  };
  test('for the object behind it', () => {
    const all = found(snat);
    expect(all.length).toBeGreaterThan(0);
    const one = found(
      snat.replace(
        'ltm virtual /Common/vs_ike500',
        `# aovpn-disable-next-line ${all[0] ?? ''} -- the servers answer through it\nltm virtual /Common/vs_ike500`,
      ),
    );
    expect(one.filter((id) => id === all[0])).toHaveLength(all.filter((id) => id === all[0]).length - 1);
  });
});

test('comments in an object are comments as well', () => {
  const text = '# aovpn-disable-line x -- y\nltm pool /Common/p {\n    # aovpn-disable-next-line x -- y\n    monitor /Common/tcp # a\n}\n';
  expect(f5.comments(reading(text)).map(({ start, end }) => text.slice(start, end))).toEqual([
    '# aovpn-disable-line x -- y',
    '# aovpn-disable-next-line x -- y',
  ]);
});

test('whatever is typed or cut, nothing throws', () => {
  for (const text of [STORED, COMMANDS]) {
    for (let end = 0; end < text.length; end += 41) {
      const read = reading(text.slice(0, end));
      for (const offset of [0, end >> 1, end]) {
        f5.slotAt(read, offset);
        f5.subjectAt(read, offset);
        f5.selectionAt?.(read, offset);
      }
      f5.outline?.(read);
      f5.folds?.(read);
      f5.objectNames?.(read);
    }
  }
});

// Each took time by the square of its length once, up to half a minute; the runner gives five seconds.
test.each(['a b c {\n', 'tmsh -c "create ltm pool x;', 'ltm virtual v { profiles {', 'ltm rule x {\n', '"\n', 'ltm pool a { }\n!\n', 'create ltm pool x {\n'])(
  'much of the same: %j',
  (piece) => {
    const text = `ltm pool z { }\n${piece.repeat(100_000 / piece.length)}\n`;
    const read = reading(text);
    f5.outline?.(read);
    f5.folds?.(read);
    f5.objectNames?.(read);
    expect(f5.comments(read).every(({ end }) => end <= text.length)).toBe(true);
  },
);
