import type { IkePair } from './context.ts';
import type { Persistence } from './load-balancer.ts';
import { choiceOf } from './servers.ts';
import type { Service } from './service.ts';
import { valueOf } from './setting.ts';

/**
 * Whether a client's packets to both ports of IKE go to one server.
 * - `one`: what would tie them is in force for one of the two listeners only
 * - `not needed`: there is one server, or none
 *
 * `presumed`: no file says which servers there are, and so neither that there are several.
 */
export type Tie =
  | { readonly state: 'tied' | 'unknown' | 'not needed' }
  | { readonly state: 'none'; readonly presumed: boolean }
  | { readonly state: 'one'; readonly presumed: boolean; readonly by: Persistence; readonly lacking: Service; readonly having: Service };

/** How two listeners are tied. Source: F5, "Overview of session persistence"; Citrix ADC, lb group; Kemp, "Port Following". */
export function tieOf({ ike, natTraversal }: Pick<IkePair, 'ike' | 'natTraversal'>): Tie {
  const choice = choiceOf([ike, natTraversal]);
  if (choice === 'single') return { state: 'not needed' };
  if (choice === 'unknown') return { state: 'unknown' };
  const presumed = choice === 'presumed';
  const [mine, theirs] = [bindings(ike), bindings(natTraversal)];
  if (!mine || !theirs) return { state: 'unknown' };
  if (mine.some((each) => reaches(each) && theirs.includes(each))) return { state: 'tied' };
  const [here, there] = [mine.filter(reaches), theirs.filter(reaches)];
  if (here.length > 0 && there.length > 0) return [...here, ...there].every(isGroup) ? { state: 'none', presumed } : { state: 'unknown' };
  const rest = [...(here.length > 0 ? [] : mine), ...(there.length > 0 ? [] : theirs)];
  // What is none of the kinds may go by the client's address in its own way.
  if (rest.some(({ kind }) => valueOf(kind) === 'other')) return { state: 'unknown' };
  if (here[0]) return { state: 'one', presumed, by: here[0], lacking: natTraversal, having: ike };
  return there[0] ? { state: 'one', presumed, by: there[0], lacking: ike, having: natTraversal } : { state: 'none', presumed };
}

/** What keeps clients of a listener with their server; `undefined` where that is not known or something else takes part. */
function bindings({ listener, persistences, fallbacks }: Service): readonly Persistence[] | undefined {
  if (listener.programmed || !persistences || !fallbacks) return undefined;
  const all = [...persistences, ...fallbacks];
  const known = all.every(({ kind, scope }) => valueOf(kind) !== undefined && (valueOf(kind) === 'none' || valueOf(scope) !== undefined));
  return known ? all.filter(({ kind }) => valueOf(kind) !== 'none') : undefined;
}

/** Whether its records hold for more than one listener. */
function reaches({ scope }: Persistence): boolean {
  return valueOf(scope) !== 'listener';
}

function isGroup({ scope }: Persistence): boolean {
  return valueOf(scope) === 'group';
}
