import type { Slot } from '../artefacts/artefact.ts';
import type { Completion } from './completion.ts';
import { describeObjectSetting } from './describe-object.ts';
import { order } from './sort-order.ts';

/** What can be typed into an object of a load balancer: its settings and their values, and the objects that come with the product. */
export function completeObject(slot: Extract<Slot, { kind: 'object-name' | 'object-setting' | 'object-value' }>): Completion[] {
  const { replace } = slot;
  switch (slot.kind) {
    case 'object-setting': {
      const used = new Set(slot.used.map((name) => name.toLowerCase()));
      return slot.of.settings
        .filter(({ name }) => !used.has(name.toLowerCase()))
        .map((about, index) => ({
          label: `${slot.before}${about.name}`,
          kind: 'parameter' as const,
          detail: about.default === undefined ? slot.of.kind : `default: ${about.default}`,
          documentation: describeObjectSetting(about, slot.of),
          newText: `${slot.before}${about.name}${slot.behind}`,
          replace,
          sortText: order(index),
        }));
    }
    case 'object-value':
      return (slot.about.values ?? []).map((value, index) => ({
        label: value,
        kind: 'value' as const,
        detail: value === slot.about.default ? `${slot.about.name} (default)` : slot.about.name,
        newText: value,
        replace,
        sortText: order(index),
      }));
    case 'object-name':
      return slot.builtIn.map((name, index) => ({
        label: name,
        kind: 'value' as const,
        detail: `${slot.objectKind}, built in`,
        newText: name,
        replace,
        sortText: `9${order(index)}`,
      }));
  }
}
