import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { algorithmById, ATTRIBUTES, type AttributeName } from '../knowledge/ipsec.ts';
import { addressText, netmask } from '../model/profile/address.ts';
import { addressCount } from './describe-value.ts';
import { fieldPlace } from '../model/profile/field.ts';
import { routesOf } from '../model/profile/routes.ts';
import type { Facts } from '../model/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { STRENGTH_WORDS } from './describe-ipsec.ts';
import { partsOf } from './place.ts';

/** A word that an editor shows behind a text without its being in the file. */
export interface InlayHint {
  /** Where it stands. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Which hints someone wants. */
export interface HintChoice {
  readonly prefixSize: boolean;
  readonly algorithmStrength: boolean;
}

interface Hint extends Omit<InlayHint, 'offset'> {
  readonly at: Location;
}

/** The hints of a file within a span, in its order. */
export function inlayHints(workspace: Workspace, uri: string, within: Span, choice: HintChoice): InlayHint[] {
  const hints = partsOf(workspace, uri).flatMap(({ analysis, toFile }) => {
    const { facts } = analysis.reading;
    const wanted = [...(choice.prefixSize ? prefixHints(facts) : []), ...(choice.algorithmStrength ? strengthHints(facts) : [])];
    return wanted.flatMap(({ at, label, tooltip }): InlayHint[] => {
      const span = toFile(at.span);
      return span && within.start <= span.end && span.end <= within.end ? [{ offset: span.end, label, tooltip }] : [];
    });
  });
  return hints.sort((a, b) => a.offset - b.offset);
}

function prefixHints({ profiles }: Facts): Hint[] {
  return profiles.flatMap(routesOf).flatMap(({ prefix, prefixSize }): Hint[] => {
    const at = fieldPlace(prefixSize);
    if (!prefix || !at) return [];
    const count = addressCount(prefix);
    const mask = netmask(prefix);
    return [
      mask
        ? { at, label: `${addressText(mask)} · ${count}`, tooltip: `The subnet mask of /${prefix.size}, and how many addresses it leaves.` }
        : { at, label: count, tooltip: `How many addresses /${prefix.size} leaves.` },
    ];
  });
}

/** Only values of profiles: in a script a hint would stand within the quotes. */
function strengthHints({ policies }: Facts): Hint[] {
  return policies.filter(({ form }) => form === 'profile-xml').flatMap(({ slots }) => ATTRIBUTES.flatMap((name) => strengthHint(name, slots[name])));
}

function strengthHint(attribute: AttributeName, slot: Facts['policies'][number]['slots'][AttributeName]): Hint[] {
  const algorithm = slot.state === 'known' ? algorithmById(attribute, slot.algorithm) : undefined;
  if (slot.state !== 'known' || !algorithm) return [];
  const tooltip = algorithm.verdict === undefined ? algorithm.meaning : `${algorithm.meaning}. ${algorithm.verdict}`;
  return [{ at: slot.written.at, label: STRENGTH_WORDS[algorithm.strength], tooltip }];
}
