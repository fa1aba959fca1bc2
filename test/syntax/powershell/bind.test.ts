import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../server/src/core/span.ts';
import type { Cmdlet } from '../../../server/src/knowledge/cmdlet.ts';
import { bind, type BoundCommand } from '../../../server/src/syntax/powershell/bind.ts';
import { parsePowerShell } from '../../../server/src/syntax/powershell/parse.ts';
import { loadPowerShell } from '../../support/powershell.ts';
import { showBound } from './render.ts';

beforeAll(loadPowerShell);

const CMDLET: Cmdlet = {
  name: 'Set-Foo',
  summary: 'Made up; shaped like Set-VpnConnectionIPsecConfiguration.',
  source: 'none',
  parameters: [
    { name: 'Name', aliases: ['ConnectionName'], position: 0, fromPipelineProperty: true, summary: '' },
    { name: 'DHGroup', position: 1, fromPipelineProperty: true, summary: '' },
    { name: 'CipherTransform', aliases: ['OtherCipher'], position: 2, fromPipelineProperty: true, summary: '' },
    { name: 'CipherMode', summary: '' },
    { name: 'PfsGroup', aliases: ['PfsGroupId'], position: 3, fromPipelineProperty: true, summary: '' },
    { name: 'Force', switch: true, summary: '' },
    { name: 'WarningLevel', summary: '' },
  ],
};

function bound(text: string): BoundCommand {
  const command = parsePowerShell(text).commands.find((item) => item.name === 'Set-Foo');
  if (command === undefined) throw new Error('no Set-Foo');
  return bind(command, CMDLET);
}

const splat = (entries: string, call: string): string => `$p = @{ ${entries} }\n${call}`;

describe('named and positional', () => {
  test.each([
    ['full names', 'Set-Foo -Name a -DHGroup b', ['Name="a" (named)', 'DHGroup="b" (named)']],
    ['any letter case', 'Set-Foo -nAME a -dhgROUP b', ['Name="a" (named)', 'DHGroup="b" (named)']],
    ['a unique prefix', 'Set-Foo -N a -DH b -CipherT c', ['Name="a" (named)', 'DHGroup="b" (named)', 'CipherTransform="c" (named)']],
    ['an alias', 'Set-Foo -ConnectionName a -OtherCipher b', ['Name="a" (named)', 'CipherTransform="b" (named)']],
    ['a prefix of an alias', 'Set-Foo -Conn a -Oth b', ['Name="a" (named)', 'CipherTransform="b" (named)']],
    ['an exact name beats a longer one', 'Set-Foo -PfsGroup a', ['PfsGroup="a" (named)']],
    ['a prefix of name and alias of one parameter', 'Set-Foo -Pfs a', ['PfsGroup="a" (named)']],
    ["the cmdlet's own parameter beats common ones", 'Set-Foo -Warning a', ['WarningLevel="a" (named)']],
    ['a prefix that fits several', 'Set-Foo -Cipher a', ['ambiguous Cipher', 'unread']],
    ['a name that fits none', 'Set-Foo -Nonsense a b', ['Name="b" (positional)', 'unknown Nonsense', 'unread']],
    ['a prefix of several common parameters', 'Set-Foo -Error a', ['ambiguous Error', 'unread']],
    ['a colon', 'Set-Foo -Name:a -DHGroup: b', ['Name="a" (named)', 'DHGroup="b" (named)']],
    ['a common parameter', 'Set-Foo a -ErrorAction Stop -ea 1', ['ErrorAction="Stop" (named)', 'Name="a" (positional)']],
    ['a switch takes no value', 'Set-Foo -Force a', ['Force=$true (named)', 'Name="a" (positional)']],
    ['a switch with a value', 'Set-Foo -Force:$false a', ['Force=$false (named)', 'Name="a" (positional)']],
    ['a common switch', 'Set-Foo -Confirm:$false', ['Confirm=$false (named)']],
    ['positions', 'Set-Foo a b c', ['Name="a" (positional)', 'DHGroup="b" (positional)', 'CipherTransform="c" (positional)']],
    ['positions around named ones', 'Set-Foo a -DHGroup b c', ['DHGroup="b" (named)', 'Name="a" (positional)', 'CipherTransform="c" (positional)']],
    [
      'one value more than positions',
      'Set-Foo a b c d e',
      ['Name="a" (positional)', 'DHGroup="b" (positional)', 'CipherTransform="c" (positional)', 'PfsGroup="d" (positional)', 'unread'],
    ],
    ['a value still to be typed', 'Set-Foo -Name', ['Name=- (named)']],
    ['a value still to be typed, behind a colon', 'Set-Foo -Name:', ['Name=- (named)']],
    ['a value still to be typed, before another parameter', 'Set-Foo -Name -DHGroup b', ['Name=- (named)', 'DHGroup="b" (named)']],
    ['a list', 'Set-Foo -Name a, b', ['Name=("a", "b") (named)']],
    ['an unknown value is bound', 'Set-Foo -Name $x', ['Name=? (named)']],
    ['an unreliable command', 'Set-Foo -Name (1', ['Name=1 (named)', 'unread']],
  ])('%s', (_, text, expected) => {
    expect(showBound(bound(text))).toEqual(expected);
  });
});

