import { expect, test } from 'vitest';
import { method, peap, profileWith, ROOT_HASH, tls, validation } from '../../server/src/rules/eap/examples.ts';
import { expectFindings, findingsOf, parseFixture, workspaceOf } from '../support/fixture.ts';

const RULE = 'eap-thumbprint-format';

test('the same mistake in both methods is told once, with every place', () => {
  const short = ROOT_HASH.slice(0, -1);
  const example = profileWith(peap(validation({ root: `⟦${short}⟧` }), tls(validation({ root: short }))));
  const [finding] = findingsOf(expectFindings(RULE, example), RULE);
  expect(finding?.message).toBe(
    'TrustedRootCA has 39 hexadecimal digits where a SHA-1 thumbprint has 40 and nothing else, so no certificate fits. Copy it again.',
  );
  const { text = '' } = parseFixture(example).files[0] ?? {};
  expect(finding?.related.map(({ at, message }) => [message, at.span.start, text.slice(at.span.start, at.span.end)])).toEqual([
    ['The same text.', text.lastIndexOf(short), short],
  ]);
});

test('one mistake alone has no other place, and two different ones are two findings', () => {
  const [one, two] = [ROOT_HASH.slice(0, -1), ROOT_HASH.slice(0, -2)];
  const found = findingsOf(workspaceOf(parseFixture(profileWith(peap(validation({ root: one }), tls(validation({ root: two })))))), RULE);
  expect(found.map(({ related }) => related)).toEqual([[], []]);
});

test('what is no element for thumbprints is left alone', () => {
  expectFindings(RULE, profileWith(method('13', 'EapTlsConnectionPropertiesV1', [`<ServerNames>${ROOT_HASH.slice(0, -1)}</ServerNames>`])));
});
