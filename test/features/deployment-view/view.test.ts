import { describe, expect, test } from 'vitest';
import { LineIndex } from '../../../server/src/core/line-index.ts';
import type { Location } from '../../../server/src/core/source-file.ts';
import { deploymentView } from '../../../server/src/features/deployment-view/deployment-view.ts';
import { asCsv } from '../../../server/src/features/deployment-view/export-csv.ts';
import { asMarkdown } from '../../../server/src/features/deployment-view/export-markdown.ts';
import type { DeploymentView } from '../../../server/src/features/deployment-view/view.ts';
import { IKE, SSTP } from '../../../server/src/rules/load-balancer/examples.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { AT_REST, parseFixture, ROOT, workspaceOf } from '../../support/fixture.ts';
import { client, files, profile, server } from '../../support/policies.ts';

const place = ({ file, span }: Location): string => `${file.uri.slice(ROOT.length + 1)}:${new LineIndex(file.text).positionAt(span.start).line + 1}`;

type Contents = Readonly<Record<string, string>>;

const workspaceWith = (contents: Contents): Workspace => workspaceOf(parseFixture(files(contents)));

function viewOf(contents: Contents, path: string, key?: string): DeploymentView<Location> {
  const shown = deploymentView(workspaceWith(contents), `${ROOT}/${path}`, key);
  if (!shown) throw new Error(`${path} belongs to no deployment`);
  return shown.view;
}

/** The boxes of a stage with their health and what is said of them. */
const stage = (view: DeploymentView<Location>, id: string): string[] =>
  (view.path.stages.find((each) => each.id === id)?.boxes ?? []).map(({ title, health, lines }) => `${title}: ${health}; ${lines.join('; ')}`);

/** What is wrong with the boxes of a stage, weightiest first, in short. */
const wrong = (view: DeploymentView<Location>, id: string): string[] =>
  (view.path.stages.find((each) => each.id === id)?.boxes ?? []).flatMap(({ problems }) =>
    problems.map(({ text, severity }) => `${severity}: ${text.slice(0, 40)}`),
  );

/** The cells of a row, column by column. */
const row = (view: DeploymentView<Location>, title: string): string[] => {
  const index = view.matrix.rows.findIndex((each) => each.title === title);
  return view.matrix.columns.map(({ cells }) => `${cells[index]?.text ?? ''} ${cells[index]?.state ?? ''}`.trim());
};

const BALANCER = IKE.f5.replace(/^===.*\n/, '') + SSTP.f5.replace(/^===.*\n/, '');
const FIREWALL = `New-NetFirewallRule -DisplayName IKE -Direction Inbound -Protocol UDP -LocalPort 500,4500 -Action Allow
New-NetFirewallRule -DisplayName Web -Protocol TCP -LocalPort 443 -Action Block
`;
const WHOLE: Contents = {
  'client/a.xml': profile(),
  'client/b.xml': profile({ DHGroup: 'Group2' }, 'Automatic'),
  'client/c.xml': profile(),
  'server/rras.ps1': server(),
  'server/firewall.ps1': FIREWALL,
  'lb/bigip.conf': BALANCER,
};

test('an error that has nothing to do with the policies comes before a warning about them, and nothing is called fine', () => {
  const value = (line: string): string => server().trimEnd() + `\n${line}\n`;
  const contents = {
    'client/a.xml': profile({ PfsGroup: 'PFS2' }).replace(
      '</NativeProfile>',
      '<DisableClassBasedDefaultRoute>yes</DisableClassBasedDefaultRoute></NativeProfile>',
    ),
    'server/rras.ps1': value(
      `New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters' -Name EnableServerFragmentation -Value 1`,
    ).replace('PFS2048', 'PFS2'),
  };
  const view = viewOf(contents, 'client/a.xml');
  expect(stage(view, 'clients')).toEqual(['a.xml: broken; ProfileXML: agree, apart from other errors']);
  const weak = 'warning: PfsGroup PFS2 is group 2, 1024-bit MODP.';
  expect(wrong(view, 'clients')).toEqual(['error: DisableClassBasedDefaultRoute is a switc', weak]);
  expect(wrong(view, 'servers')).toEqual(['error: EnableServerFragmentation has no effect ', weak]);
});

