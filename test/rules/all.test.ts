import { describe, expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index.ts';
import { ceiling, lowerOf } from '../../server/src/rules/rule.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import { wideEdits } from '../support/edits.ts';
import { expectFindings, parseFixture, workspaceOf, applied } from '../support/fixture.ts';

/** What becomes visible in an example only when it is fixed, by the rule whose fix does that. */
const REVEALED: Readonly<Record<string, readonly string[]>> = {
  // A pinned client is compared with its server.
  'pairing-ambiguous': ['policy-mismatch'],
  // A misspelt or misplaced element is read at last.
  'xml-element-case': ['edp-legacy', 'l2tp-psk-clear', 'lockdown-warning', 'routing-missing'],
  'xml-wrong-parent': ['crypto-incomplete'],
  // A CryptographySuite is asked for with IKEv2 alone, and which one is the server's to say.
  'device-protocol': ['crypto-missing'],
  'xml-enum-value': ['crypto-missing'],
  // The nearest value that there is goes with the group less well.
  'ps-gcm192-ike': ['crypto-uneven'],
  // A server that now takes certificates takes those of any root, and large messages with them.
  'auth-server-method-mismatch': ['reg-fragmentation-off', 'root-cert-not-set'],
  // The values that were there stay.
  'ps-server-partial': ['crypto-uneven'],
  // A command that failed works, as far as it goes.
  'ps-custompolicy-missing': ['ps-server-partial'],
  'reg-path': ['ikenum-workaround', 'ps-restart-missing'],
  // A check is read at last.
  'lb-kemp-param': ['lb-sstp-monitor-tcp'],
  // Where nothing is carried out, nothing can ask for the index of a service: the second port is there, and what ties it is left to do.
  'lb-ikev2-pair': ['lb-ikev2-persistence'],
  // One of two values is chosen.
  'xml-duplicate-single': ['alwayson-off'],
};

const countOf = (findings: readonly Finding[], id: string): number => findings.filter((each) => each.rule.id === id).length;

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('has a severity that its confidence allows', () => {
    expect(lowerOf(rule.severity, ceiling(rule.confidence))).toBe(rule.severity);
  });

  test('names its sources and says what to do', () => {
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const text of [rule.title, rule.why, rule.howToFix]) expect(text).not.toBe('');
    expect(rule.title).not.toMatch(/\.$/);
  });

  test('says when to switch it off, or why never', () => {
    expect(rule.whenOff).toMatch(/^\S[^]*\.$/);
    // `Never` is about what always fails or is never right, so a reason follows.
    if (/^never/i.test(rule.whenOff)) expect(rule.whenOff).toMatch(/^Never(: \S| for | where )[^]{15,}/);
  });

  test('says what it rests on exactly where its sources do not say it', () => {
    expect(rule.restsOn === undefined).toBe(rule.confidence === 'documented' || rule.confidence === 'observed');
    if (rule.restsOn !== undefined) expect(rule.restsOn).toMatch(/^\p{Lu}[^]*\.$/u);
  });

  // `internal` reports a defect of a rule, which no document shows; `test/workspace/internal.test.ts` makes a rule fail.
  test.skipIf(id === 'internal')('has at least one example that shows it', () => expect(rule.examples.bad).not.toEqual([]));
  test('has at least one near miss that stays silent', () => expect(rule.examples.good).not.toEqual([]));

  test.each(rule.examples.bad)('reports exactly the marks of %#', (example) => {
    const workspace = expectFindings(id, example);
    expect(parseFixture(example).marks.some((mark) => mark.rule === undefined)).toBe(true);
    expect(workspace).toBeDefined();
  });

  test.each(rule.examples.good)('stays silent about %#', (example) => {
    expectFindings(id, example);
    expect(parseFixture(example).marks.filter((mark) => mark.rule === undefined)).toEqual([]);
  });

  test.each(rule.examples.bad)('each fix of %# removes its finding, adds none, and rewrites nothing that stays', (example) => {
    const fixture = parseFixture(example);
    const workspace = workspaceOf(fixture);
    const before = fixture.files.flatMap(({ uri }) => workspace.findings(uri));
    for (const finding of before.filter((each) => each.rule.id === id)) {
      for (const fix of finding.fixes()) {
        const files = applied(workspace, finding, fix.title);
        const after = workspaceOf({ files });
        const left = files.flatMap(({ uri }) => after.findings(uri));
        expect(countOf(left, id), `${fix.title} leaves its finding`).toBeLessThan(countOf(before, id));
        const fresh = left.filter((each) => countOf(left, each.rule.id) > countOf(before, each.rule.id) && !REVEALED[id]?.includes(each.rule.id));
        expect(
          fresh.map((each) => each.message),
          `${fix.title} brings new findings`,
        ).toEqual([]);
        expect(wideEdits(workspace.edits(fix) ?? []), `${fix.title} rewrites what stays the same`).toEqual([]);
      }
    }
  });
});

test('when to switch a rule off is said of that rule: no two say the same, but that it is never', () => {
  const said = RULES.map(({ whenOff }) => whenOff).filter((text) => !text.startsWith('Never'));
  expect(said.filter((text, index) => said.indexOf(text) !== index)).toEqual([]);
});

test('every rule family has its place in the list', () => {
  expect(RULES.map((rule) => rule.id)).toEqual([...RULES.map((rule) => rule.id)].sort());
});
