import { uriName } from '../../core/uri.ts';
import type { HaproxyConfig } from '../../syntax/haproxy/config.ts';
import { artefact } from '../artefact.ts';
import { listenerAt } from '../listener-subject.ts';
import { writeComments } from '../read-only.ts';
import { readHaproxy } from './read.ts';

/** A configuration of HAProxy, which is read and never written. */
export default artefact<HaproxyConfig>({
  id: 'haproxy',
  title: 'HAProxy',
  languageIds: ['haproxy', 'plaintext', 'ini'],
  fileNames: ['.cfg'],
  comment: { start: '# ' },
  byContent: true,
  recognises: ({ uri, languageId, text }) =>
    (languageId === 'haproxy' || /\.cfg$/i.test(uriName(uri))) &&
    /^[ \t]*(?:frontend|listen|backend|udp-lb)[ \t]+\S/m.test(text) &&
    /^[ \t]*(?:bind|dgram-bind|server)[ \t]+\S/m.test(text),
  read: readHaproxy,
  write: (reading, changes) => writeComments(reading, reading.tree.comments, changes),
  subjectAt: listenerAt,
  slotAt: () => undefined,
  comments: ({ tree }) => tree.comments,
  statements: ({ tree }) => tree.sections.flatMap(({ head, lines }) => [head.span, ...lines.map(({ span }) => span)]),
  outline: ({ tree }) =>
    tree.sections.map(({ kind, name, span, head }) => ({
      name: name ? `${kind} ${name.text}` : kind,
      kind: 'group',
      span,
      nameSpan: name?.span ?? head.span,
      children: [],
    })),
  folds: ({ tree }) => tree.sections.map(({ span }) => ({ span, kind: 'element' })),
});
