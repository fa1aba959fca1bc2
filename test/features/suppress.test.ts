import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { suppressActions, type SuppressAction } from '../../server/src/features/suppress.ts';
import { RULES } from '../../server/src/rules/index.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { findingsOf, parseFixture, printed, ROOT, workspaceOf } from '../support/fixture.ts';
import { files, profile, server } from '../support/policies.ts';

/** The files of a workspace after an action, which may make a new one. */
function after(workspace: Workspace, { edits }: SuppressAction, before: readonly SourceFile[]): SourceFile[] {
  const uris = new Set([...before.map(({ uri }) => uri), ...edits.map(({ file }) => file.uri)]);
  return [...uris].map((uri) => ({
    uri,
    text: applyEdits(
      before.find((file) => file.uri === uri)?.text ?? '',
      edits.filter(({ file }) => file.uri === uri),
    ),
  }));
}

const LINE = /^Suppress .* on this line$/;
const FILE = /^Suppress .* in this file$/;

/** What the actions for the only finding of a rule make of the file, each by its title. */
function offered(rule: string, text: string): Record<string, string> {
  const { files: before } = parseFixture(text);
  const workspace = workspaceOf({ files: before });
  const [finding] = findingsOf(workspace, rule);
  const actions = suppressActions(workspace, finding ? [finding] : expect.fail(`no ${rule}`));
  return Object.fromEntries(
    actions.map((action) => {
      const changed = after(workspace, action, before);
      expect(findingsOf(workspaceOf({ files: changed }), rule)).toEqual([]);
      return [action.title, printed(changed)];
    }),
  );
}

const weak = server({ DHGroup: 'Group2' });
const SUITE = 'Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2 -EncryptionMethod AES256';

