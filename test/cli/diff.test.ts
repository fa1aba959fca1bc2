import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/checking/diff.ts';
import { fc } from '../support/properties.ts';
import { folder, profile, serverScript } from './support.ts';

test('--diff shows what --fix would write, and writes nothing', async () => {
  const before = profile({ EncryptionMethod: 'GCMAES128' });
  const { aovpn, text } = folder({ 'client/p.xml': before, 'server/s.ps1': serverScript({ DHGroup: 'ECP384' }) });
  for (const call of ['check --diff', 'check --fix --diff']) {
    const { code, out, err } = await aovpn(call);
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "--- a/client/p.xml
      +++ b/client/p.xml
      @@ -8,7 +8,7 @@
             <PfsGroup>ECP256</PfsGroup>
             <DHGroup>Group14</DHGroup>
             <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      -      <EncryptionMethod>GCMAES128</EncryptionMethod>
      +      <EncryptionMethod>AES_GCM_128</EncryptionMethod>
           </CryptographySuite>
           <Authentication />
         </NativeProfile>
      "
    `);
    expect(err).toMatch(/^aovpn: 1 fix shown for 1 file\nclient\/p\.xml:9:16 error DHGroup/);
  }
  expect(text('client/p.xml')).toBe(before);
});

test('--diff of standard input', async () => {
  const { out } = await folder({}).aovpn('check - --diff', { input: profile({ EncryptionMethod: 'GCMAES128' }) });
  expect(out).toMatch(/^--- a\/stdin\.xml\n\+\+\+ b\/stdin\.xml\n@@ -8,7 \+8,7 @@\n/);
});

test('--diff with nothing to change', async () => {
  expect(await folder({ 'p.xml': profile() }).aovpn('check --diff')).toEqual({ code: 0, out: '', err: 'no findings in 1 file\n' });
});

test.for<[name: string, before: string, after: string, diff: string]>([
  ['the same', 'a\n', 'a\n', ''],
  ['a line', 'a\nb\nc\n', 'a\nx\nc\n', '@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n'],
  ['an empty text before', '', 'a\n', '@@ -0,0 +1,1 @@\n+a\n'],
  ['an empty text after', 'a\n', '', '@@ -1,1 +0,0 @@\n-a\n'],
  ['no line end', 'a\nb', 'a\nc', '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n'],
  ['a carriage return is part of its line', 'a\r\nb\r\n', 'a\r\nc\r\n', '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n'],
  [
    'far apart',
    '1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n',
    'x\n2\n3\n4\n5\n6\n7\n8\n9\ny\n',
    '@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+y\n',
  ],
  ['near each other', '1\n2\n3\n4\n5\n6\n7\n8\n', 'x\n2\n3\n4\n5\n6\n7\ny\n', '@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n'],
])('%s', ([, before, after, diff]) => {
  expect(unifiedDiff('f', before, after).text).toBe(diff === '' ? '' : `--- a/f\n+++ b/f\n${diff}`);
});

test('git applies it', () => {
  const { root, put, text } = folder({});
  execFileSync('git', ['init', '-q', root]);
  const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd\n'), { maxLength: 25 }).map((all) => all.join(''));
  const texts = fc
    .tuple(lines, lines, fc.boolean(), fc.boolean())
    .map(([a, b, cutA, cutB]) => [cutA ? a.replace(/\n$/, '') : a, cutB ? b.replace(/\n$/, '') : b] as const);
  fc.assert(
    fc.property(texts, ([before, after]) => {
      fc.pre(before !== after && before !== '' && after !== '');
      put('f', before);
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: unifiedDiff('f', before, after).text });
      expect(text('f')).toBe(after);
    }),
    { numRuns: 60 },
  );
});

test('the patch of files outside of the working directory is for the folder that holds them', async () => {
  const before = profile({ EncryptionMethod: 'GCMAES128' });
  const names = ['x/a b.xml', 'x/deep/t\tab "q" \\.xml', 'x/deep/ä.xml'];
  const { aovpn, path, text } = folder({ ...Object.fromEntries(names.map((name) => [name, before])), 'w/y.txt': '' });
  const { out, err } = await aovpn('check --diff ../x', { cwd: path('w') });
  expect(out).toContain('--- a/a b.xml\t\n+++ b/a b.xml\t\n');
  expect(out).not.toContain('..');
  expect(err).toContain(`aovpn: apply the patch in ${path('x')}\n`);
  execFileSync('git', ['apply', '-'], { cwd: path('x'), input: out });
  for (const name of names) expect(text(name)).toBe(profile());
  execFileSync('git', ['apply', '-R', '-'], { cwd: path('x'), input: out });
  for (const name of names) expect(text(name)).toBe(before);
});

test('git applies the patch of files with a byte order mark, and of those in another encoding that are ASCII', async () => {
  const before = profile({ EncryptionMethod: 'GCMAES128' });
  // The fix is in the first lines, so that the mark is in its surroundings.
  const near = before.replace(/>\s+</g, '><');
  const latin = '<?xml version="1.0" encoding="windows-1252"?>\n';
  const { root, aovpn, text } = folder({ 'a.xml': `\uFEFF${near}`, 'b.xml': `\uFEFF${before}`, 'c.xml': latin + before });
  const { out, err } = await aovpn('check --diff .');
  expect(err).not.toContain('UTF-8');
  execFileSync('git', ['apply', '-'], { cwd: root, input: out });
  expect([text('a.xml'), text('b.xml'), text('c.xml')]).toEqual([`\uFEFF${profile().replace(/>\s+</g, '><')}`, `\uFEFF${profile()}`, latin + profile()]);
});

test('that a part of the patch cannot be applied, because its file is not UTF-8, is told', async () => {
  const before = profile({ EncryptionMethod: 'GCMAES128' });
  const latin = `<?xml version="1.0" encoding="windows-1252"?>\n<!-- ä -->\n${before}`;
  const { aovpn } = folder({ 'a.xml': Buffer.from(`\uFEFF${before}`, 'utf16le'), 'b.xml': Buffer.from(latin, 'latin1') });
  const { out, err } = await aovpn('check --diff .');
  expect(out).toContain('+++ b/a.xml\n');
  for (const name of ['a.xml', 'b.xml']) expect(err).toContain(`aovpn: ${name} is not UTF-8, so its part of the patch cannot be applied; --fix writes it\n`);
});
