import { hostUri, parentUri } from '../core/uri.ts';
import type { OfferChange, ReachedClient } from '../model/client-registry.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import type { RegistryWrite } from '../model/registry/write.ts';
import { inCurrentSet } from '../knowledge/registry-path.ts';
import { registryValue } from '../knowledge/registry.ts';
import type { Facts } from '../model/facts.ts';
import type { Analysis } from './analysis.ts';
import type { PinnedFiles } from './pinned-files.ts';

const GROUP14 = 'NegotiateDH2048_AES256';

const NEAREST: readonly ReachedClient['by'][] = ['file', 'deployment', 'folder'];

/** Whether a file sets NegotiateDH2048_AES256 to anything but 0, or to something that cannot be known. */
export function setsNegotiateGroup14({ registryWrites }: Facts): boolean {
  return registryWrites.some((write) => mayBeGroup14(write) && write.action !== 'delete' && write.dataText !== '0');
}

/** Which clients with a policy of their own share their computers with a script that sets NegotiateDH2048_AES256. */
export class OfferChanges {
  readonly #pinned: PinnedFiles;
  readonly #analysisOf: (uri: string) => Analysis | undefined;
  readonly #clients: ReadonlyMap<string, readonly string[]>;

  /** @param clients by folder: the files that state a client's own policy */
  constructor(clients: ReadonlyMap<string, readonly string[]>, pinned: PinnedFiles, analysisOf: (uri: string) => Analysis | undefined) {
    this.#clients = clients;
    this.#pinned = pinned;
    this.#analysisOf = analysisOf;
  }

  /** The writes of a file, each with the clients that it reaches; none for a script that is about a server. */
  of(uri: string): OfferChange[] {
    const facts = this.#analysisOf(uri)?.facts;
    const writes = facts?.registryWrites.filter(mayBeGroup14) ?? [];
    if (!facts || writes.length === 0 || facts.policies.some(({ side }) => side === 'server')) return [];
    // One that is taken back, that a condition decides about, in another control set, or that cannot be known leaves open what is in force in the end.
    if (!writes.every((write) => write.action !== 'delete' && write.conditional !== true && counts(write) && isGroup14(write))) return [];
    const clients = this.#reachedFrom(uri);
    return clients.length === 0 ? [] : writes.map((write) => ({ write, clients }));
  }

  #reachedFrom(uri: string): ReachedClient[] {
    const together = this.#pinned.withClient(uri);
    const named = new Set(together.flatMap(({ clients }) => [...clients]));
    const near = this.#clients.get(parentUri(hostUri(uri))) ?? [];
    const reached = [...new Set([...near, ...[...this.#clients.values()].flat().filter((each) => named.has(each))])].flatMap((each) => {
      const by = hostUri(each) === hostUri(uri) ? 'file' : named.has(each) ? 'deployment' : 'folder';
      // A client that the project file puts elsewhere is elsewhere.
      if (by === 'folder' && (together.length > 0 || this.#pinned.withClient(each).length > 0)) return [];
      const policies = this.#analysisOf(each)?.facts.policies.filter(isOwnPolicy) ?? [];
      return policies.map((policy): ReachedClient => ({ policy, by }));
    });
    // The nearest is the one to name.
    return reached.sort((a, b) => NEAREST.indexOf(a.by) - NEAREST.indexOf(b.by));
  }
}

function isGroup14({ path, name }: RegistryWrite): boolean {
  return registryValue(path.value.key, name.value)?.name === GROUP14;
}

/** Also one in a control set by its number, which may be the one in use. */
function mayBeGroup14({ path, name }: RegistryWrite): boolean {
  return registryValue(inCurrentSet(path.value.key), name.value)?.name === GROUP14;
}

/** Whether the data is one of the two that Windows takes for on, written so that it is read. */
function counts({ dataText, data, type, action }: RegistryWrite): boolean {
  if (dataText !== '1' && dataText !== '2') return false;
  return type.state === 'known' ? type.type === 'DWord' : type.state === 'absent' && (data === 'number' || action === 'set');
}

/** Whether a policy is what a client itself offers in main mode and for its child SAs, where nothing is left to Windows. */
export function isOwnPolicy({ side, kind, superseded, tunnel, printed }: IPsecPolicy): boolean {
  return side === 'client' && kind === 'custom' && !superseded && tunnel === 'ikev2' && printed !== true;
}