test('a deployment with everything, as a document', () => {
  expect(asMarkdown(viewOf(WHOLE, 'client/a.xml'), place)).toMatchInlineSnapshot(`
    "# project

    project: 3 clients, 1 server: 1 client will fail with 13868 when IKEv2 is tried (DHGroup)

    ## The path of a packet

    ### Clients

    - **b.xml**: Broken (\`client/b.xml:1\`)
      - ProfileXML: will fail with 13868 when IKEv2 is tried (DHGroup)
      - Warning: DHGroup is Group2 here but Group14 on the server (rras.ps1). IKEv2 main mode fails whenever this profile tries IKEv2 (error 13868, or 800 under Automatic): use one value on both sides. Compared with rras.ps1: the only server policy in project.
      - Warning: DHGroup Group2 is group 2, 1024-bit MODP. Microsoft calls 1024-bit MODP not secure; RFC 8247 section 2.4 says SHOULD NOT and expects MUST NOT to follow.
    - **a.xml**: OK (\`client/a.xml:1\`)
      - and 1 more that say the same
      - ProfileXML: agree

    ### Ports

    - **UDP 500**: OK (\`server/firewall.ps1:1\`)
      - IKE, the first packets
      - Windows Firewall lets it in (firewall.ps1)
    - **UDP 4500**: OK (\`server/firewall.ps1:1\`)
      - IKE and ESP behind NAT, that is nearly always
      - Windows Firewall lets it in (firewall.ps1)
    - **TCP 443**: Broken (\`server/firewall.ps1:2\`)
      - SSTP
      - Windows Firewall blocks it (firewall.ps1)
      - Error: A rule of firewall.ps1 blocks TCP 443.

    ### Load balancer

    - **/Common/vs500**: OK (\`lb/bigip.conf:28\`)
      - bigip.conf: 203.0.113.10, UDP 500
      - To 10.10.1.11 or 10.10.1.12
      - The server sees the client's own address
      - The same client's packets to port 4500 go to the same server until 3600 seconds pass without traffic
      - Servers are tested by ICMP
    - **/Common/vs4500**: OK (\`lb/bigip.conf:45\`)
      - bigip.conf: 203.0.113.10, UDP 4500
      - To 10.10.1.11 or 10.10.1.12
      - The server sees the client's own address
      - The same client's packets to port 500 go to the same server until 3600 seconds pass without traffic
      - Servers are tested by ICMP
    - **/Common/vs443\\_sstp**: OK (\`lb/bigip.conf:81\`)
      - bigip.conf: 203.0.113.10, TCP 443
      - To 10.10.1.11 or 10.10.1.12
      - The server sees the client's own address
      - TLS ends on the server
      - A client stays with its server by its TLS session and its address
      - Servers are tested by the request that SSTP answers
    - **ICMP to the servers**: Unknown
      - Tests of the load balancer
      - No New-NetFirewallRule of this deployment says whether it is let in

    ### Servers

    - **rras.ps1**: Broken (\`server/rras.ps1:1\`)
      - Server cmdlet: 1 of 3 clients is broken

    ## Policies

    | Value | a.xml and 1 more<br>client, ProfileXML: agree | b.xml<br>client, ProfileXML: will fail with 13868 when IKEv2 is tried (DHGroup) | rras.ps1<br>server, Server cmdlet: 1 of 3 clients is broken |
    | --- | --- | --- | --- |
    | EncryptionMethod | AES128 | AES128 | AES128 |
    | IntegrityCheckMethod | SHA256 | SHA256 | SHA256 |
    | **DHGroup** | Group14 | **Group2** (differs) | **Group14** (differs) |
    | CipherTransformConstants | AES128 | AES128 | AES128 |
    | AuthenticationTransformConstants | SHA256128 | SHA256128 | SHA256128 |
    | PfsGroup | PFS2048 | PFS2048 | PFS2048 |
    | Protocol | IKEv2 | Automatic | IKEv2 |
    | Authentication | not stated | not stated | not known |
    | Routing | SplitTunnel | SplitTunnel |  |

    - rras.ps1: No command of its script that is read says which methods it accepts.

    ## Negotiation

    ### b.xml with rras.ps1

    b.xml (\`client/b.xml:1\`), rras.ps1 (\`server/rras.ps1:1\`).

    IKEv2 main mode fails: DHGroup is Group2 on the client and Group14 on the server. The client shows error 13868. How sure: documented.

    Main mode: stops here

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | EncryptionMethod | AES128 | AES128 | agree on AES128 |
    | IntegrityCheckMethod | SHA256 | SHA256 | agree on SHA256 |
    | DHGroup | Group2 | Group14 | differs |

    Quick mode (first child SA): is not reached

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | CipherTransformConstants | AES128 | AES128 | agree on AES128 |
    | AuthenticationTransformConstants | SHA256128 | SHA256128 | agree on SHA256128 |

    Rekey: is not reached

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | PfsGroup | PFS2048 | PFS2048 | agree on PFS2048 |

    - The connection may use another protocol; this holds whenever it tries IKEv2, and under Automatic the client shows error 800 instead.

    ### a.xml with rras.ps1

    a.xml (\`client/a.xml:1\`), rras.ps1 (\`server/rras.ps1:1\`).

    They agree in every phase: the policy is no reason for the connection to fail. How sure: documented.

    Main mode: succeeds

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | EncryptionMethod | AES128 | AES128 | agree on AES128 |
    | IntegrityCheckMethod | SHA256 | SHA256 | agree on SHA256 |
    | DHGroup | Group14 | Group14 | agree on Group14 |

    Quick mode (first child SA): succeeds

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | CipherTransformConstants | AES128 | AES128 | agree on AES128 |
    | AuthenticationTransformConstants | SHA256128 | SHA256128 | agree on SHA256128 |

    Rekey: succeeds

    | Value | Client | Server |  |
    | --- | --- | --- | --- |
    | PfsGroup | PFS2048 | PFS2048 | agree on PFS2048 |

    1 more come to the same.
    "
  `);
});

