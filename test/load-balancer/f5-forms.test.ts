import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { SEVERITIES } from '../../server/src/rules/rule.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { FORMS } from '../support/f5.ts';

/** What is broken in each form of the deployment, and the rules that say so. */
const DEFECTS: readonly (readonly [string, (text: string) => string, string])[] = [
  ['an address of the load balancer', (text) => text.replaceAll('type none', 'type automap'), 'lb-ikev2-snat lb-ikev2-snat'],
  ['a pool of addresses', (text) => text.replaceAll('type none', 'type snat pool sp'), 'lb-ikev2-snat lb-ikev2-snat'],
  ['records for one port', (text) => text.replace('match-across-services enabled', 'match-across-services disabled'), 'lb-ikev2-persistence'],
  ['short records', (text) => text.replace('timeout 3600', 'timeout 60'), 'lb-ikev2-persist-timeout'],
  [
    'one port without records',
    (text) => text.replace(/persist (replace-all-with )?\{\s*\S*persist_ike \{\s*default yes\s*\}\s*\}/, 'persist none'),
    'lb-ikev2-persist-one',
  ],
  [
    'no records',
    (text) => text.replaceAll(/persist (replace-all-with )?\{\s*\S*persist_ike \{\s*default yes\s*\}\s*\}/g, 'persist none'),
    'lb-ikev2-persistence',
  ],
  [
    'records by cookie',
    (text) => text.replace('persistence source-addr', 'persistence cookie').replace(/(defaults-from \S*)source_addr/, '$1cookie'),
    'lb-ikev2-persist-type',
  ],
  ['TCP', (text) => text.replace('ip-protocol udp', 'ip-protocol tcp').replace(/(profiles (?:add )?\{\s*\S*)udp/, '$1tcp'), 'lb-ikev2-protocol'],
  ['another port of a server', (text) => text.replace('10.10.1.11:500', '10.10.1.11:501'), 'lb-ikev2-protocol'],
  ['other servers', (text) => text.replace(/\S*10\.10\.1\.12:4500( \{\s*address 10\.10\.1\.12\s*\})?/, ''), 'lb-ikev2-pools-differ'],
  ['a test by TCP', (text) => text.replaceAll(/\S*gateway_icmp/g, '/Common/tcp'), 'lb-ikev2-monitor lb-ikev2-monitor'],
  ['no test', (text) => text.replaceAll(/monitor \S*gateway_icmp/g, 'monitor none'), 'lb-ikev2-monitor lb-ikev2-monitor'],
  ['a test of SSTP by TCP', (text) => text.replace(/(pool_sstp[^]*?monitor )\S*mon_sstp/, '$1/Common/tcp'), 'lb-sstp-monitor-tcp'],
  ['another path', (text) => text.replace('ADCD75}/', 'ADCD75}'), 'lb-sstp-monitor-path'],
  ['another answer', (text) => text.replace('HTTP/1.1 401', 'HTTP/1.1 200'), 'lb-sstp-monitor-code'],
  ['another method', (text) => text.replace('HEAD /', 'GET /'), 'lb-sstp-monitor-method'],
  ['a broken host', (text) => text.replace(/Host: vpn.fabrikam.com\\+r/, 'Host:r'), 'lb-sstp-monitor-host'],
  ['no host', (text) => text.replace(/Host: vpn.fabrikam.com\\+r\\+n/, ''), 'lb-sstp-monitor-host'],
  ['another type than the parent', (text) => text.replace('monitor https', 'monitor http'), 'lb-f5-monitor-type'],
  ['a timeout below the interval', (text) => text.replace('timeout 31', 'timeout 9'), 'lb-f5-timeout'],
  [
    'no records for SSTP',
    (text) =>
      text
        .replace(/persist (replace-all-with )?\{\s*\S*ssl \{\s*default yes\s*\}\s*\}/, 'persist none')
        .replace(/fallback-persistence \S+/, 'fallback-persistence none'),
    'lb-sstp-persistence',
  ],
  [
    'a test without TLS',
    (text) => text.replace('monitor https', 'monitor http').replace(/defaults-from (\S*)https/, 'defaults-from $1http'),
    'lb-sstp-monitor-scheme',
  ],
  ['the ports at two addresses', (text) => text.replaceAll('203.0.113.10:4500', '203.0.113.11:4500'), 'lb-ikev2-pair lb-ikev2-pair'],
];

function findingsIn(
  name: string,
  text: string,
): { readonly found: readonly Finding[]; readonly apply: (finding: Finding) => { title: string; text: string }[] } {
  const uri = `${ROOT}/${name}`;
  const workspace = workspaceOf({ files: [{ uri, text }] });
  const apply = (finding: Finding): { title: string; text: string }[] =>
    finding.fixes().map((fix) => ({ title: fix.title, text: applyEdits(text, workspace.edits(fix) ?? expect.fail(`${fix.title} cannot be written`)) }));
  return { found: workspace.findings(uri), apply };
}

const ids = (found: readonly Finding[]): string[] => found.map(({ rule }) => rule.id).sort();

describe.each(FORMS)('%s', (_, name, text) => {
  test('is whole', () => expect(ids(findingsIn(name, text).found)).toEqual([]));

  test.each(DEFECTS)('%s', (_defect, broken, expected) => {
    const defective = broken(text);
    const { found, apply } = findingsIn(name, defective);
    expect(ids(found).join(' ')).toBe(expected);
    for (const finding of found) {
      const fixed = apply(finding);
      expect(fixed).not.toEqual([]);
      for (const { title, text: after } of fixed) {
        const left = findingsIn(name, after).found;
        const count = (all: readonly Finding[]): number => all.filter(({ rule }) => rule.id === finding.rule.id).length;
        expect(count(left), title).toBeLessThan(count(found));
        const severe = left.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(finding.severity));
        expect(
          ids(severe).filter((id) => !ids(found).includes(id)),
          title,
        ).toEqual([]);
      }
    }
  });
});
