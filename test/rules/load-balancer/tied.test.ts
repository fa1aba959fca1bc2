import { expect, test } from 'vitest';
import { edited, IKE } from '../../../server/src/rules/load-balancer/examples.ts';
import { parseFixture, workspaceOf } from '../../support/fixture.ts';

const RULES = ['lb-ikev2-pair', 'lb-ikev2-persistence', 'lb-ikev2-persist-one', 'lb-ikev2-persist-type', 'lb-ikev2-persist-timeout'];

const found = (text: string): string[] => {
  const workspace = workspaceOf(parseFixture(text));
  return workspace.uris().flatMap((uri) => workspace.findings(uri).flatMap(({ rule }) => (RULES.includes(rule.id) ? rule.id : [])));
};

test.each([
  [
    'two groups of their own',
    edited(IKE.citrix, ['bind lb group ike vs4500', 'add lb group other -persistenceType SOURCEIP -timeout 60\nbind lb group other vs4500']),
    'lb-ikev2-persistence',
  ],
  ['a group that keeps nobody', edited(IKE.citrix, ['-persistenceType SOURCEIP', '-persistenceType NONE']), 'lb-ikev2-persistence'],
  ['each by itself', edited(IKE.tmsh, ['match-across-services enabled ', '']), 'lb-ikev2-persistence'],
  [
    'source addresses as what takes over',
    edited(IKE.tmsh, ['persist replace-all-with { ike }', 'fallback-persistence ike'], ['persist replace-all-with { ike }', 'fallback-persistence ike']),
  ],
  [
    'two profiles that reach as far, which may or may not share',
    edited(
      IKE.tmsh,
      ['create ltm pool', 'create ltm persistence source-addr ike2 match-across-services enabled timeout 3600\ncreate ltm pool'],
      ['pool pool4500 persist replace-all-with { ike }', 'pool pool4500 persist replace-all-with { ike2 }'],
    ),
  ],
  [
    'a kind that nobody knows',
    edited(
      IKE.tmsh,
      ['persist replace-all-with { ike }', 'persist replace-all-with { universal }'],
      ['persist replace-all-with { ike }', 'persist replace-all-with { universal }'],
    ),
  ],
  [
    'services by themselves, one for each server',
    '=== ns.conf\nadd service a500 10.10.1.11 UDP 500\nadd service b500 10.10.1.12 UDP 500\nadd service a4500 10.10.1.11 UDP 4500\nadd service b4500 10.10.1.12 UDP 4500\nadd lb vserver vs500 UDP 203.0.113.10 500\nadd lb vserver vs4500 UDP 203.0.113.10 4500\nbind lb vserver vs500 a500\nbind lb vserver vs500 b500\nbind lb vserver vs4500 a4500\nbind lb vserver vs4500 b4500\n',
    'lb-ikev2-persistence',
  ],
  // What a REST call ties needs an index, which only the appliance knows: found, and nothing to be offered.
  ['REST without port following', edited(IKE.rest, [/curl[^\n]*followvsid[^\n]*\n/, '']), 'lb-ikev2-persistence'],
  ['REST with one port', edited(IKE.rest, [/curl[^\n]*addvs[^\n]*port=4500[^]*$/, '']), 'lb-ikev2-pair'],
])('%s', (_, text, ...expected) => {
  expect(found(text)).toEqual(expected);
});
