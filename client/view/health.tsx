import type { VNode } from 'preact';
import type { Health } from '../../server/src/features/deployment-view/view.ts';
import { say } from './strings.ts';

const SIGNS: Readonly<Record<Health, string>> = { ok: '✓', broken: '✕', unknown: '?' };

/** How something is, by sign and word: colour says it once more. */
export function HealthMark({ health, text = say(health) }: { readonly health: Health; readonly text?: string }): VNode {
  return (
    <span class={`health ${health}`}>
      <span aria-hidden="true" class="sign">
        {SIGNS[health]}
      </span>
      {text}
    </span>
  );
}

/** What two texts are to each other, where `HealthMark` would say how one thing is. */
export function comparedText(health: Health): string {
  return say(COMPARED[health]);
}

const COMPARED = { ok: 'same', broken: 'different', unknown: 'unknown' } as const;

/** The same for a picture. */
export function signOf(health: Health): string {
  return SIGNS[health];
}
