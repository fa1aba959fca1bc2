import { fingerprint } from '../core/fingerprint.ts';
import { hostUri, parentUri } from '../core/uri.ts';
import { withUnstated, type Facts } from '../model/facts.ts';
import { registryValuesNamed } from '../knowledge/registry.ts';
import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel, type VpnProfile } from '../model/profile/profile.ts';
import type { RegistryInContext, RegistryNeighbour } from '../model/registry/context.ts';
import { registryFileOf, sharedRegistryOf } from '../model/registry/of-facts.ts';
import { observedRegistry } from '../model/registry/observed.ts';
import { bearingOnRegistry } from '../model/registry/server-calls.ts';
import type { RegistryWrite } from '../model/registry/write.ts';
import type { Analysis } from './analysis.ts';
import { FileOrder } from './file-order.ts';
import { isUnder, rootOf } from './folders.ts';
import type { PinnedDeployment } from './pairing.ts';
import type { PinnedFiles } from './pinned-files.ts';

/**
 * Which files write to the registry of the same computers. Where the project file names a file, those that it names together with it. Else every
 * one in its folder, beside that or below it, as far as the project file does not put it elsewhere: more than belong together, since they are
 * asked for what the file leaves out.
 */
export class RegistryFiles {
  readonly #pinned: PinnedFiles;
  readonly #roots: readonly string[];
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  /** URIs of the files that write to the registry, or that are about a server and may do so. */
  readonly #relevant: FileOrder;
  /** By what puts them together: worked out once for all of them, and anew when one of them has another version. */
  readonly #neighbourhoods = new Map<string, Neighbourhood>();

  constructor(analyses: readonly Analysis[], pinned: PinnedFiles, roots: readonly string[], analysisOf: (uri: string) => Analysis | undefined) {
    this.#pinned = pinned;
    this.#roots = roots;
    this.#analysisOf = analysisOf;
    this.#relevant = new FileOrder(analyses.filter(({ facts }) => isRelevant(facts)).map(({ file }) => file.uri));
  }

  /** @param paired the device tunnels that the folders pair with the server of the file */
  of(uri: string, paired: () => readonly VpnProfile[]): RegistrySurroundings | undefined {
    const facts = this.#factsOf(uri);
    if (!facts || !isRelevant(facts)) return undefined;
    const together = this.#pinned.of(uri).filter(({ servers, clients }) => servers.has(uri) || clients.has(uri));
    const { neighbours, whole, seen } = together.length > 0 ? this.#named(uri, together) : this.#near(uri);
    const asServer = together.filter(({ servers }) => servers.has(uri));
    const profiles = together.length > 0 ? asServer.flatMap(({ clients }) => [...clients].flatMap((each) => this.#factsOf(each)?.profiles ?? [])) : paired();
    const context = {
      file: registryFileOf(facts) ?? { writes: [], keys: [], calls: [], restarts: [] },
      policies: withUnstated(facts).filter(
        ({ side, form, superseded, tunnel }) => side === 'server' && form === 'server-cmdlet' && !superseded && tunnel !== 'other',
      ),
      authentications: (facts.serverAuthentications ?? []).filter(({ superseded }) => !superseded),
      others: neighbours.filter((each) => each.uri !== uri),
      whole: whole && facts.registryWhole === true,
      devices: [...new Set(profiles)].filter((profile) => isComplete(profile) && isDeviceTunnel(profile) === true),
      ...(together.length > 0 && { deployment: together.map(({ name }) => name).join(' and ') }),
    };
    return { context, sees: [seen, context.whole, context.devices.map(({ at, key }) => [at.file.uri, key]), context.deployment] };
  }

  #factsOf(uri: string): Facts | undefined {
    return this.#analysisOf(uri)?.facts;
  }

  /** Those that the same deployments of a project file name, as servers or as clients like the file itself. */
  #named(uri: string, together: readonly PinnedDeployment[]): Neighbourhood {
    const lists = together.flatMap((each) => (['servers', 'clients'] as const).filter((list) => each[list].has(uri)).map((list) => ({ each, list })));
    return this.#once(JSON.stringify(lists.map(({ each, list }) => [this.#pinned.indexOf(each), list])), () =>
      this.#relevant.among(new Set(lists.flatMap(({ each, list }) => [...each[list]]))),
    );
  }

  /** Those in its folder, beside that or below it, as far as no deployment names them. */
  #near(uri: string): Neighbourhood {
    const root = rootOf(uri, this.#roots);
    const folder = parentUri(hostUri(uri));
    const above = folder !== root && isUnder(parentUri(folder), root) ? parentUri(folder) : folder;
    return this.#once(above, () =>
      this.#relevant.below(above).filter((each) => !this.#pinned.of(each).some(({ servers, clients }) => servers.has(each) || clients.has(each))),
    );
  }

  #once(key: string, uris: () => readonly string[]): Neighbourhood {
    const known = this.#neighbourhoods.get(key);
    if (known?.files.every(({ uri, analysis }) => this.#analysisOf(uri) === analysis)) return known;
    const files = known?.files.map(({ uri }) => uri) ?? uris();
    const neighbourhood = this.#neighbourhoodOf(files.map((uri) => ({ uri, analysis: this.#analysisOf(uri) })));
    this.#neighbourhoods.set(key, neighbourhood);
    return neighbourhood;
  }

  #neighbourhoodOf(files: Neighbourhood['files']): Neighbourhood {
    const all = files.flatMap(({ uri, analysis }) => (analysis ? [{ uri, facts: analysis.facts }] : []));
    const neighbours = all.flatMap(({ uri, facts }) => {
      const file = sharedRegistryOf(facts);
      const writes = file?.writes.filter(isOfServer) ?? [];
      return file && writes.length + file.calls.length > 0 ? [{ uri, file: { ...file, writes } }] : [];
    });
    return {
      files,
      neighbours,
      whole: all.every(({ facts: { registryWhole } }) => registryWhole === true),
      seen: fingerprint(JSON.stringify(neighbours.map(({ uri, file }) => [uri, observedRegistry(file)]))),
    };
  }
}

/** What is known of the computers that a file is for, and what of that other files say, as data. */
export interface RegistrySurroundings {
  readonly context: Omit<RegistryInContext, 'minimumWindows'>;
  readonly sees: unknown;
}

/** Files that write to the registry of the same computers, as each of them sees the others. */
interface Neighbourhood {
  /** In the versions in which it was worked out. */
  readonly files: readonly { readonly uri: string; readonly analysis: Analysis | undefined }[];
  readonly neighbours: readonly RegistryNeighbour[];
  /** Whether they write nothing but what was read. */
  readonly whole: boolean;
  /** Stands for all that they see of each other: there may be hundreds, and each of them sees all. */
  readonly seen: string;
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
