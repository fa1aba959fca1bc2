import { describe, expect, test } from 'vitest';
import artefact from '../../server/src/artefacts/citrix-adc/artefact.ts';
import type { Reading, Slot, Subject } from '../../server/src/artefacts/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { COMPLETE } from '../support/citrix.ts';

function read(text: string): Reading {
  return artefact.read({ uri: 'file:///project/ns.conf', text });
}

/** The text without its cursor `|`, and where that stood. */
function cursor(marked: string): { readonly reading: Reading; readonly offset: number; readonly text: string } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { reading: read(text), offset, text };
}

function slot(marked: string): (Slot & { replaced: string }) | undefined {
  const { reading, offset, text } = cursor(marked);
  const found = artefact.slotAt(reading, offset);
  return found && { ...found, replaced: 'replace' in found ? text.slice(found.replace.start, found.replace.end) : '' };
}

/** What a slot is for, in a few words. */
function offered(marked: string): string {
  const found = slot(marked);
  switch (found?.kind) {
    case 'object-name':
      return `name of ${found.objectKind} [${found.replaced}]`;
    case 'object-setting':
      return `setting of ${found.of.kind} [${found.replaced}] without ${found.used.join(' ')}`.trim();
    case 'object-value':
      return `value of ${found.about.name} [${found.replaced}]`;
    default:
      return found?.kind ?? 'nothing';
  }
}

describe('what can be typed', () => {
  test.each([
    ['|', 'snippet'],
    ['ao|', 'snippet'],
    ['add server a 10.0.0.1\n|\n', 'snippet'],
    ['# a|', 'nothing'],
    ['add lb vserver |', 'nothing'],
    ['add lb vserver v |', 'value of type []'],
    ['add lb vserver v U|', 'value of type [U]'],
    ['add lb vserver v UDP 203.0.113.10 500 -|', 'setting of lb vserver [-] without'],
    ['add lb vserver v UDP 203.0.113.10 500 -pers| -timeout 5', 'setting of lb vserver [-pers] without timeout'],
    ['add lb vserver v UDP 203.0.113.10 500 -persistenceType |', 'value of persistenceType []'],
    ['add lb vserver v UDP 203.0.113.10 500 -persistenceType S| -timeout 5', 'value of persistenceType [S]'],
    ['add lb vserver v UDP 203.0.113.10 500 -timeout |', 'nothing'],
    ['add lb vserver v UDP 203.0.113.10 500 -persistenceType SOURCEIP |', 'nothing'],
    ['bind lb vserver v|', 'name of lb vserver [v]'],
    ['bind lb vserver v |', 'name of service or service group []'],
    ['bind lb vserver v "s|g"', 'name of service or service group [sg]'],
    ['bind lb group g v1 |', 'name of lb vserver []'],
    ['bind serviceGroup g |', 'name of server []'],
    ['bind serviceGroup g s |', 'nothing'],
    ['bind serviceGroup g -monitorName |', 'name of lb monitor []'],
    ['add service s |', 'name of server []'],
    ['add service s a |', 'value of type []'],
    ['add lb monitor m |', 'value of type []'],
    ['enable ns mode FR |', 'value of mode []'],
    ['add gslb vserver v |', 'nothing'],
  ])('at %s', (marked, expected) => expect(offered(marked)).toBe(expected));

  test('are built-in monitors as well', () => {
    const found = slot('bind serviceGroup g -monitorName |');
    expect(found?.kind === 'object-name' && found.builtIn).toContain('ping');
  });
});

describe('what the cursor is on', () => {
  const subject = (marked: string): [Subject['kind'] | undefined, string] => {
    const { reading, offset, text } = cursor(marked);
    const found = artefact.subjectAt(reading, offset);
    return [found?.kind, found ? text.slice(found.span.start, found.span.end) : ''];
  };

  test.each<[string, Subject['kind'] | undefined, string]>([
    ['add lb vserver v|1 UDP 203.0.113.10 500', 'listener', 'v1'],
    ['add lb vserver v1 UDP 203.0.113.10 500\nbind lb group g v|1', 'listener', 'v1'],
    ['add lb vs|erver v1 UDP 203.0.113.10 500', 'object-kind', 'lb vserver'],
    ['add serviceGroup g UDP -us|ip YES', 'object-setting', '-usip'],
    ['add serviceGroup g UDP -maxCl|ient 0', undefined, ''],
    ['add gslb vserver v|1 HTTP', undefined, ''],
  ])('at %s', (marked, kind, text) => expect(subject(marked)).toEqual([kind, text]));
});

