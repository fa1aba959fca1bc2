import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/core/edit.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import { printProblems } from './print.ts';

function problems(...texts: string[]): string {
  return texts.map((text) => [JSON.stringify(text), ...printProblems(parseXml(text))].join('\n')).join('\n');
}

test('tags that do not match', () => {
  expect(problems('<A><B>1</A>', '<A><B>1</b></A>', '<A><DHGroup>1</DHGrup></A>', '<A>1</B></A>', '<A/></A>', '<A>1<A>', '<A><B><C>', '<A></></A>'))
    .toMatchInlineSnapshot(`
      ""<A><B>1</A>"
      ! tag-unclosed B <B> is not closed: expected </B> before </A>. ⇒ insert at <A><B>1| → </B>
      "<A><B>1</b></A>"
      ! tag-case b </b> does not close <B>: upper and lower case must agree.
      "<A><DHGroup>1</DHGrup></A>"
      ! tag-mismatch DHGrup </DHGrup> does not close <DHGroup>: the names differ.
      "<A>1</B></A>"
      ! tag-unopened B </B> closes nothing: no <B> is open here.
      "<A/></A>"
      ! tag-unopened A </A> closes nothing: no <A> is open here.
      "<A>1<A>"
      ! tag-slash A <A> should be </A>: it stands behind the content of <A>, which nothing else closes. ⇒ insert at <A>1<| → /
      "<A><B><C>"
      ! tag-unclosed C <C> is not closed: expected </C></B></A> before the end of the document.
      "<A></></A>"
      ! tag-unopened  An end tag needs a name."
    `);
});

test('tags that are not complete', () => {
  expect(problems('<A', '<A b="1"\n<B/>', '<A><B x="1</B></A>', '<A>1</A', '<A b="1>2</A>', '<A><B C</B></A>', '<A>\n<B x="\n<C d="1"/></A>'))
    .toMatchInlineSnapshot(`
      ""<A"
      ! tag-unterminated <A The tag <A> is not complete: '>' is missing.
      "<A b=\\"1\\"\\n<B/>"
      ! tag-unterminated <A b="1" The tag <A> is not complete: '>' is missing.
      "<A><B x=\\"1</B></A>"
      ! attribute-unclosed "1 The value of the attribute x has no closing quote.
      "<A>1</A"
      ! tag-unterminated </A The end tag </A> is not complete: '>' is missing.
      "<A b=\\"1>2</A>"
      ! attribute-unclosed "1 The value of the attribute b has no closing quote.
      "<A><B C</B></A>"
      ! tag-unterminated <B C The tag <B> is not complete: '>' is missing. ⇒ insert at <A><B| → >
      "<A>\\n<B x=\\"\\n<C d=\\"1\\"/></A>"
      ! attribute-unclosed " The value of the attribute x has no closing quote."
    `);
});

test('attributes', () => {
  expect(
    problems(
      '<A b=1 c/>',
      '<A b="1"c="2"/>',
      '<A b="1" b="2"/>',
      '<A b"1"/>',
      '<A b="x<y" c="&"/>',
      '<A\u00a0b="1"/>',
      '<A 1="x"/>',
      '<A / >',
      '</ A>',
      '<A></A b>',
    ),
  ).toMatchInlineSnapshot(`
    ""<A b=1 c/>"
    ! attribute-unquoted 1 The value of the attribute b must stand in quotes. ⇒ 1 → "1"
    ! attribute-value-missing c The attribute c has no value.
    "<A b=\\"1\\"c=\\"2\\"/>"
    ! attribute-blank-missing c A blank is missing before the attribute c. ⇒ insert at <A b="1"| →  
    "<A b=\\"1\\" b=\\"2\\"/>"
    ! attribute-repeated b The attribute b is given twice in the tag <A>.
    "<A b\\"1\\"/>"
    ! tag-content " " has no meaning at this place in the tag <A>.
    "<A b=\\"x<y\\" c=\\"&\\"/>"
    ! less-than < A '<' in an attribute value must be written &lt;. ⇒ < → &lt;
    ! ampersand & An '&' must be written &amp; unless it begins a reference such as &lt;. ⇒ & → &amp;
    "<A b=\\"1\\"/>"
    ! blank-invalid ⟨U+00A0⟩ The character U+00A0 looks like a blank and is none in XML. ⇒ ⟨U+00A0⟩ →  
    "<A 1=\\"x\\"/>"
    ! name-invalid 1 A name may not contain '1' at this place.
    "<A / >"
    ! tag-content / > '/>' must be written without a blank. ⇒ / > → />
    "</ A>"
    ! name-invalid </ A No blank may stand between '</' and A. ⇒   → 
    ! tag-unopened A </A> closes nothing: no <A> is open here.
    "<A></A b>"
    ! tag-content b The end tag </A> may hold nothing but the name."
  `);
});

