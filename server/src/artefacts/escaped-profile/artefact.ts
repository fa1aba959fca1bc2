import { partText, type DerivedText } from '../../core/derived-text.ts';
import { uriName } from '../../core/uri.ts';
import { Anchors, emptyFacts } from '../../model/facts.ts';
import { artefact } from '../artefact.ts';
import { ESCAPED_TAGS } from '../measure.ts';
import { isClosed, mayHoldProfile, numbered, profileIn } from '../embedded.ts';

interface EscapedTree {
  readonly content: DerivedText | undefined;
}

/** A file that is nothing but a ProfileXML with its markup escaped: what is sent through the WMI bridge. */
export default artefact<EscapedTree>({
  id: 'escaped-profile',
  title: 'ProfileXML in escaped form',
  languageIds: ['xml', 'plaintext'],
  fileNames: ['.xml'],
  measure: ESCAPED_TAGS,
  recognises: ({ uri, languageId, text }) =>
    /^\uFEFF?\s*&(?:amp;)*lt;/.test(text) &&
    mayHoldProfile(text) &&
    (languageId === undefined ? /\.(xml|txt)$/i.test(uriName(uri)) : languageId === 'xml' || languageId === 'plaintext') &&
    profileOf(text) !== undefined,
  read: (file) => {
    const content = profileOf(file.text);
    const anchors = new Anchors(file);
    const start = content?.text.indexOf('<VPNProfile') ?? -1;
    if (!content || start < 0) return { file, tree: { content }, facts: emptyFacts(file) };
    const escapedForm = {
      at: anchors.at(content.toOuter({ start, end: start + '<VPNProfile'.length }), 'root'),
      whole: anchors.at(content.outer, 'whole'),
      unescaped: content.text,
    };
    return { file, tree: { content }, facts: { ...emptyFacts(file), escapedForm, placeOf: (key: string) => anchors.placeOf(key) } };
  },
  write: ({ file }, changes) => {
    const replacements = changes.flatMap((change) => (change.kind === 'replace' ? [{ file, span: change.at.span, newText: change.text }] : []));
    return replacements.length === changes.length ? replacements : undefined;
  },
  subjectAt: () => undefined,
  slotAt: () => undefined,
  embedded: ({ tree: { content } }) => (content ? numbered([{ content, partial: !isClosed(content) }]) : []),
  comments: () => [],
  statements: () => [],
});

function profileOf(text: string): DerivedText | undefined {
  return profileIn(partText(text, { start: 0, end: text.length }));
}
