import { describe, expect, test } from 'vitest';
import { normalisedBalancer } from '../../server/src/model/load-balancer/normalised.ts';
import { edited, IKE, SSTP } from '../../server/src/rules/load-balancer/examples.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { applied, parseFixture, workspaceOf } from '../support/fixture.ts';

const FORMS = ['f5', 'tmsh', 'citrix', 'kemp'] as const;
type Form = (typeof FORMS)[number];
type Edits = readonly (readonly [from: string | RegExp, to: string])[];

/** Both ports of IKE and SSTP, in one file of each notation. */
const whole = (form: Form): string =>
  IKE[form] +
  SSTP[form]
    .replace(/^===.*\n/, '')
    .replaceAll(/^add server .*\n/gm, '')
    .replace('SSL_BRIDGE\n', 'SSL_BRIDGE -usip YES\n');

const modelOf = (text: string): unknown => {
  const workspace = workspaceOf(parseFixture(text));
  const balancer = workspace.uris().map((uri) => workspace.analysisOf(uri)?.reading.facts.loadBalancer)[0];
  return balancer && normalisedBalancer(balancer);
};

const rulesOf = (text: string): string[] => {
  const workspace = workspaceOf(parseFixture(text));
  return [...new Set(workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule }) => rule.id)))].sort();
};

/** A text after the best fix of the first finding that has one, again and again. */
const repaired = (text: string): { readonly model: unknown; readonly left: readonly string[] } => {
  let files: readonly SourceFile[] = parseFixture(text).files;
  for (let step = 0; step < 16; step++) {
    const workspace = workspaceOf({ files });
    const findings = files.flatMap(({ uri }) => workspace.findings(uri));
    const finding = findings.find(({ fixes }) => fixes().length > 0);
    const [fix] = finding?.fixes() ?? [];
    if (!finding || !fix) {
      const balancer = workspace.analysisOf(files[0]?.uri ?? '')?.reading.facts.loadBalancer;
      return { model: balancer && normalisedBalancer(balancer), left: findings.map(({ message }) => message) };
    }
    files = applied(workspace, finding, fix.title);
  }
  return { model: undefined, left: ['fixes without end'] };
};

