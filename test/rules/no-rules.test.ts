import { describe, expect, test } from 'vitest';
import { explanations, knownNames } from '../../server/src/cli/explaining/explanations.ts';
import { NO_RULES } from '../../server/src/knowledge/no-rules.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

describe.each(NO_RULES.map(({ id }) => id))('%s', (id) => {
  test('is no rule, and is explained', () => {
    expect(RULES.map((rule) => rule.id)).not.toContain(id);
    expect(knownNames()).toContain(id);
    expect(explanations(id).join()).toContain('never reported');
  });
});

test('lifetimes may differ between servers, and from what a client does', () => {
  const workspace = workspaceOf(
    parseFixture(
      files({
        'client/a.xml': profile(),
        'client/b.ps1': client(),
        'server/one.ps1': server({}, ' -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 86400 -SADataSizeForRenegotiationKilobytes 1024000'),
        'server/two.ps1': server({}, ' -SALifeTimeSeconds 3600 -MMSALifeTimeSeconds 7200 -SADataSizeForRenegotiationKilobytes 512000'),
      }),
    ),
  );
  const found = workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id));
  expect(found.filter((id) => id.startsWith('policy') || id.startsWith('pairing'))).toEqual([]);
});