describe('names', () => {
  const named = (text: string): string[] =>
    artefact.objectNames?.(read(text)).map(({ kind, name, span, defines }) => `${kind} ${name}${defines ? '!' : ''} ${text.slice(span.start, span.end)}`) ?? [];

  test('are found wherever objects are named', () => {
    expect(
      named(
        'add server s 10.0.0.1\nadd serviceGroup "my sg" UDP\nbind serviceGroup "my sg" S 500\nbind serviceGroup "my sg" -monitorName ping\nadd lb vserver v UDP 203.0.113.10 500 -backupVServer w\nbind lb vserver v "my sg"\nbind lb group g v\nset lb group g -timeout 5\n',
      ),
    ).toEqual([
      'server s! s',
      'service or service group my sg! my sg',
      'service or service group my sg my sg',
      'server s S',
      'service or service group my sg my sg',
      'lb monitor ping ping',
      'lb vserver v! v',
      'lb vserver w w',
      'lb vserver v v',
      'service or service group my sg my sg',
      'lb group g! g',
      'lb vserver v v',
      'lb group g g',
    ]);
  });

  test('of a group are defined by the command that makes it, which may be any', () => {
    expect(named('bind lb group\nbind lb group g v\nset lb vserver w -timeout 5\nbind lb group g w\nset lb group h -timeout 5\nadd lb group h\n')).toEqual([
      ...['lb group g! g', 'lb vserver v v'],
      'lb vserver w w',
      ...['lb group g g', 'lb vserver w w'],
      ...['lb group h h', 'lb group h! h'],
    ]);
    expect(named('bind lb group g v\nrm lb group g\n')).toEqual(['lb group g g', 'lb vserver v v', 'lb group g g']);
  });

  test('are found in commands of other features', () => {
    expect(
      named(
        'add lb vserver v SSL 203.0.113.10 443\nbind ssl vserver v -certkeyName c\nadd cs action a -targetLBVserver v\nshow lb vserver v\nset ssl serviceGroup g -tls1 DISABLED\n',
      ),
    ).toEqual(['lb vserver v! v', 'lb vserver v v', 'lb vserver v v', 'lb vserver v v', 'service or service group g g']);
  });

  test.each([
    ['w', 'add lb vserver w UDP 203.0.113.10 500\nbind lb group g "w"\n'],
    ['my vserver', 'add lb vserver "my vserver" UDP 203.0.113.10 500\nbind lb group g "my vserver"\n'],
    ['-w', undefined],
    ['a"b', undefined],
    ['', undefined],
  ])('can be changed to %s', (name, expected) => {
    const text = 'add lb vserver v UDP 203.0.113.10 500\nbind lb group g "v"\n';
    const reading = read(text);
    const places = artefact.objectNames?.(reading).filter(({ kind }) => kind === 'lb vserver') ?? [];
    const edits = places.map((each) => ({ span: each.span, newText: artefact.spellName?.(reading, each, name) }));
    const known = edits.flatMap(({ span, newText }) => (newText === undefined ? [] : [{ span, newText }]));
    expect(known.length === edits.length ? applyEdits(text, known) : undefined).toBe(expected);
  });
});

describe('an outline', () => {
  const entries = artefact.outline?.(read(`${COMPLETE}add cs policy p -rule "x"\nadd route 0.0.0.0 0.0.0.0 10.0.0.1\n`)) ?? [];

  test('has every object, with what it is about', () => {
    expect(entries.map(({ name, detail }) => `${name}: ${detail ?? ''}`)).toEqual([
      'vpn1: server',
      'vpn2: server',
      'sg_ike500: serviceGroup 2 servers',
      'sg_ike4500: serviceGroup 2 servers',
      'sg_sstp: serviceGroup 2 servers',
      'vs_ike500: lb vserver UDP 203.0.113.10 500',
      'vs_ike4500: lb vserver UDP 203.0.113.10 4500',
      'vs_sstp: lb vserver SSL_BRIDGE 203.0.113.10 443',
      'grp_ike: lb group',
      'mon_sstp: lb monitor',
      'p: cs policy',
      '0.0.0.0: route 0.0.0.0',
    ]);
  });
  test('has names within its entries', () => {
    for (const { span, nameSpan } of entries) {
      expect(nameSpan.start).toBeGreaterThanOrEqual(span.start);
      expect(nameSpan.end).toBeLessThanOrEqual(span.end);
    }
  });
});

test('a line of an outline goes from its first word to its last, whatever these end with', () => {
  const ends = [' \t⟦add server a 10.0.0.1⟧ \t', '⟦add lb n1 500\u2029⟧', '⟦add cs policy p\u00a0⟧ \t', '⟦add server "a ⟧', '⟦add cs policy "p \t⟧'];
  for (const marked of ends) {
    const text = marked.replace(/[⟦⟧]/g, '');
    const [entry] = artefact.outline?.(read(`${text}\nadd server b 10.0.0.2\n`)) ?? [];
    const { span, nameSpan } = entry ?? expect.fail('no entry');
    expect(`${text.slice(0, span.start)}⟦${text.slice(span.start, span.end)}⟧${text.slice(span.end)}`).toBe(marked);
    expect(nameSpan.end).toBeLessThanOrEqual(span.end);
  }
});

test('comments and commands of one kind fold', () => {
  const text = '# a\n# b\nadd server a 10.0.0.1\nadd server b 10.0.0.2\n\nbind serviceGroup g a 500\nset ns config -x\nadd cs policy p\nadd cs policy q\n';
  expect(artefact.folds?.(read(text)).map(({ kind, span }) => [kind, text.slice(span.start, span.end)])).toEqual([
    ['comment', '# a\n# b'],
    ['element', 'add server a 10.0.0.1\nadd server b 10.0.0.2'],
    ['element', 'add cs policy p\nadd cs policy q'],
  ]);
});

test('nothing of it throws, wherever the cursor is and whatever stands there', () => {
  const text = `${COMPLETE.slice(0, 1500)}\nadd lb vserver "\nbind lb\nadd -x\n`;
  const reading = read(text);
  for (let offset = 0; offset <= text.length; offset++) {
    const found = artefact.slotAt(reading, offset);
    if (found && 'replace' in found) expect(found.replace.start <= offset && offset <= found.replace.end).toBe(true);
    artefact.subjectAt(reading, offset);
    artefact.keysAt?.(reading, offset);
  }
});
