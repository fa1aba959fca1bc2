import { attributeName, ATTRIBUTES, FORM_NAMES, spell } from '../knowledge/ipsec.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { Report } from './rule.ts';

/** Reports every value of a policy that is spelled as another notation spells it, with the safe fix that respells it. */
export function reportForeignSpellings(policy: IPsecPolicy, report: (report: Report) => void): void {
  for (const attribute of ATTRIBUTES) {
    const slot = policy.slots[attribute];
    if (slot.state !== 'known' || slot.spelledAs === policy.form) continue;
    const right = spell(attribute, slot.algorithm, policy.form);
    if (right === undefined) continue;
    report({
      at: slot.written.at,
      message: `${attributeName(attribute, policy.form)} ${slot.written.value} is how ${slot.spelledAs === 'profile-xml' ? 'ProfileXML' : 'PowerShell'} spells it; ${FORM_NAMES[policy.form]} wants ${right}.`,
      fixes: () => [{ title: `Change to ${right}`, safe: true, changes: [{ kind: 'replace', at: slot.written.at, text: right }] }],
    });
  }
}
