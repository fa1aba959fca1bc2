import { expect, test } from 'vitest';
import { edited, IKE } from '../../../server/src/rules/load-balancer/examples.ts';
import { applied, findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../../support/fixture.ts';

/** One load balancer in two files: what clients connect to, and where that leads. */
const split = (text: string): string => {
  const at = text.indexOf('ltm virtual ');
  return `=== lb/pools.conf${text.slice(text.indexOf('\n'), at)}=== lb/virtual.conf\n${text.slice(at)}`;
};

const found = (text: string): string[] => {
  const workspace = workspaceOf(parseFixture(text));
  return workspace
    .uris()
    .flatMap((uri) =>
      workspace.findings(uri).map(({ rule, at: { file, span } }) => `${file.uri.slice(ROOT.length + 1)} ${rule.id} ${file.text.slice(span.start, span.end)}`),
    );
};

test('two files say what one does', () => {
  expect(found(split(IKE.f5))).toEqual([]);
});

test.each([
  ['a test of UDP over TCP', edited(IKE.f5, ['/Common/gateway_icmp', '/Common/tcp']), 'lb-ikev2-monitor /Common/pool500'],
  ['records that end early', edited(IKE.f5, ['timeout 3600', 'timeout 60']), 'lb-ikev2-persist-timeout /Common/ike'],
  ['another port', edited(IKE.f5, ['10.10.1.12:500', '10.10.1.12:5000']), 'lb-ikev2-protocol /Common/pool500'],
  ['other servers', edited(IKE.f5, [/ {8}.Common.10.10.1.12:4500 \{\n.*\n.*\n/, '']), 'lb-ikev2-pools-differ /Common/pool4500'],
  ['nothing that ties', edited(IKE.f5, ['match-across-services enabled', 'match-across-services disabled']), 'lb-ikev2-persistence /Common/vs500'],
])('%s is told where clients connect', (_, text, expected) => {
  expect([...new Set(found(split(text)))]).toContain(`lb/virtual.conf ${expected}`);
  expect(found(split(text)).filter((line) => line.startsWith('lb/pools.conf'))).toEqual([]);
});

test('a fix changes the other file', () => {
  const broken = split(edited(IKE.f5, ['/Common/gateway_icmp', '/Common/tcp']));
  const workspace = workspaceOf(parseFixture(broken));
  const [finding] = findingsOf(workspace, 'lb-ikev2-monitor');
  if (!finding) throw new Error('no finding');
  expect(printed(applied(workspace, finding, 'Test the servers by ICMP'))).toBe(split(IKE.f5));
});
