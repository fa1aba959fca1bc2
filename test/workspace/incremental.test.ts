import { describe, expect, test } from 'vitest';
import { textOf } from '../../server/src/core/span.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { AT_REST, findingsOf, parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { fresh, handIn, seen } from '../support/fresh-workspace.ts';
import { files, profile, server } from '../support/policies.ts';
import { fc } from '../support/properties.ts';
import { baseTexts, outputTexts, phonebookTexts, profileTexts, projectTexts, scriptTexts } from '../support/random-texts.ts';

test('a version that another one has taken the place of holds no tree, and can still be asked', () => {
  const script = (group: string): string => `$xml = @'\n${profile({ DHGroup: group })}'@\n`;
  const uri = `${ROOT}/client/deploy.ps1`;
  const workspace = new Workspace();
  workspace.setFile({ uri, text: script('Group2') });
  const versions = workspace.partsOf(uri).map(({ analysis }) => ({ analysis, reading: analysis.reading }));
  expect(versions).toHaveLength(2);
  workspace.setFile({ uri, text: script('Group14') });
  for (const { analysis, reading } of versions) {
    expect(analysis.reading).not.toBe(reading);
    expect(analysis.reading.facts.policies.map(({ slots }) => slots)).toEqual(reading.facts.policies.map(({ slots }) => slots));
  }
});

describe('a suppression around a profile that stays as it is', () => {
  const script = (above: string): string => `${above}$xml = @'\n${profile({ DHGroup: 'ECP384' })}'@\n`;
  const NEXT = '# aovpn-disable-next-line policy-mismatch\n';
  const uri = `${ROOT}/client/deploy.ps1`;

  test.each([
    ['comes', '', NEXT],
    ['goes', NEXT, ''],
    ['moves', NEXT, `# Berlin\n${NEXT}`],
    ['moves away', NEXT, `${NEXT}\n$vpn = 1\n`],
    ['names another rule', NEXT, '# aovpn-disable-next-line crypto-weak\n'],
  ])('%s', (_, before, after) => {
    const workspace = workspaceOf(parseFixture(files({ 'client/deploy.ps1': script(before), 'server/rras.ps1': server() })));
    seen(workspace);
    workspace.setFile({ uri, text: script(after) });
    expect(seen(workspace)).toEqual(seen(fresh(workspace)));
    const isKept = after.endsWith(NEXT);
    expect(workspace.findings(uri).map(({ rule: { id } }) => id)).toEqual([
      ...(isKept || after === '' ? [] : ['suppression-unused']),
      ...(isKept ? [] : ['policy-mismatch']),
    ]);
  });
});

