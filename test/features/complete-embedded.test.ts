import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import { complete, type Completion } from '../../server/src/features/completion.ts';
import { accepted, insertedText, labels } from '../support/completions.ts';
import { ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';

const MARK = '\uE000';
const native = (inside: string): string => `<VPNProfile>\n  <NativeProfile>\n${inside}  </NativeProfile>\n</VPNProfile>`;

/** Profiles with a cursor in them. */
const TYPED: Readonly<Record<string, string>> = {
  'an element on a blank line': native(`    ${MARK}\n`),
  'an element behind a bracket': native(`    <${MARK}\n`),
  'an element in its name': native(`    <Auth${MARK}\n`),
  'an element in a name with its bracket': native(`    <Auth${MARK}>\n`),
  'an element on one line': `<VPNProfile><AlwaysOn>true</AlwaysOn>${MARK}</VPNProfile>`,
  'a whole configuration of EAP': native(`    <Authentication>\n      <${MARK}\n    </Authentication>\n`),
  'an element of EAP': native(
    `    <Authentication><Eap><Configuration><EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig">\n      <${MARK}\n    </EapHostConfig></Configuration></Eap></Authentication>\n`,
  ),
  'a start tag whose end tag is there': native(`    <Auth${MARK}\n    </Authentication>\n`),
  'an end tag': native(`    <Servers>vpn.fabrikam.com</${MARK}\n`),
  'an end tag behind a start tag': native(`    <Servers>${MARK}\n`),
  'an end tag without a bracket yet': native(`    <Authentication>\n      <MachineMethod>Certificate</MachineMethod>\n      ${MARK}\n`),
  'a value': native(`    <RoutingPolicyType>Spl${MARK}</RoutingPolicyType>\n`),
  'a switch': `<VPNProfile>\n  <AlwaysOn>${MARK}</AlwaysOn>\n</VPNProfile>`,
  'a block of addresses': `<VPNProfile>\n  <Route>10.20.0.0/16${MARK}</Route>\n</VPNProfile>`,
};

/** What is offered at the mark of a file, and the file's text without it. */
function offeredIn(uri: string, marked: string): { readonly text: string; readonly items: Completion[] } {
  const offset = marked.indexOf(MARK);
  const text = marked.replace(MARK, '');
  return { text, items: complete(workspaceOf({ files: [{ uri, text }] }), { uri, text }, offset, false) };
}

function after(text: string, item: Completion, form: 'plain' | 'defaults'): string {
  return applyEdits(text, [{ span: item.replace, newText: insertedText(item, form) }]);
}

describe.each(HOSTS.filter(({ exact }) => exact))('$name', ({ path, wrap }) => {
  const uri = `${ROOT}/${path}`;

  test.each(Object.entries(TYPED))('%s is offered as in a profile of its own, and leaves what it would leave there', (_, marked) => {
    const own = offeredIn(`${ROOT}/own.xml`, marked);
    const host = offeredIn(uri, wrap(marked));
    expect(own.items.length).toBeGreaterThan(0);
    expect(host.items.map(({ label }) => label)).toEqual(own.items.map(({ label }) => label));
    for (const [index, item] of host.items.entries()) {
      const same = own.items[index] ?? expect.fail('nothing there');
      for (const form of ['plain', 'defaults'] as const) {
        // The whole file: what is around the profile is as it was.
        expect(after(host.text, item, form)).toBe(wrap(after(own.text, same, form)));
      }
    }
  });

  test('an editor finds an item by what stands in the file', () => {
    const { text, items } = offeredIn(uri, wrap(native(`    <Auth${MARK}\n`)));
    const item = items.find(({ label }) => label === 'Authentication') ?? expect.fail('no such item');
    const typed = text.slice(item.replace.start, item.replace.end);
    expect(item.filterText?.slice(0, typed.length)).toBe(typed);
  });
});

describe('a script that is being written', () => {
  const script = (text: string): string => `=== s.ps1\n$profile = @'\n${text}`;
  const NEXT = "\n'@\nNew-CimInstance -Property $profile\n";

  test.each([
    ['whose here-string has no end', script('<VPNProfile>\n  <⟦⟧')],
    ['whose profile has no end', script(`<VPNProfile>\n  <⟦⟧${NEXT}`)],
    ['with commands behind a here-string without end', script('<VPNProfile>\n  <⟦⟧\n\nNew-CimInstance -Property $profile\n')],
  ])('%s', (_, text) => {
    expect(labels(text)).toEqual(expect.arrayContaining(['AlwaysOn', 'NativeProfile', 'Route', '</VPNProfile>']));
  });

  test('what its variables will be takes no part', () => {
    const text = `=== s.ps1\n$profile = @"\n<VPNProfile>\n  <NativeProfile>\n    <Servers>$Servers</Servers>\n    <⟦⟧\n    $(Get-More)\n  </NativeProfile>\n</VPNProfile>\n"@\n`;
    expect(labels(text)).toEqual(expect.arrayContaining(['Authentication', 'CryptographySuite']));
    expect(labels(text)).not.toContain('Servers');
    expect(accepted(text, 'RoutingPolicyType', 'plain')).toContain(
      '<Servers>$Servers</Servers>\n    <RoutingPolicyType></RoutingPolicyType>\n    $(Get-More)\n',
    );
  });

  test('the end tag of the profile, and nothing behind it', () => {
    expect(accepted(script(`<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n</⟦⟧${NEXT}`), '</VPNProfile>', 'plain')).toBe(
      script(`<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>${NEXT}`).replace('=== s.ps1\n', ''),
    );
  });
});
