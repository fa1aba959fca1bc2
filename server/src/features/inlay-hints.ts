import type { Location } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { algorithmById, ATTRIBUTES, type AttributeName } from '../knowledge/ipsec.ts';
import { addressText, netmask } from '../model/profile/address.ts';
import { addressCount } from './describe-value.ts';
import { fieldPlace } from '../model/profile/field.ts';
import { routesOf } from '../model/profile/routes.ts';
import type { Facts } from '../model/facts.ts';
import type { Slot } from '../model/policy.ts';
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
  /** What each algorithm is, and how large each group. */
  readonly algorithmName: boolean;
}

interface Hint extends Omit<InlayHint, 'offset'> {
  readonly at: Location;
}

/** The hints of a file within a span, in its order. */
export function inlayHints(workspace: Workspace, uri: string, within: Span, choice: HintChoice): InlayHint[] {
  const hints = new Map<string, InlayHint>();
  for (const { analysis, toFile, outer } of partsOf(workspace, uri)) {
    // An editor asks for what it shows, and of thousands of documents in an export those are few.
    if (outer && (outer.end < within.start || within.end < outer.start)) continue;
    const { facts } = analysis.reading;
    for (const { at, label, tooltip } of [...(choice.prefixSize ? prefixHints(facts) : []), ...algorithmHints(facts, choice)]) {
      const span = toFile(at.span);
      // One text may state the values of several policies.
      if (span && within.start <= span.end && span.end <= within.end) hints.set(`${span.end} ${label}`, { offset: span.end, label, tooltip });
    }
  }
  return [...hints.values()].sort((a, b) => a.offset - b.offset);
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

function algorithmHints({ policies }: Facts, choice: HintChoice): Hint[] {
  if (!choice.algorithmStrength && !choice.algorithmName) return [];
  return policies.flatMap(({ slots }) => ATTRIBUTES.flatMap((name) => algorithmHint(name, slots[name], choice)));
}

function algorithmHint(attribute: AttributeName, slot: Slot, { algorithmName, algorithmStrength }: HintChoice): Hint[] {
  const algorithm = slot.state === 'known' ? algorithmById(attribute, slot.algorithm) : undefined;
  if (slot.state !== 'known' || !algorithm) return [];
  const tooltip = algorithm.verdict === undefined ? algorithm.meaning : `${algorithm.meaning}. ${algorithm.verdict}`;
  // The number of a group stands in its name.
  const name = algorithm.meaning.replace(/^group \d+, /, '');
  const label = [...(algorithmName ? [name] : []), ...(algorithmStrength ? [STRENGTH_WORDS[algorithm.strength]] : [])].join(' · ');
  return [{ at: behindQuote(slot.written.at), label, tooltip }];
}

/** A place that ends behind the quote that ends the text, where there is one. */
function behindQuote({ file, span }: Location): Location {
  const quoted = /^['"\u2018-\u201E]$/.test(file.text.charAt(span.start - 1)) && /^['"\u2018-\u201E]$/.test(file.text.charAt(span.end));
  return quoted ? { file, span: { start: span.start, end: span.end + 1 } } : { file, span };
}