test('characters and references', () => {
  expect(problems('<A>Q&A &nbsp; &#0; &#xZ; &amp;</A>', '<A>1 < 2</A>', '<A>]]></A>', '<A>\u0000\u0001</A>', '<A\u2014B/>')).toMatchInlineSnapshot(`
    ""<A>Q&A &nbsp; &#0; &#xZ; &amp;</A>"
    ! ampersand & An '&' must be written &amp; unless it begins a reference such as &lt;. ⇒ & → &amp;
    ! entity-unknown &nbsp; XML knows no entity &nbsp; without a document type that declares it.
    ! character-reference &#0; &#0; stands for no character that XML allows.
    ! ampersand & An '&' must be written &amp; unless it begins a reference such as &lt;. ⇒ & → &amp;
    "<A>1 < 2</A>"
    ! less-than < A '<' that begins no tag must be written &lt;. ⇒ < → &lt;
    "<A>]]></A>"
    ! cdata-end ]]> Outside of a CDATA section ]]> must be written ]]&gt;. ⇒ > → &gt;
    "<A>\\u0000\\u0001</A>"
    ! character ⟨U+0000⟩ XML does not allow the character U+0000. The file may be damaged or saved in another encoding than it declares.
    "<A—B/>"
    ! name-invalid A—B A name may not contain the character U+2014 at this place."
  `);
});

test('markup that does not end, or is not allowed', () => {
  expect(
    problems('<A>\n<!-- x\n</A>', '<A><!-- a -- b --></A>', '<A><![CDATA[x</A>', '<A><?x</A>', '<!DOCTYPE a [\n<A/>', '<A><!DOCTYPE b></A>', '<A><? x?></A>'),
  ).toMatchInlineSnapshot(`
    ""<A>\\n<!-- x\\n</A>"
    ! comment-unclosed <!-- A comment starts here and does not end: '-->' is missing.
    "<A><!-- a -- b --></A>"
    ! comment-dashes -- '--' may not stand inside a comment.
    "<A><![CDATA[x</A>"
    ! cdata-unclosed <![CDATA[ A CDATA section starts here and does not end: ']]>' is missing.
    "<A><?x</A>"
    ! instruction-unclosed <?x <?x is not complete: '?>' is missing.
    "<!DOCTYPE a [\\n<A/>"
    ! doctype-unclosed <!DOCTYPE A document type starts here and does not end: '>' is missing.
    "<A><!DOCTYPE b></A>"
    ! doctype-place <!DOCTYPE b> Only one document type may stand in a document, before the root element.
    "<A><? x?></A>"
    ! name-invalid <? A name and a blank must follow '<?' directly."
  `);
});

test('what surrounds the root element', () => {
  expect(
    problems(
      '\n<?xml version="1.0"?><A/>',
      '<?xml encoding="utf-8"?><A/>',
      '<?xml version=1.0?><A/>',
      '<A/>\n<B/>',
      'Copy\n<A/>',
      '<A/>]',
      '<!-- only -->',
      ' \r\n',
      '',
    ),
  ).toMatchInlineSnapshot(`
    ""\\n<?xml version=\\"1.0\\"?><A/>"
    ! declaration-place <?xml version="1.0"?> The XML declaration <?xml … ?> must be the very first thing in the document: not even a blank line may stand before it.
    "<?xml encoding=\\"utf-8\\"?><A/>"
    ! declaration-content  encoding="utf-8" The XML declaration must give version, then may give encoding and standalone, in this order and nothing else.
    "<?xml version=1.0?><A/>"
    ! attribute-unquoted 1.0 The value of the attribute version must stand in quotes. ⇒ 1.0 → "1.0"
    "<A/>\\n<B/>"
    ! root-repeated B The document has more than one root element: <B> follows <A>.
    "Copy\\n<A/>"
    ! text-outside-root Copy Text may stand only inside the root element.
    "<A/>]"
    ! text-outside-root ] Text may stand only inside the root element.
    "<!-- only -->"
    ! root-missing  The document has no root element.
    " \\r\\n"
    """
  `);
});

test('problems come in order of place, and not without end', () => {
  const { problems: found } = parseXml(`<A>${'& '.repeat(1000)}`);
  expect(found.length).toBe(100);
  expect(found.map(({ span }) => span.start)).toEqual(found.map(({ span }) => span.start).sort((a, b) => a - b));
});

test.for([
  ['<A>\r\n  <B>\r\n    <C>1</C>\r\n</A>', '<A>\r\n  <B>\r\n    <C>1</C>\r\n  </B>\r\n</A>'],
  ['<A>\n  <B>1\n  <C>2</C>\n</A>', '<A>\n  <B>1</B>\n  <C>2</C>\n</A>'],
  ['<A>1<A>', '<A>1</A>'],
  ['<A b=1>Q&A ]]> < x</A>', '<A b="1">Q&amp;A ]]&gt; &lt; x</A>'],
  ['<A\u00a0b="1"c="x<y"></ A>', '<A b="1" c="x&lt;y"></A>'],
])('the fixes of %j make it well-formed', ([broken, healthy]) => {
  const document = parseXml(broken ?? '');
  const fixed = applyEdits(
    document.text,
    document.problems.flatMap(({ fix }) => fix ?? []),
  );
  expect(fixed).toBe(healthy);
  expect(parseXml(fixed).problems).toEqual([]);
});
