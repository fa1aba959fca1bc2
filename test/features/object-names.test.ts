import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Location } from '../../server/src/core/source-file.ts';
import { complete } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { hover } from '../../server/src/features/hover.ts';
import { objectNameAt, rename } from '../../server/src/features/object-names.ts';
import { references } from '../../server/src/features/references.ts';
import { accepted, offered } from '../support/completions.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';

function told(places: readonly Location[]): string[] {
  return places.map(
    ({ file, span }) => `${file.uri.slice(ROOT.length + 1)}:${file.text.slice(0, span.start).split('\n').length} ${file.text.slice(span.start, span.end)}`,
  );
}

function at(text: string) {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return { workspace: workspaceOf(fixture), uri, offset };
}

function goTo(text: string): string[] {
  const { workspace, uri, offset } = at(text);
  return told(definition(workspace, uri, offset));
}

function find(text: string, withDeclaration = true): string[] {
  const { workspace, uri, offset } = at(text);
  return told(references(workspace, uri, offset, withDeclaration));
}

/** All files after the object at the cursor has another name; `undefined` where it cannot have that one. */
function renamed(text: string, name: string): string | undefined {
  const { workspace, uri, offset } = at(text);
  const place = objectNameAt(workspace, uri, offset);
  const edits = place && rename(workspace, place, name);
  if (!edits) return undefined;
  return parseFixture(text)
    .files.map(
      (file) =>
        `=== ${file.uri.slice(ROOT.length + 1)}\n${applyEdits(
          file.text,
          edits.filter((edit) => edit.file.uri === file.uri),
        )}`,
    )
    .join('');
}

function labels(text: string): string[] {
  const { workspace, uri, offset } = at(text);
  const file = workspace.analysisOf(uri)?.file ?? expect.fail('not read');
  return complete(workspace, file, offset, false).map(({ label }) => label);
}

const SCRIPT = `=== f5.sh
#!/bin/sh
POOL=pool_ike
tmsh create ltm pool pool_ike members add { 10.10.1.11:500 }
tmsh create ltm virtual vs_ike destination 203.0.113.10:500 ip-protocol udp pool "$POOL"
`;

describe('a name that a variable holds', () => {
  test('is followed', () => {
    expect(goTo(SCRIPT.replace('"$POOL', '"$PO⟦⟧OL'))).toEqual(['f5.sh:3 pool_ike']);
    expect(find(SCRIPT.replace('pool pool_', 'pool po⟦⟧ol_'))).toEqual(['f5.sh:3 pool_ike', 'f5.sh:4 $POOL']);
  });
  test('is changed nowhere', () => {
    expect(renamed(SCRIPT.replace('"$POOL', '"$PO⟦⟧OL'), 'pool_x')).toBeUndefined();
    expect(renamed(SCRIPT.replace('pool pool_', 'pool po⟦⟧ol_'), 'pool_x')).toBeUndefined();
    expect(renamed(SCRIPT.replace('vs_ike', 'vs⟦⟧_ike'), 'vs_x')).toContain('ltm virtual vs_x destination');
  });
});

const F5 = `=== bigip.conf
ltm pool /Common/pool_ike500 {
    members {
        /Common/10.10.1.11:500 { address 10.10.1.11 }
        /Common/10.10.1.12:500 { address 10.10.1.12 }
    }
    monitor /Common/gateway_icmp
}
ltm virtual /Common/vs_ike500 {
    destination /Common/203.0.113.10:500
    ip-protocol udp
    pool /Common/pool_ike500
    profiles { /Common/udp { } }
    source-address-translation { type none }
}
`;

const TMSH = `=== f5.sh
tmsh create ltm pool pool_ike500 members add { 10.10.1.11:500 10.10.1.12:500 } monitor gateway_icmp
tmsh create ltm virtual vs_ike500 destination 203.0.113.10:500 ip-protocol udp pool pool_ike500 profiles add { udp }
`;

const CITRIX = `=== ns.conf
#NS14.1 Build 12.35
add server vpn1 10.10.1.11
add serviceGroup "sg ike" UDP -usip YES
bind serviceGroup "sg ike" vpn1 500
add lb vserver vs_ike500 UDP 203.0.113.10 500
bind lb vserver vs_ike500 "sg ike"
`;