test('its table, for a spreadsheet', () => {
  expect(asCsv(viewOf(WHOLE, 'client/a.xml'), place)).toMatchInlineSnapshot(`
    "Kind,Name,Place,Detail,EncryptionMethod,IntegrityCheckMethod,DHGroup,CipherTransformConstants,AuthenticationTransformConstants,PfsGroup,Protocol,Authentication,Routing,Differs in
    client,a.xml,client/a.xml:1,ProfileXML: agree,AES128,SHA256,Group14,AES128,SHA256128,PFS2048,IKEv2,not stated,SplitTunnel,
    client,c.xml,client/c.xml:1,ProfileXML: agree,AES128,SHA256,Group14,AES128,SHA256128,PFS2048,IKEv2,not stated,SplitTunnel,
    client,b.xml,client/b.xml:1,ProfileXML: will fail with 13868 when IKEv2 is tried (DHGroup),AES128,SHA256,Group2,AES128,SHA256128,PFS2048,Automatic,not stated,SplitTunnel,DHGroup
    server,rras.ps1,server/rras.ps1:1,Server cmdlet: 1 of 3 clients is broken,AES128,SHA256,Group14,AES128,SHA256128,PFS2048,IKEv2,not known,,DHGroup
    "
  `);
});

describe('which deployment a file belongs to', () => {
  test('every file of it leads to the same one, also while the others are put away', () => {
    const { files: all } = parseFixture(files(WHOLE));
    const workspace = workspaceOf({ files: all }, [ROOT], AT_REST);
    const shown = all.map(({ uri }) => deploymentView(workspace, uri));
    const [first] = shown;
    for (const each of shown) expect(each?.view && asMarkdown(each.view, place)).toEqual(first?.view && asMarkdown(first.view, place));
  });

  test('a file of two deployments shows the first, or the one that is asked for', () => {
    const project = JSON.stringify({
      deployments: ['Paris', 'Berlin'].map((name) => ({ name, clients: [`${name}.xml`], servers: ['shared.ps1'] })),
    });
    const contents = { 'aovpn.json': project, 'Paris.xml': profile(), 'Berlin.xml': profile({ DHGroup: 'ECP384' }), 'shared.ps1': server() };
    const shown = deploymentView(workspaceWith(contents), `${ROOT}/shared.ps1`);
    expect(shown?.choices.map(({ title }) => title).sort()).toEqual(['Berlin', 'Paris']);
    const berlin = shown?.choices.find(({ title }) => title === 'Berlin')?.key;
    expect(viewOf(contents, 'shared.ps1', berlin).summary).toBe('Berlin: 1 client, 1 server: will fail with 13868 (DHGroup)');
  });

  test('a file that says nothing of a VPN belongs to none', () => {
    expect(deploymentView(workspaceWith({ 'a.xml': '<root/>' }), `${ROOT}/a.xml`)).toBeUndefined();
    expect(deploymentView(workspaceWith({ 'a.xml': profile() }), `${ROOT}/none.xml`)).toBeUndefined();
  });

  test('a client without a server, and a server without a client, say what to do next', () => {
    const alone = viewOf({ 'a.ps1': client() }, 'a.ps1');
    expect([alone.summary, alone.health, alone.advice?.slice(0, 44)]).toEqual([
      'a.ps1: no server policy is known',
      'unknown',
      'No server policy is known for this client. P',
    ]);
    expect(stage(alone, 'servers')).toEqual(['No server is known: unknown; No script or captured output states its policy']);
    const idle = viewOf({ 'a.ps1': server() }, 'a.ps1');
    expect([idle.summary, idle.advice?.slice(0, 36)]).toEqual(['a.ps1: no client is known', 'No client is known for this server. ']);
  });

  test('what is superseded in its file, or is another tunnel, takes no part', () => {
    const view = viewOf({ 'a.xml': profile(), 's.ps1': server({ DHGroup: 'ECP384' }) + server() }, 'a.xml');
    expect(view.matrix.columns.map(({ title, health }) => `${title} ${health}`)).toEqual(['a.xml ok', 's.ps1 ok']);
  });
});