describe('a comment goes', () => {
  const onLine = (rule: string, before: string): string | undefined => offered(rule, before)[`Suppress ${rule} on this line`];

  test.each([
    ['above a command', `Write-Host\n${SUITE}\n`, `Write-Host\n# aovpn-disable-next-line crypto-weak\n${SUITE}\n`],
    ['above the first line', `${SUITE}\n`, `# aovpn-disable-next-line crypto-weak\n${SUITE}\n`],
    [
      'in the indentation and with the line ends of the file',
      `if ($x) {\r\n\t${SUITE}\r\n}\r\n`,
      `if ($x) {\r\n\t# aovpn-disable-next-line crypto-weak\r\n\t${SUITE}\r\n}\r\n`,
    ],
    [
      'above the entry of a hashtable',
      "$p = @{\n  EncryptionMethod = 'AES256'\n  DHGroup = 'Group2'\n}\nSet-VpnServerConfiguration -CustomPolicy @p\n",
      "$p = @{\n  EncryptionMethod = 'AES256'\n  # aovpn-disable-next-line crypto-weak\n  DHGroup = 'Group2'\n}\nSet-VpnServerConfiguration -CustomPolicy @p\n",
    ],
    [
      'above a command of several lines, which takes none between its lines',
      'Write-Host\nSet-VpnServerConfiguration -CustomPolicy `\n  -DHGroup Group2 `\n  -EncryptionMethod AES256\n',
      'Write-Host\n# aovpn-disable-next-line crypto-weak\nSet-VpnServerConfiguration -CustomPolicy `\n  -DHGroup Group2 `\n  -EncryptionMethod AES256\n',
    ],
    [
      'into one that is there for the same line',
      `# aovpn-disable-next-line crypto-broken -- old\n${SUITE.replace('AES256', 'DES')}\n`,
      `# aovpn-disable-next-line crypto-broken crypto-weak -- old\n${SUITE.replace('AES256', 'DES')}\n`,
    ],
    [
      'into one behind the line',
      `${SUITE.replace('AES256', 'DES')} # aovpn-disable-line crypto-broken\n`,
      `${SUITE.replace('AES256', 'DES')} # aovpn-disable-line crypto-broken crypto-weak\n`,
    ],
  ])('%s', (_, before, expected) => {
    expect(onLine('crypto-weak', `=== s.ps1\n${before}`)).toBe(`=== s.ps1\n${expected}`);
  });

  test('between elements', () => {
    const before =
      '<VPNProfile>\n  <NativeProfile>\n    <NativeProtocolType>IKEv2</NativeProtocolType>\n    <CryptographySuite>\n      <DHGroup>Group2</DHGroup>\n    </CryptographySuite>\n  </NativeProfile>\n</VPNProfile>\n';
    const expected = before.replace('      <DHGroup>', '      <!-- aovpn-disable-next-line crypto-weak -->\n      <DHGroup>');
    expect(onLine('crypto-weak', `=== p.xml\n${before}`)).toBe(`=== p.xml\n${expected}`);
  });

  test('behind the line, where the one above is inside of a tag', () => {
    const before = '<VPNProfile>\n  <AlwaysOn\n  >True</AlwaysOn>\n</VPNProfile>\n';
    expect(onLine('xml-bool-value', `=== p.xml\n${before}`)).toBe(
      `=== p.xml\n${before.replace('</AlwaysOn>', '</AlwaysOn> <!-- aovpn-disable-line xml-bool-value -->')}`,
    );
  });

  test('nowhere, where there is no place for it', () => {
    const before = '<VPNProfile>\n  <AlwaysOn\n  >True</AlwaysOn><NativeProfile><Servers\n  >a</Servers></NativeProfile>\n</VPNProfile>\n';
    expect(Object.keys(offered('xml-bool-value', `=== p.xml\n${before}`))[0]).toBe('Suppress xml-bool-value in this file');
  });

  test.each([
    ['nothing before it', SUITE, `# aovpn-disable crypto-weak\n${SUITE}`],
    ['a line that has to be the first', `#!/usr/bin/env pwsh\n${SUITE}`, `#!/usr/bin/env pwsh\n# aovpn-disable crypto-weak\n${SUITE}`],
  ])('on top of a file with %s', (_, before, expected) => {
    expect(offered('crypto-weak', `=== s.ps1\n${before}`)['Suppress crypto-weak in this file']).toBe(`=== s.ps1\n${expected}`);
  });

  test.each([['a here-string', (xml: string) => `Write-Host\n$xml = @'\n${xml}'@\nNew-CimInstance -Property @{ ProfileXML = $xml }\n`]])(
    'for a profile in %s, above the statement that holds it',
    (_, around) => {
      const before = around('<VPNProfile>\n<AlwaysOn>True</AlwaysOn>\n</VPNProfile>\n');
      const workspace = workspaceOf(parseFixture(`=== s.ps1\n${before}`));
      expect(findingsOf(workspace, 'xml-bool-value')).toHaveLength(1);
      expect(onLine('xml-bool-value', `=== s.ps1\n${before}`)).toBe(
        `=== s.ps1\n${before.replace('$xml =', '# aovpn-disable-next-line xml-bool-value\n$xml =')}`,
      );
    },
  );

  test('below an XML declaration', () => {
    const before = '<?xml version="1.0"?>\n<VPNProfile><AlwaysOn>True</AlwaysOn></VPNProfile>\n';
    expect(offered('xml-bool-value', `=== p.xml\n${before}`)['Suppress xml-bool-value in this file']).toBe(
      `=== p.xml\n${before.replace('?>\n', '?>\n<!-- aovpn-disable xml-bool-value -->\n')}`,
    );
  });

  test('below the first line of a registry file and of a batch file', () => {
    const key = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]';
    const reg = `Windows Registry Editor Version 5.00\n\n${key}\n"EnableServerFragmentation"="1"\n`;
    expect(offered('reg-type', `=== a.reg\n${reg}`)['Suppress reg-type in this file']).toBe(
      `=== a.reg\n${reg.replace('5.00\n', '5.00\n; aovpn-disable reg-type\n')}`,
    );
    const batch =
      '@echo off\nreg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2 /v EnableServerFragmentation /t REG_SZ /d 1 /f\n';
    expect(offered('reg-type', `=== a.cmd\n${batch}`)['Suppress reg-type in this file']).toBe(
      `=== a.cmd\n${batch.replace('off\n', 'off\nrem aovpn-disable reg-type\n')}`,
    );
  });
});

