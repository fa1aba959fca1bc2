import type { EapKind } from '../../knowledge/profile-xml/eap-methods.ts';
import { eapOf, methodsOf } from '../../model/profile/eap.ts';
import { fieldFlag } from '../../model/profile/field.ts';
import { fieldAt } from '../../model/profile/node.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import type { Report } from '../rule.ts';

/** A setting of a method that should not have one of its two values. */
export interface BadFlag {
  readonly kind: EapKind;
  /** Path below `EapType`. */
  readonly path: string;
  readonly bad: boolean;
  readonly message: string;
  readonly title: string;
}

/** Reports a setting wherever it certainly has the bad value; one that is not stated is left alone. */
export function reportBadFlag(profile: VpnProfile, { kind, path, bad, message, title }: BadFlag, report: (report: Report) => void): void {
  for (const { settings } of methodsOf(eapOf(profile), kind)) {
    const field = fieldAt(settings, path);
    if (field.state !== 'known' || fieldFlag(field) !== bad) continue;
    const { at } = field.written;
    report({ at, message, fixes: () => [{ title, safe: false, changes: [{ kind: 'replace', at, text: String(!bad) }] }] });
  }
}
