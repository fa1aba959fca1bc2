import type { ObjectNameSlot, Slot } from '../artefacts/artefact.ts';
import type { Completion } from './completion.ts';
import { describeObjectKind, describeObjectSetting } from './describe-object.ts';
import { order } from './sort-order.ts';

/** The kinds of objects that can be made at a place. */
export function objectKinds({ kinds, before, replace }: Extract<Slot, { kind: 'object-kind' }>): Completion[] {
  return kinds.map((each, index) => ({
    label: `${before}${each.kind}`,
    kind: 'parameter',
    detail: each.about,
    documentation: describeObjectKind(each),
    newText: `${before}${each.kind} `,
    replace,
    sortText: order(index),
  }));
}

/**
 * What can be typed into an object of a load balancer: its settings and their values, and the names of other objects.
 * @param named the objects of a kind that the files at hand make
 */
export function completeObject(
  slot: Extract<Slot, { kind: 'object-name' | 'object-setting' | 'object-value' }>,
  named: (objectKind: string) => readonly string[],
): Completion[] {
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
      return [
        ...named(slot.objectKind).map((name, index) => objectName(shortened(name, slot.local), slot, slot.objectKind, order(index))),
        ...slot.builtIn.map((name, index) => objectName(name, slot, `${slot.objectKind}, built in`, `9${order(index)}`)),
      ];
  }
}

function objectName(name: string, { spelled, begun, replace }: ObjectNameSlot, detail: string, sortText: string): Completion {
  const filterText = begun === undefined ? {} : { filterText: begun + name };
  return { label: name, kind: 'value', detail, newText: spelled(name), replace, ...filterText, sortText };
}

function shortened(name: string, local: string | undefined): string {
  return local !== undefined && name.startsWith(local) ? name.slice(local.length) : name;
}