describe('splatting', () => {
  test.each([
    ['a hashtable', splat("Name = 'a'; dhgroup = 'b'", 'Set-Foo @p'), ['Name="a" (splat)', 'DHGroup="b" (splat)']],
    ['keys as aliases and prefixes', splat("ConnectionName = 'a'; DH = 'b'", 'Set-Foo @p'), ['Name="a" (splat)', 'DHGroup="b" (splat)']],
    ['a switch', splat('Force = $true', 'Set-Foo @p'), ['Force=$true (splat)']],
    ['what is written out wins', splat("Name = 'a'", 'Set-Foo @p -Name b'), ['Name="b" (named)']],
    ['positions of splatted names are taken', splat("Name = 'a'", 'Set-Foo b @p'), ['Name="a" (splat)', 'DHGroup="b" (positional)']],
    ['an unknown key', splat("Nonsense = 'a'", 'Set-Foo @p'), ['unknown Nonsense', 'unread']],
    ['an array', "$p = 'a', 'b'\nSet-Foo @p -Force", ['Force=$true (named)', 'Name="a" (positional)', 'DHGroup="b" (positional)']],
    ['something unknown: positions cannot be counted either', 'Set-Foo x @p -Force', ['Force=$true (named)', 'unread']],
  ])('%s', (_, text, expected) => {
    expect(showBound(bound(text))).toEqual(expected);
  });
});

describe('the pipeline', () => {
  test.each([
    [
      'a hashtable cast to an object',
      "$p = @{ Name = 'a'; PfsGroupId = 'b' }\n[PSCustomObject]$p | Set-Foo -Force",
      ['Force=$true (named)', 'Name="a" (pipeline)', 'PfsGroup="b" (pipeline)'],
    ],
    ['an object literal', "[pscustomobject]@{ Name = 'a' } | Set-Foo", ['Name="a" (pipeline)']],
    ['an object in a variable', "$p = [pscustomobject]@{ Name = 'a' }\n$p | Set-Foo", ['Name="a" (pipeline)']],
    ['properties are full names, not prefixes', "[pscustomobject]@{ DHG = 'a' } | Set-Foo", []],
    ['properties that bind to no input', "[pscustomobject]@{ CipherMode = 'a' } | Set-Foo", []],
    ['named parameters win', "[pscustomobject]@{ Name = 'a' } | Set-Foo -Name b", ['Name="b" (named)']],
    ["a hashtable's keys are no properties", "@{ Name = 'a' } | Set-Foo", ['unread']],
    ['several objects', "[pscustomobject]@{ Name = 'a' }, [pscustomobject]@{ Name = 'b' } | Set-Foo", ['unread']],
    ["another command's output", 'Get-Foo | Set-Foo -Force', ['Force=$true (named)', 'unread']],
    ['a text', "'a' | Set-Foo", ['unread']],
  ])('%s', (_, text, expected) => {
    expect(showBound(bound(text))).toEqual(expected);
  });
});

test('a parameter points to the name as written', () => {
  const text = splat("dhgroup = 'b'", 'Set-Foo -nam:a @p x');
  const { parameters } = bound(text);
  const names = ['Name', 'DHGroup', 'CipherTransform'].map((name) => parameters.get(name)?.nameSpan);
  expect(names.map((span) => span && textOf(text, span))).toEqual(['nam', 'dhgroup', undefined]);
});
