import { rule } from '../rule.ts';

/** Brackets as people do not write them. */
const DEEP = ' a {'.repeat(49);

export default rule({
  id: 'text-too-deep',
  on: 'tooDeep',
  severity: 'information',
  title: 'The file has more in it than is read',
  why: 'Files that people write are a few levels deep, and have as many tags, statements and lines as somebody can look after. This product does not read what has many times as many, so that no file can make it fail: of what lies deeper, or of such a file, it knows nothing and says nothing.',
  howToFix:
    'See whether a bracket is repeated by mistake, or whether the file is what its name says. Where it has to be so deep or so large, check by hand what is in it, or divide it.',
  whenOff: 'For files that a program makes and that are known to be so deep or so large.',
  sources: ['This product, SECURITY.md, what it is built to withstand'],
  confidence: 'documented',
  examples: {
    bad: [`=== nginx.conf\nstream {${DEEP} a ⟦{⟧\n  listen 203.0.113.10:500 udp;\n}${'}'.repeat(50)}\n`],
    good: ['=== nginx.conf\nstream {\n  server {\n    listen 203.0.113.10:500 udp;\n  }\n}\n'],
  },
  check(much, report) {
    const message =
      'levels' in much
        ? `This is nested more than ${much.levels} levels deep. What lies inside is not read, so that nothing is said of it.`
        : `This has more than ${much.parts.toLocaleString('en')} tags, statements or lines. It is not read, so that nothing is said of it.`;
    report({ at: much.at, message });
  },
});