describe('in the project file', () => {
  const off = (config: string | undefined, path = 's.ps1'): string | undefined => {
    const text = files({ ...(config !== undefined && { 'aovpn.json': config }), [path]: weak });
    const found = offered('crypto-weak', text)['Turn crypto-weak off in aovpn.json (everywhere here)'];
    return found && /=== aovpn\.json\n([^]*?)(?:=== |$)/.exec(found)?.[1];
  };

  test.each([
    [undefined, '{\n  "rules": {\n    "crypto-weak": "off"\n  }\n}\n'],
    ['', '{\n  "rules": {\n    "crypto-weak": "off"\n  }\n}\n'],
    ['{}\n', '{\n  "rules": {\n    "crypto-weak": "off"\n  }\n}\n'],
    ['{ "rules": { "crypto-weak": "error" } }\n', '{ "rules": { "crypto-weak": "off" } }\n'],
    ['{ "rules": { "reg-path": "error" } }\n', '{ "rules": { "reg-path": "error", "crypto-weak": "off" } }\n'],
    [
      '{\r\n\t"rules": {\r\n\t\t// known\r\n\t\t"reg-path": "error"\r\n\t}\r\n}\r\n',
      '{\r\n\t"rules": {\r\n\t\t// known\r\n\t\t"reg-path": "error",\r\n\t\t"crypto-weak": "off"\r\n\t}\r\n}\r\n',
    ],
    ['{\n  "exclude": ["x"],\n}\n', '{\n  "exclude": ["x"],\n  "rules": {\n    "crypto-weak": "off"\n  },\n}\n'],
  ])('%j', (config, expected) => {
    expect(off(config)).toBe(expected);
  });

  test('not where an override says otherwise, nor where the file is broken', () => {
    expect(off('{ "overrides": [{ "files": ["*.ps1"], "rules": { "crypto-weak": "error" } }] }')).toBeUndefined();
    expect(off('{ "rule": 1 }')).toBeUndefined();
  });

  test('one that is deeper', () => {
    const found = offered('crypto-weak', files({ 'aovpn.json': '{}', 'a/aovpn.json': '{}', 'a/s.ps1': weak }));
    expect(found['Turn crypto-weak off in aovpn.json (everywhere here)']).toContain('=== a/aovpn.json\n{\n  "rules"');
  });

  test('for one file, where its notation has no comments', () => {
    const example = RULES.find(({ id }) => id === 'policy-server-drift')?.examples.bad[0] ?? expect.fail('no example');
    const titles = Object.keys(offered('policy-server-drift', example.replace(/⟦|⟧(\{[^}]*\})?/g, '')));
    expect(titles).toEqual(['Suppress policy-server-drift in this file (aovpn.json)', 'Turn policy-server-drift off in aovpn.json (everywhere here)']);
  });

  test('what is wrong with it can be turned off as well', () => {
    expect(Object.keys(offered('config-unknown-rule', '=== aovpn.json\n{ "rules": { "crypto-week": "off" } }\n'))).toEqual([
      'Turn config-unknown-rule off in aovpn.json (everywhere here)',
    ]);
  });
});

test('findings of one rule on one line have one action each', () => {
  const { files: before } = parseFixture(files({ 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': server() }));
  const workspace = workspaceOf({ files: before });
  const found = workspace.findings(`${ROOT}/client/p.xml`);
  const titles = suppressActions(workspace, [...found, ...found]).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

/** What of a workspace is told, as far as an inserted line does not move it. */
const told = (workspace: Workspace): string[] =>
  workspace.uris().flatMap((uri) => workspace.findings(uri).map(({ rule, message }) => `${uri} ${rule.id} ${message}`));

const count = { found: 0, line: 0, file: 0 };

describe('whatever is found', () => {
  const examples = RULES.flatMap((rule) => rule.examples.bad.map((example) => [rule.id, example] as const));
  test.each(examples)('%s: its finding goes, and nothing comes', (ruleId, example) => {
    const { files: before } = parseFixture(example);
    const workspace = workspaceOf({ files: before });
    const known = told(workspace);
    const findings = findingsOf(workspace, ruleId).filter(({ at }) => workspace.analysisOf(at.file.uri));
    for (const finding of findings) {
      const actions = suppressActions(workspace, [finding]);
      count.found++;
      for (const action of actions) {
        if (LINE.test(action.title)) count.line++;
        if (FILE.test(action.title)) count.file++;
        const changed = after(workspace, action, before);
        for (const { uri, text } of changed)
          if (!uri.endsWith('.json') && !isWithin(before.find((file) => file.uri === uri)?.text ?? '', text)) expect.fail(`${uri} lost something`);
        const result = workspaceOf({ files: changed });
        if (!action.title.includes(' off in aovpn')) expect(told(result).filter((each) => !known.includes(each))).toEqual([]);
        expect(suppressed(result, finding, action)).toBe(true);
      }
    }
  });

  test('almost everywhere a comment can be written', () => {
    expect(count.line / count.found).toBeGreaterThan(0.9);
  });
});

/** Whether a text is another one with something inserted. */
function isWithin(before: string, text: string): boolean {
  let start = 0;
  while (start < before.length && before[start] === text[start]) start++;
  return text.endsWith(before.slice(start));
}

function suppressed(result: Workspace, { rule, at, message }: Finding, { edits }: SuppressAction): boolean {
  const own = edits.filter(({ file }) => file.uri === at.file.uri);
  const start = own.reduce(
    (offset, { span, newText }) => (span.start <= at.span.start && !newText.startsWith(' ') ? offset + newText.length : offset),
    at.span.start,
  );
  return !result.findings(at.file.uri).some((each) => each.rule === rule && each.at.span.start === start && each.message === message);
}