const on = (text: string, part: string): string => text.replace(part, `⟦⟧${part}`);
const onLast = (text: string, part: string): string => {
  const index = text.lastIndexOf(part);
  return `${text.slice(0, index)}⟦⟧${text.slice(index)}`;
};

describe('the name of an object', () => {
  test('leads to where the object is made', () => {
    expect(goTo(onLast(F5, 'pool_ike500'))).toEqual(['bigip.conf:1 pool_ike500']);
    expect(goTo(onLast(TMSH, 'pool_ike500'))).toEqual(['f5.sh:1 pool_ike500']);
    expect(goTo(onLast(CITRIX, 'sg ike'))).toEqual(['ns.conf:3 sg ike']);
  });

  test('leads to the file of the same load balancer that makes it, and to no other', () => {
    const [pool, virtual] = F5.split(/(?=ltm virtual)/);
    const apart = `${pool}${onLast(virtual ?? '', 'pool_ike500').replace(/^/, '=== vip.conf\n')}`;
    expect(goTo(apart)).toEqual(['bigip.conf:1 pool_ike500']);
    expect(goTo(apart.replace('=== bigip.conf', '=== other/bigip.conf'))).toEqual([]);
  });

  test('of what comes with the product leads nowhere', () => {
    expect(goTo(on(F5, 'gateway_icmp'))).toEqual([]);
  });

  test('is found wherever it is used', () => {
    expect(find(on(F5, 'pool_ike500'))).toEqual(['bigip.conf:1 pool_ike500', 'bigip.conf:11 pool_ike500']);
    expect(find(on(F5, 'pool_ike500'), false)).toEqual(['bigip.conf:11 pool_ike500']);
    expect(find(on(CITRIX, 'sg ike'))).toEqual(['ns.conf:3 sg ike', 'ns.conf:4 sg ike', 'ns.conf:6 sg ike']);
    expect(find(on(CITRIX, 'vpn1'))).toEqual(['ns.conf:2 vpn1', 'ns.conf:4 vpn1']);
  });

  test('is changed everywhere at once, in the spelling of each place', () => {
    expect(renamed(onLast(F5, 'pool_ike500'), 'pool_ike')).toBe(F5.replaceAll('pool_ike500', 'pool_ike'));
    expect(renamed(on(TMSH, 'pool_ike500'), 'pool_ike')).toBe(TMSH.replaceAll('pool_ike500', 'pool_ike'));
    expect(renamed(on(CITRIX, 'sg ike'), 'sg_ike')?.replaceAll('"', '')).toBe(CITRIX.replaceAll('sg ike', 'sg_ike').replaceAll('"', ''));
  });

  test('is not changed into one that no object can have, nor where nothing makes the object', () => {
    expect(renamed(on(F5, 'pool_ike500'), 'pool ike')).toBeUndefined();
    expect(renamed(on(F5, 'pool_ike500'), '')).toBeUndefined();
    expect(renamed(on(F5, 'gateway_icmp'), 'ping')).toBeUndefined();
  });

  test('is offered where an object of its kind is meant', () => {
    expect(labels(F5.replace('    pool /Common/pool_ike500', '    pool ⟦⟧'))).toEqual(expect.arrayContaining(['/Common/pool_ike500']));
    expect(labels(`${F5}ltm v⟦⟧\n`)).toEqual(['ltm virtual']);
    expect(labels(`${SCRIPT}⟦⟧\n`)).toEqual(expect.arrayContaining(['tmsh create ltm virtual', 'tmsh create ltm monitor https']));
    expect(labels(CITRIX.replace('bind lb vserver vs_ike500 "sg ike"', 'bind lb vserver ⟦⟧'))).toEqual(['vs_ike500']);
  });

  const blank = F5.replaceAll('/Common/pool_ike500', '"/Common/pool ike"');
  test.each<[string, string, string, string, string]>([
    ['where nothing is typed', CITRIX, 'vs_ike500 "sg ike"', 'vs_ike500 ⟦⟧', 'vs_ike500 "sg ike"'],
    ['behind its beginning', CITRIX, 'vs_ike500 "sg ike"', 'vs_ike500 sg⟦⟧', 'vs_ike500 "sg ike"'],
    ['within quotes', CITRIX, 'vs_ike500 "sg ike"', 'vs_ike500 "s⟦⟧"', 'vs_ike500 "sg ike"'],
    ['within quotes of another kind', CITRIX, 'vs_ike500 "sg ike"', 'vs_ike500 q{⟦⟧}', 'vs_ike500 q{sg ike}'],
    ['in a quote that has no end', CITRIX, 'vs_ike500 "sg ike"', 'vs_ike500 "sg⟦⟧x -weight 1', 'vs_ike500 "sg ike" -weight 1'],
    ['in an object of BIG-IP', blank, 'pool "/Common/pool ike"\n    prof', 'pool ⟦⟧\n    prof', 'pool "/Common/pool ike"\n    prof'],
    ['within quotes of BIG-IP', blank, 'pool "/Common/pool ike"\n    prof', 'pool "/Common⟦⟧"\n    prof', 'pool "/Common/pool ike"\n    prof'],
  ])('is written as the notation wants it: %s', (_, text, old, typed, expected) => {
    const after = accepted(text.replace(old, typed), text === CITRIX ? 'sg ike' : '/Common/pool ike');
    expect(after).toContain(expected);
  });

  test('is found by the quote that somebody has begun', () => {
    const { items } = offered(CITRIX.replace('vs_ike500 "sg ike"', 'vs_ike500 "sg⟦⟧'));
    expect(items.map(({ label, filterText }) => [label, filterText])).toEqual([['sg ike', '"sg ike']]);
  });

  test('is not offered on a quote, nor where one runs on into other lines', () => {
    expect(labels(F5.replace('pool /Common/pool_ike500\n    prof', 'pool "/Common⟦⟧\n    prof'))).toEqual([]);
    expect(labels(CITRIX.replace('vs_ike500 "sg ike"', 'vs_ike500 "sg ike"⟦⟧'))).toEqual([]);
    expect(labels(CITRIX.replace('vs_ike500 "sg ike"', 'vs_ike500 ⟦⟧"sg ike"'))).toEqual([]);
  });
});

