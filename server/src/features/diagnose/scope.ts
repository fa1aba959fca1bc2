import { hostUri, parentUri, uriName } from '../../core/uri.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import type { VpnProfile } from '../../model/profile/profile.ts';
import { globMatcher, governing } from '../../workspace/deployments.ts';
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
  /** All files of the deployment, those of other clients left out, in their order. */
  readonly files: readonly string[];
  /** A sentence that says how they were found. */
  readonly how: string;
}

/** The files that an occurrence is about: those of the connection that it names, else the nearest sensible. */
export function scopeOf(workspace: Workspace, { connection, message }: Pick<Occurrence, 'connection' | 'message'>): Scope {
  const all = clientsIn(workspace);
  const name = connection ?? nameIn(message, all);
  const found = name === undefined ? undefined : named(workspace, all, name);
  const chosen = found?.clients ?? all;
  const groups = chosen.map((client) => filesAround(workspace, client));
  const own = new Set([...groups.flat(), ...(found?.files ?? [])]);
  const files = chosen.length === 0 ? workspace.uris() : workspace.uris().filter((uri) => own.has(uri));
  const others = new Set(all.filter((client) => !chosen.includes(client)).map(({ uri }) => uri));
  const clientFiles = new Set(chosen.map(({ uri }) => uri));
  return {
    clients: chosen,
    files: files.filter((uri) => clientFiles.has(uri) || !others.has(uri)),
    how: [howFound(name, found, all), ...(distinctGroups(groups) > 1 && found ? ['It is in several deployments, and all of them are looked at.'] : [])].join(
      ' ',
    ),
  };
}

interface Found {
  readonly clients: readonly Client[];
  readonly files: readonly string[];
  readonly how: string;
}

function howFound(name: string | undefined, found: Found | undefined, all: readonly Client[]): string {
  if (found) return `The connection ${quoted(name ?? '')} was found ${found.how}.`;
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
function named(workspace: Workspace, all: readonly Client[], name: string): Found | undefined {
  const wanted = name.toLowerCase();
  const byName = all.filter(({ policy }) => policy?.name?.toLowerCase() === wanted);
  const byFile = all.filter(({ uri }) => stem(uri) === wanted);
  if (byName.length > 0) return { clients: byName, files: [], how: `by its name in ${filesOf(byName.map(({ uri }) => uri))}` };
  if (byFile.length > 0) return { clients: byFile, files: [], how: `by the name of the file ${filesOf(byFile.map(({ uri }) => uri))}` };
  const saying = workspace.uris().filter((uri) => says(workspace.analysisOf(uri)?.file.text ?? '', name));
  const inside = all.filter(({ uri }) => saying.includes(uri));
  const beside = all.filter((client) => filesAround(workspace, client).some((uri) => saying.includes(uri)));
  const clients = inside.length > 0 ? inside : beside;
  return clients.length > 0 ? { clients, files: saying, how: `by its name in ${filesOf(saying)}` } : undefined;
}

/** Whether a text has the name of a connection in quotes, or as a node of the VPNv2 CSP. */
function says(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const encoded = encodeURIComponent(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(["'\u2018\u2019\u201C\u201D])${escaped}["'\u2018\u2019\u201C\u201D]|/VPNv2/(?:${escaped}|${encoded})(?=[/"'<\\s]|$)`, 'iu').test(text);
}

/** The longest name of a connection that stands in the words of an event: in another language nothing else tells which words are its name. */
function nameIn(message: string | undefined, all: readonly Client[]): string | undefined {
  if (message === undefined) return undefined;
  const words = message.toLowerCase();
  const names = all.flatMap(({ uri, policy }) => [policy?.name ?? '', stem(uri)]).filter((name) => name.length > 2 && words.includes(name.toLowerCase()));
  return names.sort((a, b) => b.length - a.length)[0];
}

/** Every client that is stated, in the order of files. What a script goes back on is none. */
function clientsIn(workspace: Workspace): Client[] {
  return workspace.uris().flatMap((uri) =>
    workspace.partsOf(uri).flatMap(({ analysis: { reading } }): Client[] => {
      const { policies, profiles } = reading.facts;
      const clients = policies.filter(({ side, superseded }) => side === 'client' && !superseded);
      const plain = profiles.filter(({ policyKey }) => !clients.some(({ key }) => key === policyKey));
      return [
        ...clients.map((policy) => {
          const profile = profiles.find(({ policyKey }) => policyKey === policy.key);
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

/** The files of a client's deployment: what the project file says, else the folder that holds client and server, and the load balancer in front. */
function filesAround(workspace: Workspace, client: Client): string[] {
  const project = governing(client.uri, workspace.projects());
  const pinned = project?.deployments.filter(({ clients }) => clients.some(({ text }) => globMatcher(project, text)(client.uri))) ?? [];
  if (project && pinned.length > 0) {
    const globs = pinned.flatMap(({ clients, servers, loadBalancers }) => [...clients, ...servers, ...loadBalancers]);
    return workspace.uris().filter((uri) => globs.some(({ text }) => globMatcher(project, text)(uri)));
  }
  let folder = parentUri(client.uri);
  const servers = pairingsOf(workspace, client).flatMap((pairing) => pairing.servers.flat().map(({ uri }) => hostUri(uri)));
  if (servers.length === 0) while (uriName(folder) !== folder && ownNames([uriName(folder)]) === '') folder = parentUri(folder);
  else while (!servers.every((uri) => isUnder(uri, folder)) && folder.includes('/')) folder = parentUri(folder);
  const near = workspace.uris().filter((uri) => isUnder(uri, folder));
  return [...near, ...balancersOf(workspace, client, near)];
}

/** The files of load balancers that are known to serve a client or the files around it. */
function balancersOf(workspace: Workspace, client: Client, near: readonly string[]): string[] {
  return workspace.uris().filter((uri) => {
    const deployment = workspace.analysisOf(uri)?.reading.facts.loadBalancer && workspace.deployments().balancingOf(uri)?.deployment;
    if (!deployment || near.includes(uri)) return false;
    return deployment.profiles.some(({ at }) => hostUri(at.file.uri) === client.uri);
  });
}

function distinctGroups(groups: readonly (readonly string[])[]): number {
  return new Set(groups.map((files) => files.join('\n'))).size;
}

function stem(uri: string): string {
  return uriName(uri)
    .replace(/\.[^.]+$/, '')
    .toLowerCase();
}

function filesOf(uris: readonly string[]): string {
  return [...new Set(uris.map(uriName))].slice(0, 3).join(', ');
}

function quoted(name: string): string {
  return `"${name}"`;
}
