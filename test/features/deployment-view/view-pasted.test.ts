import { describe, expect, test } from 'vitest';
import type { Location } from '../../../server/src/core/source-file.ts';
import { comparedWithText } from '../../../server/src/features/deployment-view/deployment-view.ts';
import type { DeploymentView } from '../../../server/src/features/deployment-view/view.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { parseFixture, ROOT, workspaceOf } from '../../support/fixture.ts';
import { files, profile, server } from '../../support/policies.ts';

type Contents = Readonly<Record<string, string>>;

const workspaceWith = (contents: Contents): Workspace => workspaceOf(parseFixture(files(contents)));

describe('a pasted text', () => {
  const compare = (contents: Contents, path: string, text: string): DeploymentView<Location> | string =>
    comparedWithText(workspaceWith(contents), `${ROOT}/${path}`, text);

  test.each([
    ['a script of the server', server(), 'a.xml and the pasted text agree', 'ok'],
    ['another group', server({ DHGroup: 'ECP384' }), 'a.xml and the pasted text differ in DHGroup', 'broken'],
    ['a value that is not known', server({ DHGroup: '$g' }), 'a.xml and the pasted text agree as far as the values are known', 'unknown'],
    [
      'no policy on the other side',
      'Set-VpnServerConfiguration -RevertToDefault\n',
      'a.xml and the pasted text differ: only one of them has a custom policy',
      'broken',
    ],
    ['a profile, which is of the same side', profile({ PfsGroup: 'ECP384' }), 'a.xml and the pasted text differ in PfsGroup', 'broken'],
  ])('%s', (_, text, summary, health) => {
    expect(compare({ 'a.xml': profile(), 's.ps1': server() }, 'a.xml', text)).toMatchObject({ kind: 'comparison', summary, health });
  });

  test('is compared with the open file only, and what is reported about that is not told', () => {
    const view = compare({ 'a.xml': profile({ DHGroup: 'ECP384' }), 's.ps1': server() }, 'a.xml', server({ DHGroup: 'ECP384' }));
    expect(view).toMatchObject({ health: 'ok', path: { stages: [] }, matrix: { columns: [{ title: 'a.xml' }, { title: 'Pasted text' }] } });
    expect(typeof view === 'string' ? [] : view.matrix.columns.flatMap(({ cells }) => cells.flatMap(({ problems }) => problems))).toEqual([]);
  });

  test('where one of the two states no policy a sentence says so', () => {
    expect(compare({ 'a.xml': profile() }, 'a.xml', 'Nothing.')).toMatch(/^The text states no IPsec policy\. /);
    expect(compare({ 'a.xml': '<root/>' }, 'a.xml', server())).toMatch(/^This file states no IPsec policy/);
  });
});
