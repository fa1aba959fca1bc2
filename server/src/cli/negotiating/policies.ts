import { dirname } from 'node:path';
import { LineIndex } from '../../core/line-index.ts';
import { uriName } from '../../core/uri.ts';
import { pathOf, uriOf } from '../../host/node-files.ts';
import { registryValue } from '../../knowledge/registry.ts';
import { withUnstated } from '../../model/facts.ts';
import { normalised, type IPsecPolicy } from '../../model/policy.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { Boundary } from '../../workspace/boundary.ts';
import { gatewayPolicy } from '../../workspace/gateway.ts';
import { PROJECT_FILE } from '../../workspace/project-file.ts';
import { BaseReader } from '../../workspace/read-bases.ts';
import { projectErrors, reachOf } from '../checking/project-files.ts';
import { Failure, type Io } from '../io.ts';
import { readNamed, readOne } from '../one-file.ts';

/** A policy of a file, with the place to show for it. */
export interface StatedPolicy {
  readonly policy: IPsecPolicy;
  /** The file as the output names it. */
  readonly file: string;
  /** One-based line of the file. */
  readonly line: number;
}

/** What a file states that a negotiation needs. */
export interface StatedFile {
  readonly shown: string;
  /** Policies that are in force, of either side, in the order of the text. */
  readonly policies: readonly StatedPolicy[];
  readonly registryWrites: readonly RegistryWrite[];
}

/**
 * Reads the policies of a file and of the documents inside it; of a project file the gateways that its deployments state. Fails where it
 * cannot be read, or holds nothing that is read here.
 */
export async function statedIn(path: string, io: Io): Promise<StatedFile> {
  if (uriName(path.replaceAll('\\', '/')) === PROJECT_FILE) return await gatewaysIn(path, io);
  const { uri, shown, text, workspace } = await readOne(path, io);
  const parts = workspace.partsOf(uri);
  const lines = new LineIndex(text);
  const policies = parts.flatMap(({ analysis }) =>
    withUnstated(analysis.reading.facts)
      .filter(({ superseded }) => !superseded)
      .map((policy) => ({ policy, file: shown, line: lines.positionAt((workspace.current(policy.at) ?? policy.at).span.start).line + 1 })),
  );
  return { shown, policies: distinct(policies), registryWrites: parts.flatMap(({ analysis }) => analysis.reading.facts.registryWrites) };
}

async function gatewaysIn(path: string, io: Io): Promise<StatedFile> {
  const { uri, shown, text } = await readNamed(path, io);
  const boundary = new Boundary((await reachOf([io.cwd, dirname(pathOf(uri))], io)).map(uriOf));
  const project = await new BaseReader(io.files, boundary).resolve({ uri, text });
  const [error] = projectErrors([project], (each) => (each === uri ? shown : uriName(each)));
  if (error !== undefined) throw new Failure(error);
  const lines = new LineIndex(text);
  const policies = project.own.deployments.flatMap(({ gateway, name }, index): StatedPolicy[] => {
    if (!gateway) return [];
    const policy = { ...gatewayPolicy(project.file, `gateway/${index}`, gateway), name: name.text };
    return [{ policy, file: shown, line: lines.positionAt(gateway.span.start).line + 1 }];
  });
  return { shown, policies, registryWrites: [] };
}

/**
 * The policies of one side, those of a name where one is given. Fails where there is none, and says what there is.
 * @param name the name of a connection or profile, in any letter case
 */
export function policiesOf({ shown, policies }: StatedFile, side: 'client' | 'server', name: string | undefined): StatedPolicy[] {
  const own = policies.filter(({ policy }) => policy.side === side);
  if (own.length === 0) {
    const other = policies.length > 0 ? `, only that of a ${side === 'client' ? 'server' : 'client'}` : '';
    throw new Failure(`${shown} states no policy of a ${side}${other}.`);
  }
  const named = name === undefined ? own : own.filter(({ policy }) => policy.name?.toLowerCase() === name.toLowerCase());
  if (named.length > 0) return named;
  const names = [...new Set(own.flatMap(({ policy }) => policy.name ?? []))];
  throw new Failure(
    `${shown} states no policy of the name ${JSON.stringify(name)}. ${names.length > 0 ? `There is ${names.join(', ')}.` : 'None there has a name.'}`,
  );
}

/** The value that the file gives `NegotiateDH2048_AES256`; `undefined` where it does not set it to one that is known. */
export function negotiateDh2048In({ registryWrites }: StatedFile): 0 | 1 | 2 | undefined {
  const last = registryWrites.findLast(({ path, name }) => registryValue(path.value.key, name.value)?.name === 'NegotiateDH2048_AES256');
  if (!last || last.action === 'delete') return undefined;
  return ([0, 1, 2] as const).find((value) => last.dataText === String(value));
}

/** Policies that say the same of the same thing, once. */
function distinct(policies: readonly StatedPolicy[]): StatedPolicy[] {
  const key = ({ policy }: StatedPolicy): string => [policy.side, policy.name, policy.tunnel, policy.form, normalised(policy)].join('\n');
  const seen = new Map<string, StatedPolicy>();
  for (const each of policies) if (!seen.has(key(each))) seen.set(key(each), each);
  return [...seen.values()];
}
