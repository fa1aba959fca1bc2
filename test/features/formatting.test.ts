import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Span } from '../../server/src/core/span.ts';
import { formatting } from '../../server/src/features/formatting.ts';
import { formatXml } from '../../server/src/syntax/xml/format.ts';
import { parseXml } from '../../server/src/syntax/xml/parse.ts';
import type { XmlNode } from '../../server/src/syntax/xml/tree.ts';
import { SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { plainText } from '../../server/src/knowledge/snippets/snippet.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';
import { fc } from '../support/properties.ts';
import { layout, model, soup, write } from '../syntax/xml/arbitraries.ts';

/** A profile after formatting; `undefined` where that is not offered. */
function formatted(text: string, unit = '  ', range?: Span): string | undefined {
  const workspace = new Workspace();
  workspace.setFile({ uri: 'file:///project/p.xml', text });
  const edits = formatting(workspace, 'file:///project/p.xml', { unit, ...(range && { range }) });
  return edits && applyEdits(text, edits);
}

/** All that a document says: names, attributes, texts, comments and instructions; white space between tags left out. */
function said(text: string): unknown {
  const slice = ({ start, end }: Span): string => text.slice(start, end);
  const node = (each: XmlNode, isMixed: boolean): unknown[] => {
    if (each.kind !== 'element') return each.kind === 'text' && !isMixed ? [] : [slice(each.span)];
    // White space counts wherever it is not between tags.
    const mixed =
      !each.children.some(({ kind }) => kind === 'element') || each.children.some((child) => child.kind === 'text' && slice(child.span).trim() !== '');
    return [{ open: slice(each.openTag), close: each.closeTag && slice(each.closeTag), children: each.children.flatMap((child) => node(child, mixed)) }];
  };
  return parseXml(text).children.flatMap((each) => node(each, false));
}

/** What holds for the formatting of any well-formed text: nothing that it says changes, and doing it again changes nothing. */
function expectFaithful(text: string, unit: string): void {
  const edits = formatXml(parseXml(text), { unit });
  if (!edits) return;
  const once = applyEdits(text, edits);
  expect(parseXml(once).problems).toEqual([]);
  expect(said(once)).toEqual(said(text));
  expect(applyEdits(once, formatXml(parseXml(once), { unit }) ?? [])).toBe(once);
}

describe('a profile', () => {
  test('is indented, and nothing else', () => {
    expect(
      formatted(`<?xml version="1.0" encoding="utf-8"?>
    <!-- Fabrikam
       user tunnel -->
  <VPNProfile>
<AlwaysOn> true </AlwaysOn>   <!-- always -->



      <DnsSuffix>
  corp.fabrikam.com
      </DnsSuffix><!-- which network -->
<TrustedNetworkDetection><![CDATA[ corp.fabrikam.com ]]></TrustedNetworkDetection>
	<Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <NativeProfile
      a="1
      2"><Servers
      >vpn.fabrikam.com</Servers>
<Authentication>
      <Eap><Configuration><EapHostConfig xmlns="x"><TrustedRootCA>4d 1f 6a 93 0c 58
   b2 e7 </TrustedRootCA></EapHostConfig></Configuration></Eap></Authentication>
  <!-- first --> <!-- second -->
  </NativeProfile>
       <Route>
       </Route>
  <Foo>text <Bar>
</Bar></Foo>
      </VPNProfile>

`),
    ).toBe(`<?xml version="1.0" encoding="utf-8"?>
<!-- Fabrikam
       user tunnel -->
<VPNProfile>
  <AlwaysOn> true </AlwaysOn>   <!-- always -->

  <DnsSuffix>
  corp.fabrikam.com
      </DnsSuffix><!-- which network -->
  <TrustedNetworkDetection><![CDATA[ corp.fabrikam.com ]]></TrustedNetworkDetection>
  <Route>
    <Address>10.20.0.0</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
  <NativeProfile
      a="1
      2">
    <Servers
      >vpn.fabrikam.com</Servers>
    <Authentication>
      <Eap>
        <Configuration>
          <EapHostConfig xmlns="x">
            <TrustedRootCA>4d 1f 6a 93 0c 58
   b2 e7 </TrustedRootCA>
          </EapHostConfig>
        </Configuration>
      </Eap>
    </Authentication>
    <!-- first --> <!-- second -->
  </NativeProfile>
  <Route>
       </Route>
  <Foo>text <Bar>
</Bar></Foo>
</VPNProfile>

`);
  });

  test('keeps its line ends and takes any unit', () => {
    expect(formatted('<VPNProfile>\r\n<Route><Address>1</Address></Route>\r\n\r\n\r\n</VPNProfile>', '\t')).toBe(
      '<VPNProfile>\r\n\t<Route>\r\n\t\t<Address>1</Address>\r\n\t</Route>\r\n\r\n</VPNProfile>',
    );
    expect(formatted('<VPNProfile><AlwaysOn/></VPNProfile>')).toBe('<VPNProfile>\n  <AlwaysOn/>\n</VPNProfile>');
    expect(formatted('<VPNProfile>\r<AlwaysOn/></VPNProfile>')).toBe('<VPNProfile>\r  <AlwaysOn/>\r</VPNProfile>');
  });

  test('that is laid out already has no edits', () => {
    const text = '<VPNProfile>\n  <!-- a -->\n  <AlwaysOn>true</AlwaysOn> <!-- b -->\n\n  <Route/>\n</VPNProfile>';
    expect(formatted(text)).toBe(text);
  });

  test('keeps a comment in front of an element there, for a suppression speaks of lines', () => {
    expect(formatted('<VPNProfile>\n<!-- aovpn-disable-line crypto-missing: no --> <NativeProfile/><Route/>\n</VPNProfile>')).toBe(
      '<VPNProfile>\n  <!-- aovpn-disable-line crypto-missing: no --> <NativeProfile/>\n  <Route/>\n</VPNProfile>',
    );
    expect(formatted('<VPNProfile> <!-- a -->\n<Route/></VPNProfile>')).toBe('<VPNProfile> <!-- a -->\n  <Route/>\n</VPNProfile>');
  });

  test.each([
    ['xml:space', '<VPNProfile xml:space="preserve"><Route> <Address/></Route></VPNProfile>'],
    [
      'the configuration of a plug-in',
      '<VPNProfile>\n  <PluginProfile>\n    <CustomConfiguration><a> <b/></a></CustomConfiguration>\n  </PluginProfile>\n</VPNProfile>',
    ],
    ['mixed content', '<VPNProfile>$routes <Route><Address/></Route></VPNProfile>'],
  ])('%s stays as it is', (_, text) => {
    expect(formatted(text)).toBe(text);
  });

  test.each([
    ['that is broken', '<VPNProfile><Route></VPNProfile>'],
    ['that is being typed', '<VPNProfile>\n<Rou'],
    ['with a document type', '<!DOCTYPE VPNProfile>\n<VPNProfile><Route/></VPNProfile>'],
    ['that is none', '<configuration><Route/></configuration>'],
  ])('nothing for one %s', (_, text) => {
    expect(formatted(text)).toBeUndefined();
  });
});

describe('a selection', () => {
  const text = '<VPNProfile>\n<AlwaysOn/>\n        <Route>\n<Address/>\n<PrefixSize/>\n</Route>\n<RegisterDNS/>\n</VPNProfile>\n';
  const lines = (from: string, to: string): Span => ({ start: text.indexOf(from), end: text.indexOf(to) });

  test('is laid out as the lines around it are', () => {
    expect(formatted(text, '  ', lines('<Address/>', '</Route>'))).toBe(
      text.replace('<Address/>\n<PrefixSize/>', '          <Address/>\n          <PrefixSize/>'),
    );
  });

  test('of whole lines leaves the next line alone, and one within a line means that line', () => {
    expect(formatted(text, '  ', lines('<AlwaysOn/>', '        <Route>'))).toBe(text.replace('<AlwaysOn/>', '  <AlwaysOn/>'));
    const inside = text.indexOf('waysOn');
    expect(formatted(text, '  ', { start: inside, end: inside })).toBe(text.replace('<AlwaysOn/>', '  <AlwaysOn/>'));
  });
});

describe('formatting changes nothing that is said, and nothing the second time', () => {
  test('in well-formed documents', () => {
    fc.assert(
      fc.property(model, layout, fc.constantFrom('  ', '\t', ''), (written, style, unit) => expectFaithful(write(written, style), unit)),
      { numRuns: 300 },
    );
  });

  test('in whatever else is well-formed', () => {
    fc.assert(
      fc.property(soup, (inside) => expectFaithful(`<A>\n<B> ${inside}</B><!-- c --><C/></A>`, '  ')),
      { numRuns: 500 },
    );
  });

  test('in the snippets', () => {
    for (const snippet of SNIPPETS) if (snippet.language === 'xml') expectFaithful(plainText(snippet), '    ');
  });
});

const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev/A', import.meta.url));

describe.skipIf(!existsSync(CORPUS))('published profiles (../shared/corpus, where it lies beside the project)', () => {
  test('say the same after formatting', () => {
    const files = readdirSync(CORPUS).filter((name) => name.endsWith('.xml'));
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) expectFaithful(readFileSync(join(CORPUS, name), 'utf8').replace(/^\ufeff/, ''), '    ');
  });
});
