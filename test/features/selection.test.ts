import { describe, expect, test } from 'vitest';
import { encloses, textOf } from '../../server/src/core/span.ts';
import { linkedEditing } from '../../server/src/features/linked-editing.ts';
import { selection } from '../../server/src/features/selection.ts';
import { parseFixture, workspaceOf } from '../support/fixture.ts';

const at = (text: string) => {
  const fixture = parseFixture(`=== p.xml\n${text}`);
  const { uri, offset } = fixture.cursor ?? expect.fail('no cursor');
  return { workspace: workspaceOf(fixture), uri, offset, text: fixture.files[0]?.text ?? '' };
};

/** Each step of the growing selection. */
function grown(marked: string): string[] | undefined {
  const { workspace, uri, offset, text } = at(marked);
  return selection(workspace, uri, offset)?.map((span) => textOf(text, span));
}

function linked(marked: string): string[] | undefined {
  const { workspace, uri, offset, text } = at(marked);
  return linkedEditing(workspace, uri, offset)?.map(({ start, end }) => `${start} ${text.slice(start, end)}`);
}

describe('a selection grows', () => {
  test('from a value outwards', () => {
    expect(grown('<VPNProfile><Route> <Address> 10.0⟦⟧.0.0 </Address> </Route></VPNProfile>')).toEqual([
      '10.0.0.0',
      ' 10.0.0.0 ',
      '<Address> 10.0.0.0 </Address>',
      ' <Address> 10.0.0.0 </Address> ',
      '<Route> <Address> 10.0.0.0 </Address> </Route>',
      '<VPNProfile><Route> <Address> 10.0.0.0 </Address> </Route></VPNProfile>',
    ]);
  });

  test('from an item of a list', () => {
    expect(grown('<VPNProfile><DnsSuffix>a.com, b⟦⟧.com,c.com</DnsSuffix></VPNProfile>')?.slice(0, 3)).toEqual([
      'b.com',
      'a.com, b.com,c.com',
      '<DnsSuffix>a.com, b.com,c.com</DnsSuffix>',
    ]);
  });

  test('from the first and the last place of a value', () => {
    expect(grown('<VPNProfile><DnsSuffix>⟦⟧a.com</DnsSuffix></VPNProfile>')?.[0]).toBe('a.com');
    expect(grown('<VPNProfile><DnsSuffix>a.com⟦⟧</DnsSuffix></VPNProfile>')?.[0]).toBe('a.com');
  });

  test('from names and attributes', () => {
    const element = '<VPNProfile a = "b c" d=\'e\'></VPNProfile>';
    expect(grown('<VPN⟦⟧Profile a = "b c" d=\'e\'></VPNProfile>')).toEqual(['VPNProfile', '<VPNProfile a = "b c" d=\'e\'>', element]);
    expect(grown('<VPNProfile a = "b c" d=\'e\'></VPN⟦⟧Profile>')).toEqual(['VPNProfile', '</VPNProfile>', element]);
    expect(grown('<VPNProfile a = "b⟦⟧ c" d=\'e\'></VPNProfile>')).toEqual(['b c', '"b c"', 'a = "b c"', '<VPNProfile a = "b c" d=\'e\'>', element]);
    expect(grown('<VPNProfile a = "b c" ⟦⟧d=\'e\'></VPNProfile>')?.slice(0, 2)).toEqual(['d', "d='e'"]);
  });

  test('from a comment and a CDATA section', () => {
    expect(grown('<VPNProfile><!-- a⟦⟧ b --></VPNProfile>')?.slice(0, 3)).toEqual(['a b', ' a b ', '<!-- a b -->']);
    expect(grown('<VPNProfile><DnsSuffix><![CDATA[a⟦⟧.com]]></DnsSuffix></VPNProfile>')?.slice(0, 3)).toEqual([
      'a.com',
      '<![CDATA[a.com]]>',
      '<DnsSuffix><![CDATA[a.com]]></DnsSuffix>',
    ]);
  });

  test('at every place of every beginning of a document, each step around the one before', () => {
    const whole = '<?xml version="1.0"?>\n<VPNProfile a="b">\n<!-- c --><Route><Address>1,2</Address><X/></Route></VPNProfile>\n';
    for (let end = 0; end <= whole.length; end++) {
      const fixture = parseFixture(`=== p.xml\n${whole.slice(0, end)}`);
      const workspace = workspaceOf(fixture);
      for (let offset = 0; offset <= end; offset++) {
        const spans = selection(workspace, 'file:///project/p.xml', offset) ?? [];
        const isSound = spans.every((span, index) => {
          const inner = spans[index - 1];
          return span.start <= offset && offset <= span.end && span.end <= end && (!inner || encloses(span, inner));
        });
        if (!isSound) expect.fail(`${whole.slice(0, end)} at ${offset}`);
      }
    }
  });
});

describe('the two names of an element', () => {
  test('are edited together, from either', () => {
    expect(linked('<VPNProfile><Ro⟦⟧ute a="b"></Route ></VPNProfile>')).toEqual(['13 Route', '27 Route']);
    expect(linked('<VPNProfile><Route></Route⟦⟧></VPNProfile>')).toEqual(['13 Route', '21 Route']);
    expect(linked('<⟦⟧VPNProfile></VPNProfile>')).toEqual(['1 VPNProfile', '14 VPNProfile']);
  });

  test.each([
    ['beside the names', '<VPNProfile><Route a⟦⟧="b"></Route></VPNProfile>'],
    ['in a value', '<VPNProfile><AlwaysOn>Always⟦⟧On</AlwaysOn></VPNProfile>'],
    ['with one tag only', '<VPNProfile><Route⟦⟧/></VPNProfile>'],
    ['that is not closed', '<VPNProfile><Route⟦⟧></VPNProfile>'],
    ['that are not the same', '<VPNProfile><Route⟦⟧></route></VPNProfile>'],
  ])('not %s', (_, text) => {
    expect(linked(text)).toBeUndefined();
  });
});
