import type { Location } from '../core/source-file.ts';
import { textOf } from '../core/span.ts';
import type { Change } from '../model/change.ts';
import { normalised, type IPsecPolicy } from '../model/policy.ts';
import type { RegistryWrite } from '../model/registry/write.ts';
import { observedAuthentication } from '../model/server-authentication.ts';
import type { Analysis } from './analysis.ts';

/**
 * The same change for the file as it is now. A finding is kept while the other files say the same, though their text may
 * have moved; its fix must then be written where things stand now. Returns `undefined` when the thing to change is gone
 * or says something else: a change is never made on top of one that it does not know of.
 */
export function rebase(change: Change, now: Analysis): Change | undefined {
  const { facts } = now.reading;
  const policy = (old: IPsecPolicy): IPsecPolicy | undefined => facts.policies.find((each) => each.key === old.key && normalised(each) === normalised(old));
  const write = (old: RegistryWrite): RegistryWrite | undefined =>
    facts.registryWrites.find((each) => each.key === old.key && each.path.text === old.path.text && each.name.text === old.name.text);
  if ('write' in change) {
    const found = write(change.write);
    return found && { ...change, write: found };
  }
  switch (change.kind) {
    case 'set-algorithm': {
      const found = policy(change.policy);
      return found && { ...change, policy: found };
    }
    case 'add-suite': {
      const native = facts.profiles.find((profile) => profile.native?.at.key === change.native.at.key)?.native;
      return native && !native.suite ? { ...change, native } : undefined;
    }
    case 'add-switch': {
      const found = policy(change.command.policy);
      const command = found && facts.policyCommands.find((each) => each.policy === found);
      return command && { ...change, command };
    }
    case 'switch-on':
    case 'attach-value':
    case 'name-arguments':
    case 'look-up-root':
    case 'pick-newest': {
      const call = facts.calls?.find((each) => each.key === change.call.key && each.text === change.call.text);
      return call && { ...change, call };
    }
    case 'accept-method': {
      const old = JSON.stringify(observedAuthentication(change.authentication));
      const authentication = facts.serverAuthentications?.find((each) => JSON.stringify(observedAuthentication(each)) === old);
      return authentication && { ...change, authentication };
    }
    case 'pin':
      return change;
    default:
      return moved(change, now);
  }
}

/** A change of nothing but places, with these as they are now. */
function moved(change: PlacedChange, now: Analysis): Change | undefined {
  switch (change.kind) {
    case 'add-element': {
      const parent = samePlace(change.parent, now);
      return parent && { ...change, parent };
    }
    case 'move-element': {
      const at = samePlace(change.at, now);
      const to = samePlace(change.to, now);
      return at && to && { ...change, at, to };
    }
    case 'sort-elements': {
      const at = samePlace(change.at, now);
      const order = change.order.flatMap((each) => samePlace(each, now) ?? []);
      return at && order.length === change.order.length ? { ...change, at, order } : undefined;
    }
    case 'plain-signs': {
      const signs = change.signs.flatMap((sign) => {
        const place = samePlace(sign.at, now);
        return place ? [{ ...sign, at: place }] : [];
      });
      const at = samePlace(change.at, now);
      return at && signs.length === change.signs.length ? { ...change, at, signs } : undefined;
    }
    default: {
      const at = samePlace(change.at, now);
      return at && { ...change, at };
    }
  }
}

type PlacedChange = Extract<Change, { readonly at: Location } | { readonly parent: Location }>;

function samePlace(at: Location, { reading: { facts } }: Analysis): Location | undefined {
  if (at.file === facts.file) return at;
  const span = at.key === undefined ? undefined : facts.placeOf(at.key);
  return span && textOf(facts.file.text, span) === textOf(at.file.text, at.span) ? { ...at, file: facts.file, span } : undefined;
}