describe('the hover of a listener says what happens to a packet', () => {
  const said = (text: string): string | undefined => {
    const { workspace, uri, offset } = at(text);
    return hover(workspace, uri, offset)?.markdown;
  };

  test('in object form', () => {
    expect(said(on(F5, 'vs_ike500'))).toMatchInlineSnapshot(`
      "**/Common/vs\\_ike500**

      A client's packet to 203.0.113.10, UDP port 500 \\(IKE\\), goes to 10.10.1.11 or 10.10.1.12; the server sees the client's own address; nothing here says where the same client's packets to port 4500 go; servers are tested by ICMP.

      Since the client's address is kept, answers come back through the load balancer only if it is the default gateway of the servers, or routes them otherwise."
    `);
  });
  test('in commands', () => {
    expect(said(on(TMSH, 'vs_ike500'))).toMatchInlineSnapshot(`
      "**/Common/vs\\_ike500**

      A client's packet to 203.0.113.10, UDP port 500 \\(IKE\\), goes to 10.10.1.11 or 10.10.1.12; the server sees the client's own address; nothing here says where the same client's packets to port 4500 go; servers are tested by ICMP.

      Since the client's address is kept, answers come back through the load balancer only if it is the default gateway of the servers, or routes them otherwise."
    `);
  });
  test('on Citrix ADC', () => {
    expect(said(on(CITRIX, 'vs_ike500'))).toMatchInlineSnapshot(`
      "**vs\\_ike500**

      A client's packet to 203.0.113.10, UDP port 500 \\(IKE\\), goes to 10.10.1.11; the server sees the client's own address; nothing here says where the same client's packets to port 4500 go; servers are tested by ICMP.

      Since the client's address is kept, answers come back through the load balancer only if it is the default gateway of the servers, or routes them otherwise."
    `);
  });
  test('and nothing where the listener is for something else than a VPN', () => {
    expect(said(on(F5.replaceAll(':500', ':80').replace('udp\n', 'tcp\n'), 'vs_ike500'))).toBeUndefined();
  });
});
