import { Lookup } from '../../core/lookup.ts';
import { hostUri, parentUri, uriName, uriSegments } from '../../core/uri.ts';
import { literally } from '../../core/texts.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { listed } from '../../rules/wording.ts';
import { isUnder, ownNames } from '../../workspace/folders.ts';
import type { Pairing } from '../../workspace/pairing.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Occurrence } from './occurrence.ts';

/** A client's side of a connection, as one file states it. */
export interface Client {
  /** The file, which may have the profile inside of it. */
  readonly uri: string;
  readonly policy?: IPsecPolicy;
  readonly profile?: VpnProfile;
  /** What people call it: the connection's name where the file says it, else the name of the file. */
  readonly name: string;
}

/** What a diagnosis looks at. */
export interface Scope {
  /** The clients that the connection may be; empty where no file states one. */
  readonly clients: readonly Client[];
  /** All files of the deployment, those of other clients left out, in the order of their URIs. */
  readonly files: readonly string[];
  /** By what the clients were found; `none` where all of them are looked at, since nothing says which are meant. */
  readonly by: 'name' | 'file-name' | 'mention' | 'none';
  /** A sentence that says how they were found. */
  readonly how: string;
  /** What to call a file in a sentence: its name, with as many folders as tell it from the others. */
  readonly nameOf: (uri: string) => string;
}

/** The files that an occurrence is about: those of the connection that it names, else the nearest sensible. Those that are not checked are left out. */
export function scopeOf(workspace: Workspace, { connection, message }: Pick<Occurrence, 'connection' | 'message'>): Scope {
  const uris = checkedFiles(workspace);
  const all = clientsIn(workspace);
  const name = connection ?? nameIn(message, all);
  const surroundings = new Surroundings(workspace);
  const found = name === undefined ? undefined : named(workspace, all, name, surroundings);
  const chosen = found?.clients ?? all;
  const groups = new Set(chosen.map((client) => surroundings.of(client)));
  const own = new Set([...[...groups].flat(), ...(found?.files ?? [])]);
  const files = chosen.length === 0 ? uris : uris.filter((uri) => own.has(uri));
  const meant = new Set(chosen);
  const others = new Set(all.filter((client) => !meant.has(client)).map(({ uri }) => uri));
  const clientFiles = new Set(chosen.map(({ uri }) => uri));
  const looked = files.filter((uri) => clientFiles.has(uri) || !others.has(uri));
  const nameOf = namer(looked);
  return {
    clients: chosen.map((client) => ({ ...client, name: client.policy?.name ?? nameOf(client.uri) })),
    files: looked,
    by: found?.by ?? 'none',
    how: [
      howFound(name, found, all, nameOf),
      ...(distinctGroups(groups) > 1 && found ? ['It is in several deployments, and all of them are looked at.'] : []),
    ].join(' '),
    nameOf,
  };
}

interface Found {
  readonly clients: readonly Client[];
  /** Those that say the name, where no client is called so. */
  readonly files: readonly string[];
  readonly by: Exclude<Scope['by'], 'none'>;
}

function checkedFiles(workspace: Workspace): string[] {
  return workspace
    .uris()
    .filter((uri) => !workspace.isExcluded(uri))
    .sort();
}

/** Names for files: the shortest ends of their paths that tell them apart. */
function namer(uris: readonly string[]): (uri: string) => string {
  const names = new Map<string, string>();
  let pending = uris.map((uri) => ({ uri, segments: uriSegments(uri) }));
  for (let count = 1; pending.length > 0; count++) {
    const tailOf = ({ segments }: (typeof pending)[number]): string => segments.slice(-count).join('/');
    const counts = new Map<string, number>();
    for (const each of pending) counts.set(tailOf(each), (counts.get(tailOf(each)) ?? 0) + 1);
    const isNamed = (each: (typeof pending)[number]): boolean => counts.get(tailOf(each)) === 1 || each.segments.length <= count;
    for (const each of pending.filter(isNamed)) names.set(each.uri, tailOf(each));
    pending = pending.filter((each) => !isNamed(each));
  }
  return (uri) => names.get(hostUri(uri)) ?? uriName(hostUri(uri));
}

function howFound(name: string | undefined, found: Found | undefined, all: readonly Client[], nameOf: (uri: string) => string): string {
  if (found) {
    const files = listed([...new Set((found.files.length > 0 ? found.files : found.clients.map(({ uri }) => uri)).map(nameOf))].slice(0, 3));
    return `The connection ${quoted(name ?? '')} was found by ${found.by === 'file-name' ? 'the name of the file' : 'its name in'} ${files}.`;
  }
  const which =
    all.length === 0
      ? 'No file here states a connection'
      : all.length === 1
        ? `${quoted(all[0]?.name ?? '')} is the only one here`
        : `All ${all.length} that are here are looked at`;
  if (name === undefined) return `The text names no connection. ${which}.`;
  return `No file here names the connection ${quoted(name)}. ${which}.`;
}

/** Clients by the name of the connection: of the connection itself, of the file, or where a file that says the name leads to. */
function named(workspace: Workspace, all: readonly Client[], name: string, surroundings: Surroundings): Found | undefined {
  const wanted = name.toLowerCase();
  const byName = all.filter(({ policy }) => policy?.name?.toLowerCase() === wanted);
  const byFile = all.filter(({ uri }) => stem(uri) === wanted);
  if (byName.length > 0) return { clients: byName, files: [], by: 'name' };
  if (byFile.length > 0) return { clients: byFile, files: [], by: 'file-name' };
  const saying = checkedFiles(workspace).filter((uri) => says(workspace.analysisOf(uri)?.file.text ?? '', name));
  const isSaying = new Set(saying);
  const inside = all.filter(({ uri }) => isSaying.has(uri));
  const near = new Set([...new Set(all.map((client) => surroundings.of(client)))].filter((files) => files.some((uri) => isSaying.has(uri))));
  const clients = inside.length > 0 ? inside : all.filter((client) => near.has(surroundings.of(client)));
  return clients.length > 0 ? { clients, files: saying, by: 'mention' } : undefined;
}

