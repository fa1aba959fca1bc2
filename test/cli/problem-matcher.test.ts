import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

interface Matcher {
  readonly pattern: {
    readonly regexp: string;
    readonly file: number;
    readonly line: number;
    readonly column: number;
    readonly severity: number;
    readonly message: number;
    readonly code: number;
  };
}

const MANIFEST = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { contributes: { problemMatchers: Matcher[] } };

test('the problem matcher reads each finding of the text format, and nothing else', async () => {
  const [matcher] = MANIFEST.contributes.problemMatchers;
  if (!matcher) throw new Error('there is no problem matcher');
  const { regexp, file, line, column, severity, message, code } = matcher.pattern;
  const { aovpn } = folder({
    'a b/client/p (1).xml': profile(),
    'a b/server/s.ps1': serverScript({ DHGroup: 'ECP384', PfsGroup: 'PFS2' }),
    'c.ps1': `# c.ps1:1:1 error no [finding]\n${serverScript({ DHGroup: 'Group1' })}`,
  });
  const { diagnostics } = JSON.parse((await aovpn('check --format json')).out) as {
    diagnostics: { file: string; range: { start: { line: number; character: number } }; severity: string; message: string; rule: string }[];
  };
  expect(diagnostics.length).toBeGreaterThan(3);
  const matches = (await aovpn('check')).out.split('\n').flatMap((each) => {
    const found = new RegExp(regexp).exec(each);
    return found ? [[file, line, column, severity, message, code].map((group) => found[group])] : [];
  });

  const expected = diagnostics.map(({ file: name, range: { start }, severity: level, message: text, rule }) => [
    name,
    String(start.line + 1),
    String(start.character + 1),
    level,
    text,
    rule,
  ]);
  expect(matches).toEqual(expected);
});
