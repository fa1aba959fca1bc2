import { rule } from '../rule.ts';

export default rule({
  id: 'internal',
  on: 'internalError',
  severity: 'hint',
  title: 'A rule failed on this file',
  why: 'A defect of this product: the rule named in the message did not finish here, so its findings are missing. Everything else was checked.',
  howToFix: 'Report it with the file, or the part of it that causes it.',
  whenOff: 'Never: it says that something was not checked. Report the defect instead.',
  sources: ['This product'],
  confidence: 'documented',
  // A rule that fails is a defect, so there is no document that shows it; `test/workspace` covers it with a rule made to fail.
  examples: { bad: [], good: ['=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14\n'] },
  check({ at, ruleId }, report) {
    report({ at, message: `The rule ${ruleId} failed here; its findings are missing. This is a defect of Always On VPN, please report it.` });
  },
});