/** Whether a text has the name of a connection in quotes, or as a node of the VPNv2 CSP. */
function says(text: string, name: string): boolean {
  const escaped = literally(name);
  // Half a surrogate pair is in no name, and cannot be encoded.
  const encoded = literally(encodeURIComponent(name.replace(/\p{Cs}/gu, '\uFFFD')));
  return new RegExp(`(["'\u2018\u2019\u201C\u201D])${escaped}["'\u2018\u2019\u201C\u201D]|/VPNv2/(?:${escaped}|${encoded})(?=[/"'<\\s]|$)`, 'iu').test(text);
}

/** The longest name of a connection that stands in the words of an event, as it stands there: in another language nothing else tells which words are its name. */
function nameIn(message: string | undefined, all: readonly Client[]): string | undefined {
  if (message === undefined) return undefined;
  const words = message.toLowerCase();
  const names = all.flatMap(({ uri, policy }) => [policy?.name ?? '', stem(uri)]).filter((name) => name.length > 2 && words.includes(name.toLowerCase()));
  const [longest] = names.sort((a, b) => b.length - a.length);
  if (longest === undefined || words.length !== message.length) return longest;
  const start = words.indexOf(longest.toLowerCase());
  return message.slice(start, start + longest.length);
}

/** Every client that is stated, in the order of files. What a script goes back on is none. */
function clientsIn(workspace: Workspace): Client[] {
  return checkedFiles(workspace).flatMap((uri) =>
    workspace.partsOf(uri).flatMap(({ analysis: { facts } }): Client[] => {
      const { policies, profiles } = facts;
      const clients = policies.filter(({ side, superseded }) => side === 'client' && !superseded);
      const keys = new Set<string | undefined>(clients.map(({ key }) => key));
      const plain = profiles.filter(({ policyKey }) => !keys.has(policyKey));
      const byPolicy = new Lookup(profiles, ({ policyKey }) => policyKey);
      return [
        ...clients.map((policy) => {
          const profile = byPolicy.get(policy.key);
          return { uri, policy, ...(profile && { profile }), name: policy.name ?? uriName(uri) };
        }),
        ...plain.map((profile) => ({ uri, profile, name: uriName(uri) })),
      ];
    }),
  );
}

/** With whom a client is compared. */
export function pairingsOf(workspace: Workspace, { policy }: Client): readonly Pairing[] {
  return policy ? workspace.deployments().ofClient({ uri: policy.at.file.uri, key: policy.key }) : [];
}

/** What lies around clients, looked for once for all that lie together: of ten thousand, those of one deployment have the same list. */
class Surroundings {
  readonly #workspace: Workspace;
  readonly #uris: readonly string[];
  readonly #lists = new Map<string, readonly string[]>();
  /** By the file of a load balancer: the files of the clients that it serves. */
  readonly #balanced: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#uris = workspace.uris();
    const balancers = this.#uris.filter((uri) => workspace.analysisOf(uri)?.facts.loadBalancer);
    const served = (uri: string): Set<string> =>
      new Set(
        workspace
          .deployments()
          .balancingOf(uri)
          ?.deployment?.profiles.map(({ at }) => hostUri(at.file.uri)),
      );
    this.#balanced = new Map(balancers.map((uri) => [uri, served(uri)]));
  }

  /** The files of a client's deployment: what the project file says, else the folder that holds client and server, and the load balancer in front. */
  of(client: Client): readonly string[] {
    const pinned = this.#workspace.deployments().pinning(client.uri);
    if (pinned.length > 0) {
      const isNamed = (uri: string): boolean => pinned.some((each) => [each.clients, each.servers, each.loadBalancers].some((uris) => uris.has(uri)));
      return this.#list(
        pinned.map(({ file, name }) => [file, name]),
        () => this.#uris.filter(isNamed),
      );
    }
    const folder = this.#folderOf(client);
    const balancers = [...this.#balanced].flatMap(([uri, clients]) => (clients.has(client.uri) && !isUnder(uri, folder) ? [uri] : []));
    return this.#list([folder, balancers], () => [...this.#uris.filter((uri) => isUnder(uri, folder)), ...balancers]);
  }

  /** The deepest folder that holds a client and its servers; without any, the one that is a deployment by its name. */
  #folderOf(client: Client): string {
    let folder = parentUri(client.uri);
    const servers = pairingsOf(this.#workspace, client).flatMap((pairing) => pairing.servers.flat().map(({ uri }) => hostUri(uri)));
    if (servers.length === 0) while (uriName(folder) !== folder && ownNames([uriName(folder)]) === '') folder = parentUri(folder);
    else while (!servers.every((uri) => isUnder(uri, folder)) && folder.includes('/')) folder = parentUri(folder);
    return folder;
  }

  #list(key: unknown, find: () => readonly string[]): readonly string[] {
    const text = JSON.stringify(key);
    const list = this.#lists.get(text) ?? find();
    this.#lists.set(text, list);
    return list;
  }
}

function distinctGroups(groups: ReadonlySet<readonly string[]>): number {
  return new Set([...groups].map((files) => files.join('\n'))).size;
}

function stem(uri: string): string {
  return uriName(uri)
    .replace(/\.[^.]+$/, '')
    .toLowerCase();
}

function quoted(name: string): string {
  return `"${name}"`;
}