/** The same mistake in each notation, and what it is called. */
const MISTAKES: readonly (readonly [what: string, rule: string, edits: Record<Form, Edits>])[] = [
  [
    'no listener for UDP 4500',
    'lb-ikev2-pair',
    {
      f5: [[/ltm virtual .Common.vs4500 \{[^]*?\n\}\n/, '']],
      tmsh: [[/create ltm virtual vs4500.*\n/, '']],
      citrix: [
        ['add lb vserver vs4500 UDP 203.0.113.10 4500\n', ''],
        ['bind lb vserver vs4500 sg4500\n', ''],
        ['bind lb group ike vs4500\n', ''],
      ],
      kemp: [
        [/New-AdcVirtualService.*-VSPort 4500.*\n(New-AdcRealServer.*-VSPort 4500.*\n)+/, ''],
        [/\$ike = .*\n.*FollowVSID.*\n/, ''],
      ],
    },
  ],
  [
    'nothing ties the ports',
    'lb-ikev2-persistence',
    {
      f5: [['    match-across-services enabled\n', '']],
      tmsh: [['match-across-services enabled ', '']],
      citrix: [[/add lb group.*\nbind lb group.*\nbind lb group.*\n/, '']],
      kemp: [[/\$ike = .*\n.*FollowVSID.*\n/, '']],
    },
  ],
  [
    'persistence by TLS session',
    'lb-ikev2-persist-type',
    {
      f5: [['persistence source-addr /Common/ike {\n    defaults-from /Common/source_addr', 'persistence ssl /Common/ike {\n    defaults-from /Common/ssl']],
      tmsh: [['persistence source-addr', 'persistence ssl']],
      citrix: [['-persistenceType SOURCEIP', '-persistenceType COOKIEINSERT']],
      kemp: [
        ['-Persist src', '-Persist ssl'],
        ['-Persist src', '-Persist ssl'],
      ],
    },
  ],
  [
    'records that end after two minutes',
    'lb-ikev2-persist-timeout',
    {
      f5: [['timeout 3600', 'timeout 120']],
      tmsh: [['timeout 3600', 'timeout 120']],
      citrix: [['ike -persistenceType SOURCEIP -timeout 60', 'ike -persistenceType SOURCEIP -timeout 2']],
      kemp: [
        ['-PersistTimeout 3600', '-PersistTimeout 120'],
        ['-PersistTimeout 3600', '-PersistTimeout 120'],
      ],
    },
  ],
  [
    'source translation',
    'lb-ikev2-snat',
    {
      f5: [['type none', 'type automap']],
      tmsh: [['type none', 'type automap']],
      citrix: [['-usip YES', '-usip NO']],
      kemp: [['-Transparent $true', '-Transparent $false']],
    },
  ],
  [
    'another port of a server',
    'lb-ikev2-protocol',
    {
      f5: [['10.10.1.12:4500', '10.10.1.12:500']],
      tmsh: [['10.10.1.12:4500', '10.10.1.12:500']],
      citrix: [['vpn2 4500', 'vpn2 500']],
      kemp: [['-RealServer 10.10.1.12 -RealServerPort 4500', '-RealServer 10.10.1.12 -RealServerPort 500']],
    },
  ],
  [
    'a server for one port only',
    'lb-ikev2-pools-differ',
    {
      f5: [[/ {8}.Common.10.10.1.12:4500 \{\n.*\n.*\n/, '']],
      tmsh: [[' 10.10.1.12:4500', '']],
      citrix: [['bind serviceGroup sg4500 vpn2 4500\n', '']],
      kemp: [[/New-AdcRealServer.*10.10.1.12 -RealServerPort 4500\n/, '']],
    },
  ],
  [
    'a test of UDP over TCP',
    'lb-ikev2-monitor',
    {
      f5: [['/Common/gateway_icmp', '/Common/tcp']],
      tmsh: [['monitor gateway_icmp', 'monitor tcp']],
      citrix: [['-monitorName ping', '-monitorName tcp']],
      kemp: [['-CheckType icmp', '-CheckType tcp']],
    },
  ],
  [
    'a test of SSTP over TCP',
    'lb-sstp-monitor-tcp',
    {
      f5: [['    monitor /Common/sstp_head', '    monitor /Common/tcp']],
      tmsh: [['monitor sstp_head\n', 'monitor tcp\n']],
      citrix: [['-monitorName sstp_head', '-monitorName tcp']],
      kemp: [['-CheckType https', '-CheckType tcp']],
    },
  ],
  [
    'a path without its slash',
    'lb-sstp-monitor-path',
    Object.fromEntries(FORMS.map((form) => [form, [['ADCD75}/', 'ADCD75}']]])) as unknown as Record<Form, Edits>,
  ],
  [
    'the wrong status',
    'lb-sstp-monitor-code',
    {
      f5: [['HTTP/1.1 401', 'HTTP/1.1 200']],
      tmsh: [['HTTP/1.1 401', 'HTTP/1.1 200']],
      citrix: [['-respCode 401', '-respCode 200']],
      kemp: [["-CheckCodes '401'", "-CheckCodes '403'"]],
    },
  ],
  [
    'GET',
    'lb-sstp-monitor-method',
    {
      f5: [['"HEAD ', '"GET ']],
      tmsh: [['"HEAD ', '"GET ']],
      citrix: [['"HEAD ', '"GET ']],
      kemp: [['-CheckUseGet 0', '-CheckUseGet 1']],
    },
  ],
];

describe('one deployment in four notations', () => {
  test.each(FORMS)('%s has no finding', (form) => {
    expect(rulesOf(whole(form))).toEqual([]);
  });

  test.each(FORMS.slice(1))('%s says the same as the object form of F5', (form) => {
    expect(modelOf(whole(form))).toEqual(modelOf(whole('f5')));
  });

  describe.each(MISTAKES)('%s', (_, rule, edits) => {
    test.each(FORMS)(`in %s is ${rule}`, (form) => {
      expect(rulesOf(edited(whole(form), ...edits[form]))).toEqual([rule]);
    });
  });

  describe.each(MISTAKES)('%s is repaired', (_what, _rule, edits) => {
    test.each(FORMS)('in %s', (form) => {
      const { model, left } = repaired(edited(whole(form), ...edits[form]));
      expect(left).toEqual([]);
      expect(model).toEqual(modelOf(whole(form)));
    });
  });

  test.each(FORMS)('any two of them are repaired in %s', { timeout: 60_000 }, (form) => {
    for (const [index, [, , first]] of MISTAKES.entries())
      for (const [, , second] of MISTAKES.slice(index + 1)) {
        const both = [...first[form], ...second[form]];
        // One may leave no place for the other.
        const text = attempted(() => edited(whole(form), ...both));
        if (text !== undefined) expect(repaired(text).left).toEqual([]);
      }
  });
});

function attempted(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
