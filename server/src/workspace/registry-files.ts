import { hostUri, parentUri } from '../core/uri.ts';
import { withUnstated, type Facts } from '../model/facts.ts';
import { registryValuesNamed } from '../knowledge/registry.ts';
import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { RegistryInContext } from '../model/registry/context.ts';
import { registryFileOf } from '../model/registry/of-facts.ts';
import { observedRegistry } from '../model/registry/observed.ts';
import { bearingOnRegistry } from '../model/registry/server-calls.ts';
import type { RegistryWrite } from '../model/registry/write.ts';
import type { Analysis } from './analysis.ts';
import { isUnder, rootOf } from './folders.ts';
import type { PinnedDeployment } from './pairing.ts';

/**
 * Which files write to the registry of the same computers. Where the project file names a file, those that it names together with it. Else every
 * one in its folder, beside that or below it, as far as the project file does not put it elsewhere: more than belong together, since they are
 * asked for what the file leaves out.
 */
export class RegistryFiles {
  readonly #pinned: readonly PinnedDeployment[];
  readonly #roots: readonly string[];
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  /** URIs of the files that write to the registry, or that are about a server and may do so. */
  readonly #relevant: readonly string[];

  constructor(analyses: readonly Analysis[], pinned: readonly PinnedDeployment[], roots: readonly string[], analysisOf: (uri: string) => Analysis | undefined) {
    this.#pinned = pinned;
    this.#roots = roots;
    this.#analysisOf = analysisOf;
    this.#relevant = analyses.filter(({ facts }) => isRelevant(facts)).map(({ file }) => file.uri);
  }

  /** @param paired the device tunnels that the folders pair with the server of the file */
  of(uri: string, paired: () => readonly VpnProfile[]): Omit<RegistryInContext, 'minimumWindows'> | undefined {
    const facts = this.#factsOf(uri);
    if (!facts || !isRelevant(facts)) return undefined;
    const together = this.#pinned.filter(({ servers, clients }) => servers.has(uri) || clients.has(uri));
    const asServer = together.filter(({ servers }) => servers.has(uri));
    const named = new Set(together.flatMap(({ servers, clients }) => [...(servers.has(uri) ? servers : []), ...(clients.has(uri) ? clients : [])]));
    const others = (together.length > 0 ? this.#relevant.filter((each) => named.has(each)) : this.#near(uri)).filter((each) => each !== uri);
    const theirs = others.flatMap((each) => {
      const found = this.#factsOf(each);
      return found ? [{ uri: each, facts: found }] : [];
    });
    const profiles = together.length > 0 ? asServer.flatMap(({ clients }) => [...clients].flatMap((each) => this.#factsOf(each)?.profiles ?? [])) : paired();
    return {
      file: registryFileOf(facts) ?? { writes: [], keys: [], calls: [], restarts: [] },
      policies: withUnstated(facts).filter(
        ({ side, form, superseded, tunnel }) => side === 'server' && form === 'server-cmdlet' && !superseded && tunnel !== 'other',
      ),
      authentications: (facts.serverAuthentications ?? []).filter(({ superseded }) => !superseded),
      others: theirs.flatMap((each) => {
        const file = registryFileOf(each.facts);
        const writes = file?.writes.filter(isOfServer) ?? [];
        return file && writes.length + file.calls.length > 0 ? [{ uri: each.uri, file: { ...file, writes } }] : [];
      }),
      whole: [facts, ...theirs.map((each) => each.facts)].every(({ registryWhole }) => registryWhole === true),
      devices: [...new Set(profiles)].filter((profile) => isComplete(profile) && isDeviceTunnel(profile) === true),
      ...(together.length > 0 && { deployment: together.map(({ name }) => name).join(' and ') }),
    };
  }

  #factsOf(uri: string): Facts | undefined {
    return this.#analysisOf(uri)?.facts;
  }

  #near(uri: string): string[] {
    const root = rootOf(uri, this.#roots);
    const folder = parentUri(hostUri(uri));
    const above = folder !== root && isUnder(parentUri(folder), root) ? parentUri(folder) : folder;
    return this.#relevant.filter((each) => isUnder(each, above) && !this.#pinned.some(({ servers, clients }) => servers.has(each) || clients.has(each)));
  }
}

/** Whether a file writes to the registry, or is about a server and may do so. */
export function isRelevant({ registryWrites, calls = [], policies, serverAuthentications = [], unstatedPolicy, maySetPolicy }: Facts): boolean {
  return (
    registryWrites.length + serverAuthentications.length > 0 ||
    unstatedPolicy !== undefined ||
    maySetPolicy === true ||
    policies.some(({ side }) => side === 'server') ||
    bearingOnRegistry(calls).length > 0
  );
}

/** Whether a write is about a value that servers have: the only ones that rules ask other files for. */
function isOfServer({ name }: RegistryWrite): boolean {
  return registryValuesNamed(name.value).some(({ side }) => side !== 'client');
}

/** What the checks of a file see of the others, as JSON takes it. */
export function observedContext({ others, whole, devices, deployment }: Omit<RegistryInContext, 'minimumWindows'>): unknown {
  return [others.map(({ uri, file }) => [uri, observedRegistry(file)]), whole, devices.map(({ at, key }) => [at.file.uri, key]), deployment];
}
