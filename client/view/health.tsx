import type { VNode } from 'preact';
import type { Health } from '../../server/src/features/deployment-view/view.ts';
import { HEALTH_TEXT } from './layout.ts';

const SIGNS: Readonly<Record<Health, string>> = { ok: '✓', broken: '✕', unknown: '?' };

/** How something is, by sign and word: colour says it once more. */
export function HealthMark({ health, text = HEALTH_TEXT[health] }: { readonly health: Health; readonly text?: string }): VNode {
  return (
    <span class={`health ${health}`}>
      <span aria-hidden="true" class="sign">
        {SIGNS[health]}
      </span>
      {text}
    </span>
  );
}

/** What two texts are to each other, in the words of `HEALTH_TEXT`. */
export const COMPARED_TEXT: Readonly<Record<Health, string>> = { ok: 'Same', broken: 'Different', unknown: 'Unknown' };

/** The same for a picture. */
export function signOf(health: Health): string {
  return SIGNS[health];
}
