import { describe, expect, test } from 'vitest';
import { readCitrix } from '../../server/src/artefacts/citrix-adc/read.ts';
import { isCitrix } from '../../server/src/artefacts/citrix-adc/recognise.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';
import { COMPLETE } from '../support/citrix.ts';
import { meaning, placesOf } from '../support/load-balancers.ts';
import { fc } from '../support/properties.ts';

const URI = 'file:///project/ns.conf';

function balancerOf(text: string): LoadBalancer {
  return readCitrix({ uri: URI, text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
}

describe('names that nothing defines', () => {
  const names = (text: string): string[] => balancerOf(text).undefinedNames.map(({ kind, name }) => `${kind} ${name}`);
  const HEADER = '#NS13.1 Build 48.47\n';

  test.each([
    ['add lb vserver v UDP 203.0.113.10 500\nadd serviceGroup g UDP\nbind lb vserver v h', ['service or service group h']],
    // Nothing of the kind is defined here: these are a few commands for an appliance that has the rest.
    ['add lb vserver v UDP 203.0.113.10 500\nbind lb vserver v h', []],
    [`${HEADER}add lb vserver v UDP 203.0.113.10 500\nbind lb vserver v h`, ['service or service group h']],
    // Neither is the user.
    [`${HEADER}bind lb vserver v h`, []],
    [`${HEADER}add serviceGroup g UDP\nbind serviceGroup g -monitorName m\nbind serviceGroup g -monitorName PING`, ['monitor m']],
    [`${HEADER}add serviceGroup g UDP\nbind serviceGroup g vpn1 500\nbind serviceGroup g 10.0.0.1 500`, ['server vpn1']],
    [`${HEADER}add service s vpn1 UDP 500`, ['server vpn1']],
    [`${HEADER}bind lb group x v`, ['virtual server v']],
    // Letter case tells no names apart.
    [`${HEADER}add lb vserver V UDP 203.0.113.10 500\nbind lb group x v`, []],
    [`${HEADER}add lb vserver v1 UDP 203.0.113.10 500\nadd serviceGroup g[1-2] UDP\nbind lb vserver v1 g1`, []],
  ])('in %s', (text, expected) => expect(names(text)).toEqual(expected));
});

describe('what is broken', () => {
  const problems = (text: string): string[] => readCitrix({ uri: URI, text }).facts.problems.map(({ at }) => text.slice(at.span.start, at.span.end));

  test('is a quote without an end, and the rest is read', () => {
    const text = 'add lb vserver v UDP 203.0.113.10 500 -comment "both\nadd lb vserver w UDP 203.0.113.10 4500\n';
    expect(problems(text)).toEqual(['"both']);
    expect(balancerOf(text).listeners.map(({ address }) => meaning(address))).toEqual(['?', '203.0.113.10']);
  });
  test('is told once of a certificate or a program inside', () => {
    expect(problems('add server vpn1 10.0.0.1\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\nadd server b 10.0.0.2\n')).toEqual([
      '-----BEGIN CERTIFICATE-----',
    ]);
    expect(problems(`add server vpn1 10.0.0.1\n\u0000\u0001\n\u0002\u0003\nadd server b 10.0.0.2\n`)).toHaveLength(1);
  });
  test.each([
    [
      'add lb vserver v UDP 203.0.113.10 500 -comment "both',
      '"both',
      'problem/25',
      'The quote that begins here has no end on its line, so the command is not complete',
    ],
    ['-----BEGIN CERTIFICATE-----', '-----BEGIN CERTIFICATE-----', 'problem/foreign', 'This line is no command and no comment'],
  ])('says of %s what it is, and where', (line, culprit, key, message) => {
    const file = { uri: URI, text: `add server vpn1 10.0.0.1\n${line}\nadd server vpn2 10.0.0.2\n` };
    const start = file.text.indexOf(culprit);
    expect(readCitrix(file).facts.problems).toEqual([{ at: { file, key, span: { start, end: start + culprit.length } }, message, notation: 'citrix-adc' }]);
  });
  test.each([
    ['  -----BEGIN CERTIFICATE-----', 1],
    ['subject -----BEGIN CERTIFICATE-----', 0],
    [`some words ${'x'.repeat(1000)}\u0000`, 0],
    ['some words', 0],
  ])('in a line such as %j', (line, count) => expect(problems(`add server vpn1 10.0.0.1\n${line}\n`)).toHaveLength(count));
  test('is nothing that belongs to another feature', () => expect(problems('add responder action a respondwith "x\nfoo bar\n')).toEqual([]));
});

test('a file cut anywhere is read, and every place lies in it', () => {
  const text = COMPLETE.replaceAll('\n', '\r\n');
  for (let length = 0; length <= text.length; length += 7) {
    const cut = text.slice(0, length);
    for (const { start, end } of placesOf(balancerOf(cut))) {
      expect(start).toBeLessThanOrEqual(end);
      expect(end).toBeLessThanOrEqual(cut.length);
    }
  }
});

test('no text makes reading throw', () => {
  const lines = COMPLETE.split('\n');
  const pieces = fc.oneof(
    fc.constantFrom(...lines),
    fc.constantFrom('rm lb vserver vs_sstp', 'rename server vpn1 x', 'unbind lb group grp_ike', 'set lb monitor', '"', '\u0000'),
    fc.string(),
  );
  fc.assert(fc.property(fc.array(pieces), fc.constantFrom('\n', '\r\n', ' '), (parts, separator) => void balancerOf(parts.join(separator))));
});

describe('a file is recognised', () => {
  const is = (text: string, name = 'ns.conf', languageId?: string): boolean =>
    isCitrix({ uri: `file:///project/${name}`, text, ...(languageId !== undefined && { languageId }) });

  test.each([
    ['by its header', '#NS13.1 Build 48.47\n'],
    ['by one command', 'add lb vserver v UDP 203.0.113.10 500\n'],
    ['by a binding', 'bind serviceGroup g vpn1 500\n'],
    ['by a group', '# IKE\nadd lb group g -persistenceType SOURCEIP\n'],
    ['by a mode', 'enable ns mode USIP\n'],
  ])('%s', (_, text) => expect(is(text)).toBe(true));

  test.each([
    ['of F5', 'ltm virtual /Common/v {\n    destination 203.0.113.10:500\n}\n'],
    ['of tmsh', 'create ltm virtual v destination 203.0.113.10:500\n'],
    ['of NGINX', 'server {\n  listen 443;\n}\n'],
    ['of HAProxy', 'frontend f\n  bind *:443\n  server a 10.0.0.1:443\n'],
    ['of Cisco', 'enable\nconfigure terminal\nset transform-set x\n'],
    ['of prose', 'Run this:\nadd lb vserver v UDP 203.0.113.10 500\nThen go on.\nThat is all.\n'],
    ['about servers', 'Add server names to the list.\nSet service accounts.\n'],
    ['that is empty', ''],
  ])('but not one %s', (_, text) => expect(is(text)).toBe(false));

  test('under its language at once, and under other names not at all', () => {
    expect(is('', 'untitled', 'citrix-adc')).toBe(true);
    expect(is('', 'untitled', 'netscaler')).toBe(true);
    expect(is(COMPLETE, 'ns.ps1')).toBe(false);
    expect(is(COMPLETE, 'ns.conf', 'powershell')).toBe(false);
  });
});
