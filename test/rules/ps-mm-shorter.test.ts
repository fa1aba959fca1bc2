import { expect, test } from 'vitest';
import { expectFindings, findingsOf } from '../support/fixture.ts';

const RULE = 'ps-mm-shorter';

test('points at the lifetime that is longer', () => {
  const example = '=== s.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds ⟦3600⟧\n';
  const [finding] = findingsOf(expectFindings(RULE, example), RULE);
  expect(finding?.related.map(({ at, message }) => [message, at.file.text.slice(at.span.start, at.span.end)])).toEqual([
    ['The lifetime of child SAs is set here', '28800'],
  ]);
});

test('says nothing about the tunnel between two sites', () => {
  expectFindings(RULE, '=== s.ps1\nSet-VpnS2SInterface -Name berlin -CustomPolicy -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 3600\n');
});
