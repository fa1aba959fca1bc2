import { indentationBefore, lineStart } from '../../core/lines.ts';
import { append } from '../../core/lists.ts';
import { textOf, type Span } from '../../core/span.ts';
import { isBlankText } from '../../syntax/xml/characters.ts';
import type { XmlComment, XmlNode } from '../../syntax/xml/tree.ts';
import type { Fold } from '../editing.ts';
import type { Reading } from '../artefact.ts';
import type { ProfileTree } from './tree.ts';

/** Elements and comments over several lines, comments on lines of their own that follow each other, and `#region` comments. */
export function profileFolds({ file, tree }: Reading<ProfileTree>): Fold[] {
  const { text } = file;
  const folds: Fold[] = [];
  collect(tree.document.children, text, folds);
  append(folds, regions(tree.document.comments, text));
  return folds.filter(({ span }) => /[\r\n]/.test(textOf(text, span))).sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function collect(nodes: readonly XmlNode[], text: string, folds: Fold[]): void {
  let run: Span | undefined;
  const endRun = (): void => {
    if (run) folds.push({ span: run, kind: 'comment' });
    run = undefined;
  };
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'comment' && regionMark(node, text) === undefined) {
      const before = nodes[index - 1];
      // An empty line ends a run of comments, as a paragraph would.
      const follows = run && before?.kind === 'text' && isBlankText(text, before.span) && !/\n\s*\n/.test(textOf(text, before.span));
      if (!follows) endRun();
      run = { start: run?.start ?? node.span.start, end: node.span.end };
      continue;
    }
    if (node.kind === 'text' && isBlankText(text, node.span)) continue;
    endRun();
    if (node.kind !== 'element') continue;
    if (node.closed && node.closeTag) folds.push({ span: { start: node.span.start, end: endOfContent(text, node.closeTag.start) }, kind: 'element' });
    collect(node.children, text, folds);
  }
  endRun();
}

/** The end of the line before an end tag that stands first on its own line, which is to stay; else the end tag. */
function endOfContent(text: string, closeTag: number): number {
  if (indentationBefore(text, closeTag) === undefined) return closeTag;
  const start = lineStart(text, closeTag);
  return text[start - 1] === '\n' && text[start - 2] === '\r' ? start - 2 : Math.max(0, start - 1);
}

function regionMark({ content }: XmlComment, text: string): 'start' | 'end' | undefined {
  const mark = /^\s*#(end)?region\b/.exec(textOf(text, content));
  return mark ? (mark[1] === undefined ? 'start' : 'end') : undefined;
}

function regions(comments: readonly XmlComment[], text: string): Fold[] {
  const open: number[] = [];
  return comments.flatMap((comment): Fold[] => {
    const mark = regionMark(comment, text);
    if (mark === 'start') open.push(comment.span.start);
    const start = mark === 'end' ? open.pop() : undefined;
    return start === undefined ? [] : [{ span: { start, end: comment.span.end }, kind: 'region' }];
  });
}
