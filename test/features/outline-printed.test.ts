import { expect, test } from 'vitest';
import { LineIndex } from '../../server/src/core/line-index.ts';
import { encloses } from '../../server/src/core/span.ts';
import { folds } from '../../server/src/features/folding.ts';
import { outline, type OutlineEntry } from '../../server/src/features/outline.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { clientRows, phonebookEntry } from '../support/printed.ts';

/** The outline as a tree of lines, then each fold with its lines. */
function shown(name: string, text: string): string[] {
  const workspace = new Workspace();
  const uri = `file:///project/${name}`;
  workspace.setFile({ uri, text });
  const lines = new LineIndex(text);
  const line = (offset: number): number => lines.positionAt(offset).line + 1;
  const entries = (all: readonly OutlineEntry[], indent: string): string[] =>
    all.flatMap(({ kind, name: label, detail, span, nameSpan, children }) => {
      expect(encloses(span, nameSpan)).toBe(true);
      for (const child of children) expect(encloses(span, child.span)).toBe(true);
      return [`${indent}${kind} ${label}${detail === undefined ? '' : ` [${detail}]`}`, ...entries(children, `${indent}  `)];
    });
  return [
    ...entries(outline(workspace, uri) ?? [], ''),
    ...(folds(workspace, uri) ?? []).map(({ kind, span }) => `fold ${kind} ${line(span.start)}-${line(span.end)}`),
  ];
}

const ROWS = clientRows().map(([name, value]) => `${name.padEnd(32)} : ${value}`);

test('an output with two connections, one of which has no custom policy', () => {
  const text = [
    "PS C:\\> (Get-VpnConnection -Name 'Fabrikam').IPsecCustomPolicy",
    '',
    ...ROWS,
    '',
    "PS C:\\> (Get-VpnConnection -Name 'Contoso').IPsecCustomPolicy",
    'PS C:\\> exit',
    '',
  ].join('\r\n');
  expect(shown('output.txt', text)).toMatchInlineSnapshot(`
    [
      "group Connection Fabrikam [SHA256128, AES128, Group14, SHA256, PFS2048, AES128]",
      "  choice AuthenticationTransformConstants [SHA256128]",
      "  choice CipherTransformConstants [AES128]",
      "  choice DHGroup [Group14]",
      "  choice IntegrityCheckMethod [SHA256]",
      "  choice PfsGroup [PFS2048]",
      "  choice EncryptionMethod [AES128]",
      "group Connection Contoso [no custom policy]",
      "fold element 1-8",
    ]
  `);
});

test('a phone book', () => {
  const stored = ['NumCustomPolicy=1', 'CustomIPSecPolicies=020000000400000003000000050000000200000000000000'];
  const modem = '[Modem]\r\nType=1\r\nDevice=x\r\n';
  expect(shown('rasphone.pbk', `${phonebookEntry('Fabrikam', stored)}${modem}[Empty]\r\n`)).toMatchInlineSnapshot(`
    [
      "group Fabrikam [vpn.fabrikam.com]",
      "  number VpnStrategy [7]",
      "  number NumCustomPolicy [1]",
      "  choice CustomIPSecPolicies [020000000400000003000000050000000200000000000000]",
      "  text PhoneNumber [vpn.fabrikam.com]",
      "fold element 1-21",
      "fold element 23-25",
    ]
  `);
});

test('text that is neither has neither', () => {
  expect(shown('notes.txt', 'Get-VpnConnection shows DHGroup.\n')).toEqual([]);
  expect(shown('empty.pbk', '')).toEqual([]);
});
