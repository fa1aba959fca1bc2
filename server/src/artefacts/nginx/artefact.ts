import { uriName } from '../../core/uri.ts';
import type { NginxConfig, NginxDirective } from '../../syntax/nginx/config.ts';
import { artefact } from '../artefact.ts';
import type { OutlineEntry } from '../editing.ts';
import { listenerAt } from '../listener-subject.ts';
import { writeComments } from '../read-only.ts';
import { readNginx } from './read.ts';

/** A configuration of NGINX that passes on TCP or UDP, which is read and never written. */
export default artefact<NginxConfig>({
  id: 'nginx',
  title: 'NGINX, as far as it passes on TCP and UDP',
  languageIds: ['nginx', 'plaintext', 'properties'],
  fileNames: ['.conf'],
  comment: { start: '# ' },
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === 'nginx' || /\.conf$/i.test(uriName(uri))) &&
    /(?:^|[{;])[ \t]*listen[ \t][^;{}\r\n]+;/m.test(text) &&
    (/^[ \t]*stream\s*\{/m.test(text) ||
      (/(?:^|[{;])[ \t]*proxy_pass[ \t]+(?!https?:)[^\s;{}][^;{}\r\n]*;/m.test(text) && !/^[ \t]*(?:http|location)\b/m.test(text))),
  read: readNginx,
  write: (reading, changes) => writeComments(reading, reading.tree.comments, changes),
  subjectAt: listenerAt,
  slotAt: () => undefined,
  comments: ({ tree }) => tree.comments,
  statements: ({ tree }) => flat(tree.directives).map(({ span }) => span),
  outline: ({ tree }) => tree.directives.flatMap(entry),
  folds: ({ tree }) => flat(tree.directives).flatMap(({ span, block }) => (block ? [{ span, kind: 'element' as const }] : [])),
});

function flat(directives: readonly NginxDirective[]): NginxDirective[] {
  return directives.flatMap((each) => [each, ...flat(each.block ?? [])]);
}

function entry({ name, words, span, block }: NginxDirective): OutlineEntry[] {
  if (!block) return [];
  const listens = block.filter((each) => each.name === 'listen').map((each) => each.words.map(({ text }) => text).join(' '));
  const detail = name === 'server' ? listens.join(', ') : words.map(({ text }) => text).join(' ');
  return [
    {
      name: detail === '' ? name : `${name} ${detail}`,
      kind: 'group',
      span,
      nameSpan: { start: span.start, end: span.start + name.length },
      children: block.flatMap(entry),
    },
  ];
}
