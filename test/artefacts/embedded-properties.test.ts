import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';
import { fc } from '../support/properties.ts';

/** About the file around a profile, or its URI. */
const ABOUT_HOST = new Set(['xml-escaped-form', 'device-user-tree']);

const name = fc.constantFrom('DHGroup', 'EncryptionMethod', 'PfsGroup', 'IntegrityCheckMethod');
const value = fc.constantFrom('Group2', 'Group14', 'DES', 'AES_128', 'AES128', 'PFS2', 'a &amp; b', '"quoted"', "it's", 'MD5', 'Ä', '😀', '');
const leaf = fc.tuple(name, value).map(([element, text]) => `<${element}>${text}</${element}>`);
const suite = fc.array(leaf, { maxLength: 4 }).map((leaves) => `<CryptographySuite>${leaves.join('\n      ')}</CryptographySuite>`);
const native = fc
  .tuple(fc.constantFrom('IKEv2', 'Automatic', 'ikev2', 'L2TP'), fc.option(suite, { nil: '' }))
  .map(
    ([protocol, crypto]) =>
      `  <NativeProfile>\n    <Servers>vpn.fabrikam.com</Servers>\n    <NativeProtocolType>${protocol}</NativeProtocolType>\n    ${crypto}\n  </NativeProfile>`,
  );
const extra = fc.constantFrom(
  '',
  '  <AlwaysOn>true</AlwaysOn>',
  '  <!-- a comment & more -->',
  '  <Servers>lost</Servers>',
  '  <AlwaysOn attribute="1">yes</AlwaysOn>',
);
const ending = fc.constantFrom('</VPNProfile>', '<Route><Address>10.0.0.0</Address></Route></VPNProfile>', '<Route></VPNProfile>');
const profile = fc.tuple(fc.array(fc.oneof(native, extra), { maxLength: 4 }), ending).map(([parts, end]) => `<VPNProfile>\n${parts.join('\n')}\n${end}`);

/** Without anything twice: of a second one nobody knows which counts, which a text that is cut off before it does not tell. */
const single = fc
  .tuple(fc.uniqueArray(leaf, { maxLength: 4, selector: (text) => /\w+/.exec(text)?.[0] }), extra)
  .map(
    ([leaves, more]) =>
      `<VPNProfile>\n${more}\n  <NativeProfile>\n    <CryptographySuite>${leaves.join('')}</CryptographySuite>\n  </NativeProfile>\n</VPNProfile>`,
  );

const own = (workspace: Workspace, uri: string): Finding[] => workspace.findings(uri).filter(({ rule }) => !ABOUT_HOST.has(rule.id));

describe.each(HOSTS)('$name', ({ path, wrap, exact }) => {
  const uri = `${ROOT}/${path}`;
  const bare = `${ROOT}/profile.xml`;

  test('says what the profile itself says, at its place, and is fixed like it', () => {
    fc.assert(
      fc.property(profile, (text) => {
        const whole = wrap(text);
        const plain = workspaceOf({ files: [{ uri: bare, text }] });
        const inside = workspaceOf({ files: [{ uri, text: whole }] });
        const expected = own(plain, bare);
        const actual = own(inside, uri);
        const said = ({ rule, message, severity }: Finding): string => `${rule.id} ${severity} ${message}`;
        expect(actual.map(said).sort()).toEqual(expected.map(said).sort());
        if (exact) expect(actual.map(said)).toEqual(expected.map(said));
        for (const finding of actual) expect(finding.at.file.text).toBe(whole);
        // What stands between the places is the same in both, but for the notation.
        if (exact)
          for (const [index, finding] of actual.entries()) expect(wrap(text).slice(0, finding.at.span.start)).toBe(before(text, expected[index], wrap, whole));
        const fixed = (workspace: Workspace, findings: readonly Finding[], before: string): string[] =>
          findings.flatMap((finding) => workspace.fixesOf(finding).map(({ fix, edits }) => `${fix.title}\n${applyEdits(before, edits)}`));
        const wanted = fixed(plain, expected, text).map((each) => each.replace(/\n([\s\S]*)$/, (_, after: string) => `\n${wrap(after)}`));
        expect(fixed(inside, actual, whole).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 25 },
    );
  });

  test('cut off anywhere, it says nothing that the whole does not say', () => {
    fc.assert(
      fc.property(single, fc.nat(100), (text, percent) => {
        const whole = wrap(text);
        const said = (part: string): string[] => {
          const workspace = workspaceOf({ files: [{ uri, text: part }] });
          const findings = workspace.findings(uri).filter(({ rule }) => rule.id !== 'xml-not-wellformed');
          return findings.map(({ rule, at, message }) => `${rule.id} ${at.span.start} ${at.span.end} ${message}`);
        };
        const known = said(whole);
        // A half of 😀 is a mistake of its own.
        const characters = Array.from(whole);
        const cut = characters.slice(0, Math.floor((characters.length * percent) / 100)).join('');
        expect(said(cut).filter((each) => !known.includes(each))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

/** The file up to a finding: what stands before the profile, and the part of the profile before the finding as it is written there. */
function before(text: string, finding: Finding | undefined, wrap: (profile: string) => string, whole: string): string {
  const start = finding?.at.span.start ?? 0;
  // A private character marks the place and means nothing in any notation.
  const marked = wrap(`${text.slice(0, start)}\uE000${text.slice(start)}`);
  return whole.slice(0, marked.indexOf('\uE000'));
}