describe('the ports', () => {
  const ports = (firewall: string, protocol = 'IKEv2'): string[] =>
    stage(viewOf({ 'client/a.xml': profile({}, protocol), 'server/s.ps1': server(), 'server/f.ps1': firewall }, 'client/a.xml'), 'ports').map((text) =>
      text.replace(/; .*; /, ', '),
    );

  test('are those that the clients use', () => {
    const unstated = 'No New-NetFirewallRule of this deployment says whether it is let in';
    expect(ports('', 'IKEv2')).toEqual([`UDP 500: unknown, ${unstated}`, `UDP 4500: unknown, ${unstated}`]);
    expect(ports('', 'Automatic').map((text) => text.split(':')[0])).toEqual(['UDP 500', 'UDP 4500', 'TCP 443']);
  });

  test.each([
    ['-Protocol UDP -LocalPort 500,4500', ['ok', 'ok']],
    ['-Protocol UDP -LocalPort 400-600', ['ok', 'unknown']],
    ['-Protocol UDP -LocalPort 500 -Action Block', ['broken', 'unknown']],
    ['-Protocol UDP -LocalPort 500 -RemoteAddress 10.0.0.0/8', ['unknown', 'unknown']],
    ['-Protocol UDP -LocalPort 500 -Enabled False', ['unknown', 'unknown']],
    ['-Protocol UDP -LocalPort 500 -Direction Outbound', ['unknown', 'unknown']],
    ['-Protocol TCP -LocalPort 500', ['unknown', 'unknown']],
    ['-Protocol UDP -LocalPort $port', ['unknown', 'unknown']],
    ['-Protocol 17', ['ok', 'ok']],
    ['-LocalPort Any', ['ok', 'ok']],
    ['@rule', ['unknown', 'unknown']],
    ['-Protocol UDP -LocalPort 500 -WhatIf', ['unknown', 'unknown']],
  ])('New-NetFirewallRule -DisplayName x %s', (parameters, expected) => {
    expect(ports(`New-NetFirewallRule -DisplayName x ${parameters}\n`).map((text) => /: (\w+)/.exec(text)?.[1])).toEqual(expected);
  });

  test('a rule that blocks counts before one that allows, and a condition makes it uncertain', () => {
    const allow = 'New-NetFirewallRule -DisplayName x -Protocol UDP -LocalPort 500\n';
    expect(ports(allow + allow.trim() + ' -Action Block\n')[0]).toMatch(/^UDP 500: broken/);
    expect(ports(`if ($x) { ${allow.trim()} }\n`)[0]).toMatch(/^UDP 500: unknown, Windows Firewall lets some of it in/);
  });

  test('a rule of a client script says nothing of the server', () => {
    const view = viewOf({ 'client/a.xml': profile(), 'client/f.ps1': FIREWALL, 'server/s.ps1': server() }, 'client/a.xml');
    expect(stage(view, 'ports')[0]).toMatch(/^UDP 500: unknown/);
  });

  test('without a listener for one the picture says so', () => {
    const view = viewOf({ ...WHOLE, 'lb/bigip.conf': IKE.f5.replace(/^===.*\n/, '') }, 'client/b.xml');
    expect(stage(view, 'balancers')).toContain('No listener for TCP 443: unknown; None of the files of the load balancer that are read has one');
  });
});

