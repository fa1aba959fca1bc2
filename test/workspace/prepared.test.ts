import { describe, expect, test } from 'vitest';
import { uriName } from '../../server/src/core/uri.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { seen } from '../support/fresh-workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, profile, server } from '../support/policies.ts';

/** A workspace for which another one has worked out all that can be worked out file by file. */
function preparedWorkspaceOf(files: readonly SourceFile[]): { workspace: Workspace; prepared: string[] } {
  const projects = files.filter(({ uri }) => uriName(uri) === 'aovpn.json');
  const [helper, workspace] = [workspaceOf({ files: projects }), workspaceOf({ files: projects })];
  const prepared: string[] = [];
  for (const file of files) {
    const text = projects.includes(file) ? undefined : helper.prepare(file);
    if (text === undefined) workspace.setFile(file);
    else {
      workspace.setPrepared(file, text);
      prepared.push(file.uri);
    }
  }
  expect(helper.uris()).toEqual(projects.map(({ uri }) => uri));
  return { workspace, prepared };
}

describe('which files can be prepared', () => {
  const isPrepared = (text: string, name = 'profile.xml'): boolean => preparedWorkspaceOf([{ uri: `${ROOT}/${name}`, text }]).prepared.length > 0;

  test.each([
    ['a profile', profile(), 'profile.xml', true],
    ['a profile with findings of its own', profile({ DHGroup: 'Group2' }).replace('true</AlwaysOn>', 'yes</AlwaysOn>'), 'profile.xml', true],
    ['a profile that somebody is typing', profile().slice(0, 200), 'profile.xml', true],
    ['one with a comment that keeps findings away', `<!-- aovpn-disable crypto-weak: known -->\n${profile()}`, 'profile.xml', false],
    ['one that says which host it is for', `<!-- aovpn-server: vpn.fabrikam.com -->\n${profile()}`, 'profile.xml', false],
    ['the script of a server', server(), 'rras.ps1', false],
    ['the command of a client', client(), 'client.ps1', false],
    ['a script that holds a profile', `$xml = @'\n${profile()}'@\n`, 'client.ps1', false],
    ['what nothing recognises', '<other/>', 'other.xml', false],
  ])('%s: %#', (_what, text, name, expected) => {
    expect(isPrepared(text, name)).toBe(expected);
  });
});

test.each(RULES.flatMap((rule) => [...rule.examples.bad, ...rule.examples.good].map((example, index) => [rule.id, index, example] as const)))(
  '%s %i: files that are prepared elsewhere say the same, their fixes too',
  (_id, _index, example) => {
    const { files } = parseFixture(example.replace(/\r\n/g, '\n'));
    expect(seen(preparedWorkspaceOf(files).workspace)).toEqual(seen(workspaceOf({ files })));
  },
);

test('what has been prepared takes part in later changes like everything else', () => {
  const files = [
    { uri: `${ROOT}/client/profile.xml`, text: profile() },
    { uri: `${ROOT}/server/rras.ps1`, text: server() },
  ] as const;
  const { workspace } = preparedWorkspaceOf(files);
  expect(workspace.findings(files[0].uri)).toEqual([]);
  const others = [
    { ...files[1], text: server({ DHGroup: 'ECP256' }) },
    { ...files[0], text: `\n${profile({ DHGroup: 'Group2' })}` },
  ];
  for (const [index, changed] of others.entries()) {
    workspace.setFile(changed);
    expect(seen(workspace)).toEqual(seen(workspaceOf({ files: index === 0 ? [files[0], changed] : others })));
  }
});
