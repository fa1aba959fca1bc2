import { describe, expect, test } from 'vitest';
import { complete } from '../../server/src/features/completion.ts';
import { hover } from '../../server/src/features/hover.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

const LM = 'https://lm.fabrikam.com/access';
const KNOWN = `curl -k "${LM}/addvs?vs=203.0.113.10&port=500&prot=udp"\n`;

function at(name: string, text: string) {
  const fixture = parseFixture(`=== ${name}\n${text}`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  const workspace = workspaceOf(fixture);
  return { workspace, uri, offset, file: workspace.analysisOf(uri)?.file ?? expect.fail('not read') };
}

/** The text after an item is accepted; `undefined` where it is not offered. */
function typed(name: string, text: string, label: string): string | undefined {
  const { workspace, file, offset } = at(name, text);
  const item = complete(workspace, file, offset, false).find((each) => each.label === label);
  return item && file.text.slice(0, item.replace.start) + item.newText + file.text.slice(item.replace.end);
}

function labels(name: string, text: string): string[] {
  const { workspace, file, offset } = at(name, text);
  return complete(workspace, file, offset, false).map(({ label }) => label);
}

function shown(name: string, text: string): string | undefined {
  const { workspace, uri, offset } = at(name, text);
  return hover(workspace, uri, offset)?.markdown.split('\n')[0];
}

describe('in an address', () => {
  test.each([
    ['the name of a command', `${LM}/⟦⟧"`, 'modvs', `${LM}/modvs"`],
    ['a name that is begun', `${LM}/mo⟦⟧dv?vs=1"`, 'modvs', `${LM}/modvs?vs=1"`],
    ['the first setting', `${LM}/addrs?⟦⟧"`, 'rsport', `${LM}/addrs?rsport="`],
    ['a setting that is begun', `${LM}/modvs?vs=1&per⟦⟧"`, 'persist', `${LM}/modvs?vs=1&persist="`],
    ['a setting before its value', `${LM}/modvs?vs=1&che⟦⟧=tcp&port=5"`, 'checktype', `${LM}/modvs?vs=1&checktype=tcp&port=5"`],
    ['a value', `${LM}/modvs?vs=1&checktype=t⟦⟧cp&port=5"`, 'icmp', `${LM}/modvs?vs=1&checktype=icmp&port=5"`],
    ['a value at the end', `${LM}/modvs?vs=1&persist=⟦⟧"`, 'src', `${LM}/modvs?vs=1&persist=src"`],
    ['a Boolean', `${LM}/addvs?transparent=⟦⟧"`, '1', `${LM}/addvs?transparent=1"`],
  ])('%s', (_, before, label, after) => {
    expect(typed('lm.sh', `${KNOWN}curl "${before}\n`, label)).toBe(`${KNOWN}curl "${after}\n`);
  });

  test('behind a variable that stands for the interface', () => {
    const known = KNOWN.replace(LM, '$api');
    expect(labels('lm.sh', `${known}curl "$api/⟦⟧"\n`)).toContain('addrs');
    expect(labels('lm.sh', `${known}cp "$HOME/⟦⟧"\n`)).toEqual([]);
  });

  test('what is given already is not offered, nor what the command does not take', () => {
    const offered = labels('lm.sh', `${KNOWN}curl "${LM}/addrs?vs=1&⟦⟧&rs=10.0.0.11"\n`);
    expect(offered).toContain('weight');
    for (const name of ['vs', 'rs', 'persist', 'credential', 'vsindex']) expect(offered).not.toContain(name);
  });

  test.each([
    ['in a comment', `# curl "${LM}/⟦⟧"\n`],
    ['before the commands', `cur⟦⟧l "${LM}/listvs"\n`],
    ['behind another command', `curl "${LM}/backup?⟦⟧"\n`],
    ['in another address', 'curl "https://web.fabrikam.com/addvs/⟦⟧"\n'],
    ['behind the quotes', `curl "${LM}/modvs?vs=1&" ⟦⟧\n`],
  ])('nothing %s', (_, text) => {
    expect(labels('lm.sh', KNOWN + text)).toEqual([]);
  });

  test('in a script', () => {
    const script = (address: string): string => `Invoke-RestMethod -Uri "${address}" -Credential $cred\n`;
    expect(typed('lm.ps1', script(`${LM}/modvs?vs=1&persi⟦⟧`), 'persisttimeout')).toBe(script(`${LM}/modvs?vs=1&persisttimeout=`));
    expect(labels('lm.ps1', script(`${LM}/modvs?vs=1&schedule=⟦⟧`))).toContain('lc');
  });
});

describe('in a body', () => {
  const body = (text: string): string => `[\n  { "cmd": "addvs", "vs": "203.0.113.10", "port": "500", "prot": "udp" },\n  ${text}\n]\n`;

  test.each([
    ['the name of a command', '{ "cmd": "⟦⟧" }', 'modvs', '{ "cmd": "modvs" }'],
    ['a setting', '{ "cmd": "modvs", "vs": "1", "per⟦⟧" }', 'persist', '{ "cmd": "modvs", "vs": "1", "persist" }'],
    ['a setting without its end', '{ "cmd": "modvs", "⟦⟧ }', 'persist', '{ "cmd": "modvs", "persist":  }'],
    ['a value', '{ "cmd": "modvs", "vs": "1", "CheckType": "⟦⟧" }', 'icmp', '{ "cmd": "modvs", "vs": "1", "CheckType": "icmp" }'],
    ['before the name of the command', '{ "⟦⟧": "x", "cmd": "addrs" }', 'rs', '{ "rs": "x", "cmd": "addrs" }'],
  ])('%s', (_, before, label, after) => {
    expect(typed('lm.json', body(before), label)).toBe(body(after));
  });

  test.each(['{ "cmd": "backup", "⟦⟧" }', '{ "cmd": "modvs", "vs": "⟦⟧" }', '{ "name": "⟦⟧" }', '⟦⟧'])('nothing in %s', (text) => {
    expect(labels('lm.json', body(text))).toEqual([]);
  });
});

describe('hover', () => {
  test.each([
    ['a setting of an address', 'lm.sh', KNOWN.replace('&po', '&p⟦⟧o'), '**port** (addvs)'],
    ['a setting of a body', 'lm.json', '{ "cmd": "addvs", "vs": "203.0.113.10", "Per⟦⟧sist": "src" }', '**persist** (addvs)'],
    ['an index in the place of an address', 'lm.sh', `${KNOWN}curl "${LM}/modvs?v⟦⟧s=3&persist=src"\n`, '**vs** (modvs)'],
    ['the name of a command', 'lm.sh', `${KNOWN}curl "${LM}/mod⟦⟧vs?vs=3&persist=src"\n`, '**modvs**'],
    ['a setting in a script', 'lm.ps1', `irm "${LM}/modvs?vs=3&foll⟦⟧owvsid=1"\n`, '**followvsid** (modvs)'],
    ['a command within another one', 'lm.sh', `curl "${LM}/modvs?vs=3&followvsid=$(curl "${LM}/show⟦⟧vs?vs=1" | grep Index)"\n`, '**showvs**'],
  ])('over %s', (_, name, text, first) => {
    expect(shown(name, text)).toBe(first);
  });

  test('over a service says what happens to a packet', () => {
    expect(shown('lm.sh', KNOWN.replace('addvs', 'add⟦⟧vs'))).toContain('203.0.113.10');
    expect(shown('lm.ps1', `irm "${LM}/add⟦⟧vs?vs=203.0.113.10&port=500&prot=udp"\n`)).toContain('203.0.113.10');
  });

  test.each([KNOWN.replace('10&', '1⟦⟧0&'), KNOWN.replace('prot', 'ca⟦⟧che9')])('is silent about %s', (text) => {
    expect(shown('lm.sh', text)).toBeUndefined();
  });
});
