import { expect, test } from 'vitest';
import { edited, IKE } from '../../../server/src/rules/load-balancer/examples.ts';
import { expectFindings, findingsOf } from '../../support/fixture.ts';

const RULE = 'lb-ikev2-pair';
const WITHOUT_4500 = [
  [/(add|bind) lb vserver vs4500 .*\n/, ''] as const,
  [/bind lb vserver vs4500 .*\n/, ''] as const,
  ['bind lb group ike vs4500\n', ''] as const,
];

test.each([
  ['4500', edited(IKE.citrix, ['lb vserver vs500 UDP', 'lb vserver ⟦vs500⟧ UDP'], ...WITHOUT_4500)],
  ['500', edited(IKE.tmsh, ['virtual vs4500', 'virtual ⟦vs4500⟧'], [/create ltm virtual vs500 .*\n/, ''])],
])('the fix adds UDP %s', (port, example) => {
  const [finding] = findingsOf(expectFindings(RULE, example), RULE);
  expect(finding?.fixes().map(({ title, safe }) => [title, safe])).toEqual([[`Add the UDP ${port} twin`, false]]);
});

test('on TCP there is no IKE, and its protocol is told of first', () => {
  expectFindings(RULE, edited(IKE.citrix, ['lb vserver vs500 UDP', 'lb vserver vs500 TCP'], ...WITHOUT_4500));
});
