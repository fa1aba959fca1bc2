import { expect } from 'vitest';
import { readCitrix } from '../../server/src/artefacts/citrix-adc/read.ts';
import { writeCitrix } from '../../server/src/artefacts/citrix-adc/write.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import type { Location } from '../../server/src/core/source-file.ts';
import type { LoadBalancerChange } from '../../server/src/model/load-balancer/change.ts';
import type { LoadBalancer } from '../../server/src/model/load-balancer/load-balancer.ts';

export type Make = (at: (key: string) => Location, balancer: LoadBalancer) => readonly LoadBalancerChange[];

export function balancerOf(text: string): LoadBalancer {
  return readCitrix({ uri: 'file:///project/ns.conf', text }).facts.loadBalancer ?? expect.fail('There is no load balancer');
}

/** The text after some changes; `undefined` where they cannot be made. */
export function changed(text: string, make: Make): string | undefined {
  const file = { uri: 'file:///project/ns.conf', text };
  const reading = readCitrix(file);
  const at = (key: string): Location => ({ file, span: reading.facts.placeOf(key) ?? expect.fail(`There is no ${key}`), key });
  const edits = writeCitrix(reading, make(at, reading.facts.loadBalancer ?? expect.fail()));
  return edits && applyEdits(text, edits);
}

/** The lines that are new or gone, in the order of the text: everything else must have stayed. */
export function difference(before: string, after: string | undefined): string[] {
  if (after === undefined) return ['impossible'];
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const result: string[] = [];
  let at = 0;
  fresh.forEach((line, index) => {
    const found = old.indexOf(line, at);
    const stays = found >= 0 && old.slice(at, found).every((each) => !fresh.slice(index).includes(each));
    if (!stays) return result.push(`+${line}`);
    result.push(...old.slice(at, found).map((each) => `-${each}`));
    at = found + 1;
    return undefined;
  });
  return [...result, ...old.slice(at).map((each) => `-${each}`)];
}

export const shown = (text: string, make: Make): string[] => difference(text, changed(text, make));