describe('a workspace that has seen edits says what a fresh one says', () => {
  const SCRIPTS = ['client/vpn.ps1', 'server/rras.ps1', 'server/old.ps1', 'setup.ps1', 'adatum/rras.ps1', 'scripts/rras.ps1'];
  const PROFILES = ['client/user.xml', 'client/device.xml', 'adatum/profile.xml', 'lab/profile.xml'];
  const PROJECTS = ['aovpn.json', 'adatum/aovpn.json'];
  const BASES = ['base.json', 'other.json'];

  const PRINTED = ['server/output.txt', 'client/output.log', 'adatum/output.txt'];

  const change = (path: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<{ path: string; text: string | undefined }> =>
    fc.record({ path, text: fc.option(text, { nil: undefined, freq: 8 }) });
  const edit = fc.oneof(
    { weight: 4, arbitrary: change(fc.constantFrom(...PROFILES), profileTexts) },
    { weight: 4, arbitrary: change(fc.constantFrom(...SCRIPTS), scriptTexts) },
    { weight: 2, arbitrary: change(fc.constantFrom(...PROJECTS), projectTexts) },
    { weight: 1, arbitrary: change(fc.constantFrom(...BASES), baseTexts) },
    { weight: 2, arbitrary: change(fc.constantFrom(...PRINTED), outputTexts) },
    {
      weight: 1,
      arbitrary: change(fc.constant('client/rasphone.pbk'), phonebookTexts),
    },
    // A line on top moves everything and says nothing.
    fc.record({ path: fc.constantFrom(...PRINTED), above: fc.constantFrom('\n', 'WARNING: moved\n') }),
    fc.record({ path: fc.constantFrom(...SCRIPTS), above: fc.constantFrom('\n', '# moved\n', '# aovpn-disable policy-mismatch crypto-weak\n') }),
    fc.record({ path: fc.constantFrom(...PROFILES), above: fc.constantFrom('\n', '<!-- moved -->\n') }),
    fc.record({ path: fc.constantFrom(...PROFILES), to: fc.constantFrom(...PROFILES) }),
    fc.record({ path: fc.constantFrom(...SCRIPTS), to: fc.constantFrom(...SCRIPTS) }),
  );
  // Several edits may come between two looks.
  const history = fc.array(fc.record({ edit, look: fc.boolean() }), { minLength: 4, maxLength: 14 });

  function apply(
    workspace: Workspace,
    step: { path: string } & Partial<{ text: string | undefined; above: string; to: string }>,
    bases: Map<string, string>,
  ): void {
    const uri = `${ROOT}/${step.path}`;
    if (BASES.includes(step.path)) {
      if (step.text === undefined) bases.delete(uri);
      else bases.set(uri, step.text);
      if (workspace.isBase(uri)) workspace.setBase(uri, step.text === undefined ? { reason: 'does not exist' } : { uri, text: step.text });
      return;
    }
    const before = workspace.analysisOf(uri)?.file.text;
    if (step.above !== undefined) {
      if (before !== undefined) workspace.setFile({ uri, text: step.above + before });
    } else if (step.to !== undefined) {
      workspace.removeFile(uri);
      if (before !== undefined) workspace.setFile({ uri: `${ROOT}/${step.to}`, text: before });
    } else if (step.text === undefined) workspace.removeFile(uri);
    else workspace.setFile({ uri, text: step.text });
  }

  test('after any edits', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const workspace = workspaceOf({ files: [] }, [ROOT], AT_REST);
        const bases = new Map<string, string>();
        for (const [index, step] of steps.entries()) {
          apply(workspace, step.edit, bases);
          handIn(workspace, bases);
          if (step.look || index === steps.length - 1) expect(seen(workspace)).toEqual(seen(fresh(workspace, bases)));
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  test('a fix for all peers knows of one that has come since', () => {
    const workspace = workspaceOf(parseFixture(files({ 'client/user.xml': profile({ DHGroup: 'Group2' }), 'server/rras.ps1': server({ DHGroup: 'Group2' }) })));
    seen(workspace);
    workspace.setFile({ uri: `${ROOT}/client/device.xml`, text: profile({ DHGroup: 'Group2' }) });
    expect(seen(workspace)).toEqual(seen(fresh(workspace)));
  });

  test('a fix for all peers knows of one that has gone since', () => {
    const two = {
      'client/user.xml': profile({ DHGroup: 'Group2' }),
      'client/device.xml': profile({ DHGroup: 'Group2' }),
      'server/rras.ps1': server({ DHGroup: 'Group2' }),
    };
    const workspace = workspaceOf(parseFixture(files(two)));
    seen(workspace);
    workspace.removeFile(`${ROOT}/client/device.xml`);
    expect(seen(workspace)).toEqual(seen(fresh(workspace)));
  });

  test('a profile inside a script comes, moves, changes and goes', () => {
    const inside = (text: string, above = ''): string => `${above}$profile = @'\n${text}'@\n`;
    const workspace = workspaceOf(parseFixture(files({ 'client/deploy.ps1': inside(profile({ DHGroup: 'ECP384' })), 'server/rras.ps1': server() })));
    const uri = `${ROOT}/client/deploy.ps1`;
    const mismatch = findingsOf(workspace, 'policy-mismatch').find(({ at }) => at.file.uri !== uri);
    const texts = [
      inside(profile({ DHGroup: 'ECP384' }), '# moved\n'),
      inside(profile({ DHGroup: 'ECP384' }), `$first = '${profile({ DHGroup: 'ECP256' })}'\n`),
      inside(profile({ DHGroup: 'Group14' })),
      'Write-Host nothing\n',
      inside(profile({ DHGroup: 'ECP384' })),
    ];
    for (const [index, text] of texts.entries()) {
      workspace.setFile({ uri, text });
      expect(seen(workspace)).toEqual(seen(fresh(workspace)));
      const place = mismatch?.related[0] && workspace.current(mismatch.related[0].at);
      // What somebody still holds of an earlier version leads to where it stands now.
      if (index === 0) expect(place && textOf(place.file.text, place.span)).toBe('ECP384');
      if (index === 3) expect(place).toBeUndefined();
    }
    workspace.removeFile(uri);
    expect(workspace.uris()).toEqual([`${ROOT}/server/rras.ps1`]);
    expect(seen(workspace)).toEqual(seen(fresh(workspace)));
  });

  test('in whatever order the files came', () => {
    const { files: all } = parseFixture(files({ 'client/profile.xml': profile({ DHGroup: 'ECP384' }), 'server/a.ps1': server(), 'server/b.ps1': server() }));
    expect(seen(workspaceOf({ files: [...all].reverse() }))).toEqual(seen(workspaceOf({ files: all })));
  });

  test('a server is asked first, of which only an installation is known', () => {
    const installed = { 'user.xml': profile(), 'setup.ps1': 'Install-RemoteAccess -VpnType Vpn\n' };
    const [first, last] = [0, 1].map(() => workspaceOf(parseFixture(files(installed))));
    const uri = `${ROOT}/setup.ps1`;
    const rules = (workspace: Workspace | undefined): string[] => (workspace?.findings(uri) ?? []).map(({ rule }) => rule.id);
    const before = rules(first);
    last?.findings(`${ROOT}/user.xml`);
    expect(before).toEqual(rules(last));
    expect(before).toContain('policy-one-sided');
  });
  test('servers of one deployment are named in whatever order they came', () => {
    const { files: all } = parseFixture(
      files({ 'aovpn.json': '{ "deployments": [{ "name": "x", "servers": ["*.ps1"] }] }', 'a.ps1': server(), 'b.ps1': server({ DHGroup: 'ECP384' }) }),
    );
    expect(seen(workspaceOf({ files: [...all].reverse() }))).toEqual(seen(workspaceOf({ files: all })));
  });
});

describe('an edit reaches no more files than it has to', () => {
  const CLIENTS = {
    'client/a.xml': profile({ DHGroup: 'ECP384' }),
    'client/b.xml': profile(),
    'other/client/c.xml': profile(),
    'other/server/rras.ps1': server(),
  };
  const SERVER = `${ROOT}/server/rras.ps1`;

  /** How many files had to be compared anew after an edit of one file, and whether it was said that others may be affected. */
  function reached(uri: string, text: string): { checks: number; affected: boolean } {
    const workspace = workspaceOf(parseFixture(files({ ...CLIENTS, 'server/rras.ps1': server() })));
    seen(workspace);
    const before = workspace.contextChecks;
    const affected = workspace.setFile({ uri, text });
    seen(workspace);
    return { checks: workspace.contextChecks - before, affected };
  }

  test('at first every file', () => {
    const workspace = workspaceOf(parseFixture(files({ ...CLIENTS, 'server/rras.ps1': server() })));
    seen(workspace);
    expect(workspace.contextChecks).toBe(5);
    seen(workspace);
    expect(workspace.contextChecks).toBe(5);
  });

  test.each([
    ['the same text', server()],
    ['a comment', `# reviewed\n${server()}`],
    ['blank lines', `\n\n${server()}`],
    ['another letter case', server().toLowerCase()],
    ['the line ends', server().replaceAll('\n', '\r\n')],
    ['a lifetime', server({}, ' -SALifeTimeSeconds 3600')],
    ['a suppression', `# aovpn-disable crypto-weak\n${server()}`],
    ['quotes', server({ DHGroup: "'Group14'" })],
  ])('%s on the server: no client', (what, text) => {
    expect(reached(SERVER, text)).toEqual({ checks: what === 'the same text' ? 0 : 1, affected: false });
  });

  test('a value on the server: its own clients', () => {
    expect(reached(SERVER, server({ DHGroup: 'ECP256' }))).toEqual({ checks: 3, affected: true });
  });

  test('a value on a client: no other client, and not the server', () => {
    expect(reached(`${ROOT}/client/a.xml`, profile({ DHGroup: 'ECP256' }))).toEqual({ checks: 1, affected: true });
  });

  test('a comment in a client', () => {
    expect(reached(`${ROOT}/client/a.xml`, `<!-- Berlin -->\n${profile({ DHGroup: 'ECP384' })}`)).toEqual({ checks: 1, affected: false });
  });

  test('an element of a client that nothing is compared with', () => {
    const text = profile({ DHGroup: 'ECP384' }).replace('<NativeProfile>', '<AlwaysOn>true</AlwaysOn><NativeProfile>');
    expect(reached(`${ROOT}/client/a.xml`, text)).toEqual({ checks: 1, affected: false });
  });

  test('a script around a profile: the script, and not the profile in it', () => {
    const text = `$profile = @'\n${profile({ DHGroup: 'ECP384' })}'@\n`;
    const workspace = workspaceOf(parseFixture(files({ ...CLIENTS, 'client/deploy.ps1': text, 'server/rras.ps1': server() })));
    const uri = `${ROOT}/client/deploy.ps1`;
    seen(workspace);
    const before = workspace.contextChecks;
    expect(workspace.setFile({ uri, text: `# reviewed\n${text}` })).toBe(false);
    seen(workspace);
    expect(workspace.contextChecks - before).toBe(0);
    expect(workspace.setFile({ uri, text: text.replace('ECP384', 'ECP256') })).toBe(true);
    seen(workspace);
    expect(workspace.contextChecks - before).toBe(1);
  });

  test('a new client beside the others', () => {
    expect(reached(`${ROOT}/client/new.xml`, profile())).toEqual({ checks: 1, affected: true });
  });

  test('a second server policy: all clients of the first', () => {
    expect(reached(`${ROOT}/server/lisbon.ps1`, server({ DHGroup: 'ECP256' }))).toEqual({ checks: 3, affected: true });
  });

  test('a registry value that changes what clients offer: the files around it', () => {
    const path = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters';
    expect(
      reached(`${ROOT}/other/client/offer.ps1`, `New-ItemProperty -Path ${path} -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force\n`),
    ).toEqual({ checks: 2, affected: true });
  });

  test('a file that nothing recognises: none', () => {
    expect(reached(`${ROOT}/notes.txt`, 'Set-VpnServerConfiguration')).toEqual({ checks: 0, affected: false });
  });

  test('a severity in the project file: none, since nothing has to be compared for it', () => {
    expect(reached(`${ROOT}/aovpn.json`, '{ "rules": { "policy-mismatch": "hint" } }')).toEqual({ checks: 0, affected: true });
  });
});

describe('of a device tunnel and the user tunnel beside it', () => {
  const DEVICE =
    '<VPNProfile><DeviceTunnel>true</DeviceTunnel><RegisterDNS>true</RegisterDNS><Route><Address>10.1.2.3</Address><PrefixSize>32</PrefixSize></Route></VPNProfile>\n';
  const USER =
    '<VPNProfile>\n  <RegisterDNS>true</RegisterDNS>\n  <Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n';
  const ROUTE = '<Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize></Route>';

  /** What an edit of the user profile reaches, and what is said then, which is what a fresh workspace says. */
  function edited(edit: (text: string) => string): { checks: number; affected: boolean; rules: string[] } {
    const workspace = workspaceOf(parseFixture(files({ 'a/device.xml': DEVICE, 'a/user.xml': USER, 'b/user.xml': USER })));
    seen(workspace);
    const before = workspace.contextChecks;
    const affected = workspace.setFile({ uri: `${ROOT}/a/user.xml`, text: edit(USER) });
    expect(seen(workspace)).toEqual(seen(fresh(workspace)));
    const rules = workspace.findings(`${ROOT}/a/device.xml`).map(({ rule }) => rule.id);
    return { checks: workspace.contextChecks - before, affected, rules: rules.filter((id) => /^registerdns-both$|^device-route-specificity$/.test(id)) };
  }

  test.each([
    ['a line above', (text: string) => `<!-- Berlin -->\n${text}`],
    ['another spelling of the same value', (text: string) => text.replace('true</RegisterDNS>', 'True</RegisterDNS>')],
    ['an element that no rule about both observes', (text: string) => text.replace('<AlwaysOn>true', '<AlwaysOn>false')],
  ])('%s reaches the user profile only, and its place is known', (_, edit) => {
    expect(edited(edit)).toEqual({ checks: 1, affected: false, rules: ['registerdns-both', 'device-route-specificity'] });
  });

  test.each([
    ['RegisterDNS', (text: string) => text.replace('true</RegisterDNS>', 'false</RegisterDNS>'), ['device-route-specificity']],
    ['a route', (text: string) => text.replace('10.0.0.0', '11.0.0.0'), ['registerdns-both']],
    ['a route in front of the others', (text: string) => text.replace(ROUTE, `<Route/>${ROUTE}`), ['registerdns-both', 'device-route-specificity']],
    ['the kind of tunnel', (text: string) => text.replace('<AlwaysOn>', '<DeviceTunnel>true</DeviceTunnel><AlwaysOn>'), []],
    ['something broken', (text: string) => text.replace('</VPNProfile>', ''), []],
  ])('%s reaches the device profile as well', (_, edit, rules) => {
    expect(edited(edit)).toEqual({ checks: 2, affected: true, rules });
  });
});

test('another host in a profile without a policy reaches the load balancer that it names', () => {
  const balancer = [
    'create ltm pool pool443 members add { 10.10.1.11:443 10.10.1.12:443 }',
    'create ltm virtual vs443_sstp destination 203.0.113.10:443 ip-protocol tcp profiles add { tcp } pool pool443 persist replace-all-with { ssl }',
  ];
  const sstp = (host: string): string =>
    `<VPNProfile><NativeProfile><Servers>${host}</Servers><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n`;
  const workspace = workspaceOf(parseFixture(files({ 'sstp.tmsh': `${balancer.join('\n')}\n`, 'user.xml': sstp('10.10.1.12') })));
  expect(findingsOf(workspace, 'server-name-vs-vip')).toHaveLength(1);
  expect(workspace.setFile({ uri: `${ROOT}/user.xml`, text: sstp('vpn.fabrikam.com') })).toBe(true);
  expect(findingsOf(workspace, 'server-name-vs-vip')).toEqual([]);
});

test('documents inside a file are not told of as files, however few stay at hand', () => {
  const workspace = workspaceOf({ files: [] }, [ROOT], AT_REST);
  const inside = ['Group2', 'ECP384', 'Group14'].map((group) => `$profile = @'\n${profile({ DHGroup: group })}'@\n`);
  workspace.setFile({ uri: `${ROOT}/client/deploy.ps1`, text: inside.join('') });
  expect([...workspace.takeTouched()]).toEqual([`${ROOT}/client/deploy.ps1`]);
});

test('a finding of the client stays while only the text around its server changes', () => {
  const workspace = workspaceOf(parseFixture(files({ 'client/a.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': server() })));
  const [before] = findingsOf(workspace, 'policy-mismatch');
  workspace.setFile({ uri: `${ROOT}/server/rras.ps1`, text: `# moved\n${server()}` });
  const [after] = findingsOf(workspace, 'policy-mismatch');
  expect(after?.message).toBe(before?.message);
  const related = after?.related[0]?.at ?? expect.fail('no related place');
  expect(textOf(related.file.text, related.span)).toBe('Group14');
  expect(workspace.current(related)?.span.start).toBe(related.span.start + '# moved\n'.length);
});

describe('while files are still being read', () => {
  const all = files({ 'client/a.xml': profile({ DHGroup: 'Group2' }), 'server/rras.ps1': server(), 'aovpn.json': '{ "rules": { "crypto-week": "off" } }' });

  /** A workspace of which not every file has been read yet. */
  function unfinished(text: string): Workspace {
    const workspace = workspaceOf({ files: [] });
    workspace.setComplete(false);
    for (const file of parseFixture(text).files) workspace.setFile(file);
    return workspace;
  }

  /** The rules that report, those left out that find a profile cut down to its suite wanting. */
  const rules = (workspace: Workspace): string[] =>
    workspace.uris().flatMap((uri) => workspace.findings(uri).flatMap(({ rule: { id } }) => (/^(crypto|policy|config|suppression)-/.test(id) ? id : [])));

  test('nothing is compared, and what a file says by itself is there', () => {
    const workspace = unfinished(all);
    expect(rules(workspace)).toEqual(['crypto-weak', 'config-unknown-rule']);
    workspace.setComplete(true);
    expect(rules(workspace).sort()).toEqual(['config-unknown-rule', 'crypto-weak', 'policy-mismatch', 'policy-mismatch']);
    workspace.setComplete(false);
    expect(rules(workspace)).toEqual(['crypto-weak', 'config-unknown-rule']);
  });

  test('a fix does not reach for files whose partners are not known yet', () => {
    const [weak] = findingsOf(
      unfinished(files({ 'client/a.xml': profile({ DHGroup: 'Group2' }), 'server/rras.ps1': server({ DHGroup: 'Group2' }) })),
      'crypto-weak',
    );
    expect(weak?.fixes().map(({ title }) => title)).toEqual(['Use Group14 here; the other side must say the same']);
  });

  const pinned = '{ "deployments": [{ "name": "berlin", "clients": ["client/*.xml"], "servers": ["server/*.ps1"] }] }';
  test('a glob is not called empty', () => {
    expect(rules(unfinished(files({ 'aovpn.json': pinned, 'server/rras.ps1': server() })))).toEqual([]);
  });
  test('a suppression of something across files is not called unused', () => {
    expect(rules(unfinished(`=== client/a.xml\n<!-- aovpn-disable policy-mismatch: being replaced -->\n${profile({ DHGroup: 'ECP384' })}`))).toEqual([]);
  });
});
