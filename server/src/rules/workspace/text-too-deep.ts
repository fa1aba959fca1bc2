import { rule } from '../rule.ts';

/** Brackets as people do not write them. */
const DEEP = ' a {'.repeat(49);

export default rule({
  id: 'text-too-deep',
  on: 'tooDeep',
  severity: 'information',
  title: 'A part of the file is nested too deep to be read',
  why: 'Files that people write are a few levels deep. This product stops reading a text that has many times as many, so that no file can make it fail: of what lies deeper it knows nothing, and says nothing.',
  howToFix:
    'See whether a bracket is repeated by mistake, or whether the file is what its name says. Where it has to be so deep, check by hand what lies inside.',
  whenOff: 'For files that a program makes and that are known to be so deep.',
  sources: ['This product, SECURITY.md, what it is built to withstand'],
  confidence: 'documented',
  examples: {
    bad: [`=== nginx.conf\nstream {${DEEP} a ⟦{⟧\n  listen 203.0.113.10:500 udp;\n}${'}'.repeat(50)}\n`],
    good: ['=== nginx.conf\nstream {\n  server {\n    listen 203.0.113.10:500 udp;\n  }\n}\n'],
  },
  check({ at, levels }, report) {
    report({ at, message: `This is nested more than ${levels} levels deep. What lies inside is not read, so that nothing is said of it.` });
  },
});
