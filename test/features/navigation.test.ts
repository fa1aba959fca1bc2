import { describe, expect, test } from 'vitest';
import { definition } from '../../server/src/features/definition.ts';
import { references } from '../../server/src/features/references.ts';
import type { Location } from '../../server/src/core/source-file.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { client, files, profile, server } from '../support/policies.ts';

/** The places as `path:line text`. */
function told(places: readonly Location[]): string[] {
  return places.map(({ file, span }) => {
    const line = file.text.slice(0, span.start).split('\n').length;
    return `${file.uri.slice(ROOT.length + 1)}:${line} ${file.text.slice(span.start, span.end)}`;
  });
}

function asked(text: string, ask: (workspace: ReturnType<typeof workspaceOf>, uri: string, offset: number) => Location[]): string[] {
  const fixture = parseFixture(text);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return told(ask(workspaceOf(fixture), uri, offset));
}

const goTo = (text: string): string[] => asked(text, definition);
const find = (text: string, withDeclaration = true): string[] => asked(text, (workspace, uri, offset) => references(workspace, uri, offset, withDeclaration));

const SUITE_IN_SCRIPT = `$xml = @'\n${profile({ DHGroup: 'Gro⟦⟧up14' })}'@\n`;

describe('go to definition', () => {
  test('from a value of a client to that of its server, and back', () => {
    expect(goTo(files({ 'p.xml': profile({ DHGroup: 'Gro⟦⟧up14' }), 's.ps1': server({ DHGroup: 'ECP384' }) }))).toEqual(['s.ps1:1 ECP384']);
    expect(goTo(files({ 'p.xml': profile(), 's.ps1': server({ DHGroup: 'ECP⟦⟧384' }) }))).toEqual(['p.xml:1 Group14']);
    expect(goTo(files({ 'c.ps1': client({ PfsGroup: 'PFS⟦⟧2' }), 's.ps1': server() }))).toEqual(['s.ps1:1 PFS2048']);
  });
  test('from a name to the same value', () => {
    expect(goTo(files({ 'p.xml': profile(), 's.ps1': server().replace('-DHGroup', '-DHG⟦⟧roup') }))).toEqual(['p.xml:1 Group14']);
    expect(goTo(files({ 'p.xml': profile().replace('<DHGroup>', '<DHG⟦⟧roup>'), 's.ps1': server() }))).toEqual(['s.ps1:1 Group14']);
    expect(goTo(files({ 'p.xml': profile().replace('</DHGroup>', '</DHG⟦⟧roup>'), 's.ps1': server() }))).toEqual(['s.ps1:1 Group14']);
    expect(goTo(files({ 'p.xml': profile().replace('<Cryp', '<Cr⟦⟧yp'), 's.ps1': server() }))).toEqual(['s.ps1:1 Set-VpnServerConfiguration']);
  });
  test('to the command where the other side does not state the value', () => {
    expect(goTo(files({ 'p.xml': profile({ PfsGroup: 'PFS⟦⟧2048' }), 's.ps1': 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n' }))).toEqual([
      's.ps1:1 Set-VpnServerConfiguration',
    ]);
  });
  test('from and to a profile inside a script', () => {
    expect(goTo(files({ 'deploy.ps1': SUITE_IN_SCRIPT, 's.ps1': server() }))).toEqual(['s.ps1:1 Group14']);
    expect(goTo(files({ 'deploy.ps1': SUITE_IN_SCRIPT.replace('⟦⟧', ''), 's.ps1': server({ DHGroup: 'Group⟦⟧14' }) }))).toEqual(['deploy.ps1:2 Group14']);
  });
  test('to all of several', () => {
    expect(goTo(files({ 'a.xml': profile(), 'b.xml': profile({ DHGroup: 'ECP256' }), 's.ps1': server({ DHGroup: 'Group⟦⟧14' }) }))).toEqual([
      'a.xml:1 Group14',
      'b.xml:1 ECP256',
    ]);
  });

  const splat = "$p = @{\n  DHGroup = 'Group14'\n}\n";
  test('from what is splatted to its hashtable', () => {
    expect(goTo(files({ 's.ps1': `${splat}Set-VpnServerConfiguration -CustomPolicy @⟦⟧p\n` }))).toEqual(["s.ps1:1 @{\n  DHGroup = 'Group14'\n}"]);
    expect(
      goTo(files({ 's.ps1': "if ($x) { $p = @{ DHGroup = 'ECP256' } } else { $p = @{ DHGroup = 'ECP384' } }\nSet-VpnServerConfiguration @p⟦⟧\n" })),
    ).toEqual(["s.ps1:1 @{ DHGroup = 'ECP256' }", "s.ps1:1 @{ DHGroup = 'ECP384' }"]);
  });
  test.each([
    ['an argument', "$g = 'Group14'\nSet-VpnServerConfiguration -DHGroup $⟦⟧g\n"],
    ['behind a colon', "$g = 'Group14'\nSet-VpnServerConfiguration -DHGroup:$⟦⟧g\n"],
    ['an entry', "$g = 'Group14'\n$p = @{ DHGroup = $⟦⟧g }\nSet-VpnServerConfiguration @p\n"],
  ])('from a variable to the text that states its value: %s', (_, text) => {
    expect(goTo(files({ 's.ps1': text, 'p.xml': profile() }))).toEqual(['s.ps1:1 Group14']);
  });
  test('from that text to the other side', () => {
    expect(goTo(files({ 's.ps1': "$g = 'Gro⟦⟧up14'\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $g\n", 'p.xml': profile() }))).toEqual([
      'p.xml:1 Group14',
    ]);
  });

  test.each([
    ['without the other side', files({ 'p.xml': profile({ DHGroup: 'Gro⟦⟧up14' }) })],
    ['for another tunnel', files({ 'p.xml': profile({ DHGroup: 'Gro⟦⟧up14' }), 's.ps1': server({}, ' -TunnelType L2TP') })],
    ['for a call that another replaces', files({ 'p.xml': profile(), 's.ps1': `${server({ DHGroup: 'Gro⟦⟧up2' })}${server()}` })],
    ['for a variable that is not known', files({ 's.ps1': 'Set-VpnServerConfiguration -DHGroup $⟦⟧g\n' })],
    ['for a file of another kind', '=== a.txt\nDH⟦⟧Group\n'],
  ])('nowhere %s', (_, text) => {
    expect(goTo(text)).toEqual([]);
  });
});

describe('references', () => {
  test('of a value: its own place, the server, and the other clients of that', () => {
    const text = files({ 'a.xml': profile({ DHGroup: 'Gro⟦⟧up14' }), 'b.xml': profile({ DHGroup: 'ECP256' }), 's.ps1': server() });
    expect(find(text)).toEqual(['a.xml:1 Group14', 's.ps1:1 Group14', 'b.xml:1 ECP256']);
    expect(find(text, false)).toEqual(['s.ps1:1 Group14', 'b.xml:1 ECP256']);
    expect(find(files({ 'a.xml': profile(), 's.ps1': server({ DHGroup: 'Gro⟦⟧up14' }) }))).toEqual(['s.ps1:1 Group14', 'a.xml:1 Group14']);
  });
  const shared =
    "$g = 'Group14'\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $g\nSet-VpnServerConfiguration -CustomPolicy -TunnelType L2TP -DHGroup $g\n";
  test('of a variable: what states it, and all that use it', () => {
    expect(find(files({ 's.ps1': shared.replace('DHGroup $g', 'DHGroup $⟦⟧g') }))).toEqual(['s.ps1:1 Group14', 's.ps1:2 $g', 's.ps1:3 $g']);
    expect(find(files({ 's.ps1': shared.replace("'Group14'", "'⟦⟧Group14'") }), false)).toEqual(['s.ps1:2 $g', 's.ps1:3 $g']);
  });
  test('of a variable, wherever it is used, as it is written there', () => {
    const text =
      "$g = '⟦⟧ECP384'\n$p = @{ DHGroup = $g; 'PfsGroup'=$g }\nSet-VpnServerConfiguration -CustomPolicy @p\nSet-VpnServerConfiguration -DHGroup:$g\n";
    expect(find(files({ 's.ps1': text }), false)).toEqual(['s.ps1:2 $g', 's.ps1:2 $g', 's.ps1:4 $g']);
  });
  test('of a hashtable, but not of what stands in it', () => {
    const text = "$p = ⟦⟧@{ DHGroup = 'Group14' }\nSet-VpnServerConfiguration @p\n";
    expect(find(files({ 's.ps1': text }), false)).toEqual(['s.ps1:2 @p']);
    expect(find(files({ 's.ps1': text.replace('⟦⟧', '').replace('Group14', 'Gro⟦⟧up14') }))).toEqual([]);
  });
});