describe('the matrix', () => {
  const without = profile().replace(/<CryptographySuite>.*<\/CryptographySuite>/, '');

  test('says of what is not stated what is taken instead, and where two sides surely fail', () => {
    const view = viewOf({ 'a.xml': without, 's.ps1': 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n' }, 'a.xml');
    expect(row(view, 'DHGroup')).toEqual(['Group2 differs', 'Group14 differs']);
    expect(row(view, 'EncryptionMethod')).toEqual(['DES3, AES128, AES192, AES256, perhaps AES_GCM_128, AES_GCM_256 unknown', 'AES256 unknown']);
    expect(row(view, 'CipherTransformConstants')).toEqual(['AES256, AES128, DES3, DES, None unknown', 'not stated unknown']);
    expect(view.matrix.columns.map(({ cells }) => cells[0]?.note)).toEqual([
      'Not stated: without a policy of its own Windows offers this by itself.',
      'Not stated: the cmdlet takes this for what it is not given (inferred).',
    ]);
    expect(row(view, 'Protocol')).toEqual(['IKEv2 plain', 'IKEv2 plain']);
  });

  test('two spellings of one algorithm are the same', () => {
    const gcm = { CipherTransformConstants: 'GCMAES256', AuthenticationTransformConstants: 'GCMAES256' };
    const view = viewOf({ 'a.xml': profile({ EncryptionMethod: 'AES_GCM_256', ...gcm }), 's.ps1': server({ EncryptionMethod: 'GCMAES256', ...gcm }) }, 'a.xml');
    expect(row(view, 'EncryptionMethod')).toEqual(['AES_GCM_256 same', 'GCMAES256 same']);
  });

  test('what may be the same is not called different', () => {
    const view = viewOf({ 'a.xml': profile(), 's.ps1': server({ DHGroup: '$group' }) }, 'a.xml');
    expect(row(view, 'DHGroup')).toEqual(['Group14 unknown', 'not known unknown']);
    expect(view.health).toBe('unknown');
  });

  test('clients that say the same share a column, whatever their number', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`client/${index}.xml`, profile(index === 7 ? { DHGroup: 'ECP384' } : {})]));
    const { matrix, path } = viewOf({ ...many, 'server/s.ps1': server() }, 'server/s.ps1');
    expect(matrix.columns.map(({ kind, members }) => `${kind} ${members.length}`)).toEqual(['client 199', 'client 1', 'server 1']);
    expect(path.stages[0]?.boxes.map(({ title, health }) => `${title} ${health}`)).toEqual(['7.xml broken', '0.xml ok']);
  });

  test('of very many clients the first are shown, and the rest is counted', () => {
    const many = Object.fromEntries(Array.from({ length: 310 }, (_, index) => [`client/${String(index).padStart(3, '0')}.xml`, profile()]));
    const { matrix, summary } = viewOf({ ...many, 'server/s.ps1': server() }, 'server/s.ps1');
    expect(summary).toBe('project: 300 clients, 1 server: agree. 10 more clients are not looked at.');
    expect(matrix).toMatchObject({
      left: 10,
      columns: [{ members: { length: 300 } }, { kind: 'server' }],
    });
  });

  test('a baseline has a column', () => {
    const view = viewOf({ 'aovpn.json': '{ "baseline": "cnsa-1" }', 'a.xml': profile(), 's.ps1': server() }, 'a.xml');
    expect(view.matrix.columns.map(({ kind, title }) => `${kind} ${title}`)).toEqual(['client a.xml', 'server s.ps1', 'baseline Baseline']);
    expect(row(view, 'DHGroup').at(-1)).toBe('ECP384 plain');
  });

  test('a value with a finding offers its fix', () => {
    const view = viewOf({ 'a.xml': profile({ DHGroup: 'ECP384' }), 's.ps1': server() }, 'a.xml');
    const fixable = view.matrix.rows.filter((_, index) => view.matrix.columns[0]?.cells[index]?.fixable).map(({ title }) => title);
    expect(fixable).toEqual(['DHGroup']);
  });
});

describe('exports', () => {
  test('names that mean something to Markdown or a spreadsheet do not', () => {
    const view = viewOf({ '=1+1|[x](y).xml': profile({ DHGroup: 'ECP384' }), 's.ps1': server() }, '=1+1|[x](y).xml');
    expect(asMarkdown(view, place)).toContain('| Value | =1+1\\|\\[x\\](y).xml<br>client');
    expect(asCsv(view, place)).toContain("client,'=1+1|[x](y).xml,'=1+1|[x](y).xml:1,");
  });
});
