import type { Cause, Evidence } from '../../knowledge/errors/cause.ts';
import { isAllKept, isAllTested, isAllTied, isPassedThrough } from '../../model/load-balancer/verdicts.ts';
import { sstpServerOf } from '../../model/load-balancer/sstp-server.ts';
import type { Service } from '../../model/load-balancer/service.ts';
import { cataloguedValue, isCertain, writtenNumber } from '../../model/registry/file.ts';
import { listed } from '../../rules/wording.ts';
import type { Balancing } from '../../workspace/balancing.ts';
import { DecidingFindings } from '../../workspace/deciding-findings.ts';
import { outcomeOf } from '../../workspace/outcome.ts';
import { isCertain as surelyMeet } from '../../workspace/pairing.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { pairingsOf, type Scope } from './scope.ts';

/** So many files a sentence names. */
const MOST_NAMED = 10;

/** What the files say against a cause: that it is not there, or why that cannot be said. Both are sentences. */
export interface Judgement {
  readonly ruledOut: boolean;
  readonly because: string;
}

/** Judges a cause about which no rule has anything to say. It is ruled out only where all that bears on it is understood. */
export function judged(workspace: Workspace, scope: Scope, { evidence, rules = [] }: Cause): Judgement {
  const judgement = unhidden(workspace, scope, evidence);
  const hidden = judgement.ruledOut ? rules.filter((rule) => scope.files.some((uri) => workspace.mayHide(uri, rule))) : [];
  return hidden.length === 0 ? judgement : unknown(`What ${listed(hidden)} would say is not to be reported.`);
}

function unhidden(workspace: Workspace, scope: Scope, evidence: Evidence | undefined): Judgement {
  if (evidence === undefined) return { ruledOut: false, because: 'These files cannot show it.' };
  if (typeof evidence === 'object') return byRegistry(workspace, scope, evidence);
  if (evidence === 'both-custom') return byKinds(workspace, scope);
  if (evidence === 'policies') return byPolicies(workspace, scope);
  if (evidence === 'profile') return byProfile(workspace, scope);
  return byBalancer(workspace, scope, evidence);
}

const NO_SERVER = 'No server policy is here that the client could be compared with.';

function byPolicies(workspace: Workspace, scope: Scope): Judgement {
  const pairs = scope.clients.map((client) => pairingsOf(workspace, client));
  if (pairs.length === 0 || pairs.some((pairings) => pairings.length === 0)) return unknown(NO_SERVER);
  const deciding = new DecidingFindings(workspace);
  const outcomes = pairs.flat().flatMap((pairing) => outcomeOf(pairing, workspace, deciding) ?? []);
  const files = [...scope.clients.map(({ uri }) => uri), ...pairs.flat().flatMap(({ servers }) => servers.flat().map(({ uri }) => uri))];
  const names = inBrief(files.map(scope.nameOf));
  if (outcomes.length > 0 && outcomes.every(({ kind }) => kind === 'agrees'))
    return { ruledOut: true, because: `The policies in ${names} agree in every value.` };
  if (outcomes.some(({ kind }) => kind === 'ambiguous')) return unknown('Several server policies could be meant. Pin the deployment in aovpn.json.');
  if (outcomes.some(({ kind }) => kind === 'uncertain'))
    return unknown(`Whether the policies in ${names} belong together is not certain. Pin the deployment in aovpn.json.`);
  if (outcomes.some(({ kind }) => kind === 'accepted')) return unknown(`The policies in ${names} differ, and that is not to be reported.`);
  return unknown(`Not all values of the policies in ${names} are known.`);
}

/** Whether nobody is the only one with a custom policy. */
function byKinds(workspace: Workspace, scope: Scope): Judgement {
  const deployments = workspace.deployments();
  const pairs = scope.clients.flatMap((client) => pairingsOf(workspace, client).map((pairing) => ({ client, pairing })));
  const sure = pairs.every(({ client, pairing }) => {
    const kinds = pairing.servers.flat().map((ref) => deployments.resolve(ref)?.kind);
    return surelyMeet(pairing) && client.policy?.kind !== 'unread' && kinds.every((kind) => kind === client.policy?.kind);
  });
  if (pairs.length === 0 || scope.clients.some((client) => pairingsOf(workspace, client).length === 0)) return unknown(NO_SERVER);
  const both = pairs[0]?.client.policy?.kind === 'custom' ? 'Both sides state one.' : 'Neither side has one.';
  return sure ? { ruledOut: true, because: both } : unknown('Not both sides are known.');
}

function byProfile(workspace: Workspace, { clients, nameOf }: Scope): Judgement {
  const profiles = clients.flatMap(({ profile }) => profile ?? []);
  if (profiles.length === 0 || profiles.length < clients.length) return unknown('Not every client of the connection is a profile that is here.');
  const understood = profiles.every((profile) => {
    const facts = workspace.analysisOf(profile.at.file.uri)?.reading.facts;
    return profile.whole && facts?.unread.length === 0 && facts.problems.length === 0;
  });
  const names = inBrief(profiles.map(({ at }) => nameOf(at.file.uri)));
  return understood ? { ruledOut: true, because: `Nothing in ${names} does so.` } : unknown(`Not all of ${names} is understood.`);
}

function byRegistry(workspace: Workspace, { files, nameOf }: Scope, { registryValue, data }: Exclude<Evidence, string>): Judgement {
  const writes = partsOf(workspace, files).flatMap(({ facts, uri }) =>
    facts.registryWrites.filter((write) => cataloguedValue(write)?.name === registryValue).map((write) => ({ write, uri, keys: facts.registryKeys ?? [] })),
  );
  if (writes.length === 0) return unknown(`No file here sets ${registryValue}.`);
  const names = inBrief(writes.map(({ uri }) => nameOf(uri)));
  const sure = writes.every(({ write, keys }) => {
    const isLost = keys.some(({ action, offset }) => action !== 'create' && offset > write.offset);
    return write.action !== 'delete' && write.forced !== false && isCertain(write) && !isLost && writtenNumber(write) === BigInt(data);
  });
  return sure
    ? { ruledOut: true, because: `${names} sets ${registryValue} to ${data}.` }
    : unknown(`What ${names} sets ${registryValue} to is not certain to be ${data}.`);
}

const BALANCER = {
  tie: { of: isIke, holds: isAllTied, says: 'sends both ports of a client to one server' },
  translation: { of: isIke, holds: isAllKept, says: "keeps the client's address" },
  tls: { of: isSstp, holds: isPassedThrough, says: 'passes TLS through to the servers' },
  'ike-monitors': { of: isIke, holds: isAllTested, says: 'tests every server in a way that finds dead ones' },
  'sstp-monitors': { of: isSstp, holds: isAllTested, says: 'tests every server in a way that finds dead ones' },
} as const;

function isIke({ role }: Service): boolean {
  return role !== 'sstp';
}

function isSstp({ role }: Service): boolean {
  return role === 'sstp';
}

function byBalancer(workspace: Workspace, { files, nameOf }: Scope, evidence: keyof typeof BALANCER): Judgement {
  const balancings = files.flatMap((uri): [string, Balancing][] => {
    const balancing = workspace.deployments().balancingOf(uri);
    return balancing ? [[uri, balancing]] : [];
  });
  const { of, holds, says } = BALANCER[evidence];
  const concerned = balancings.filter(([, { services }]) => services.services.some(of));
  if (concerned.length === 0) return unknown('No configuration of a load balancer for this protocol is here.');
  const names = inBrief(concerned.map(([uri]) => nameOf(uri)));
  const understood = balancings.every(([uri]) => {
    const facts = workspace.analysisOf(uri)?.reading.facts;
    return facts?.unread.length === 0 && facts.problems.length === 0;
  });
  if (!understood) return unknown(`Not all of the load balancer in ${names} is understood.`);
  if (concerned.every(([, { services }]) => holds(services.services.filter(of), services)))
    return { ruledOut: true, because: `The load balancer in ${names} ${says}.` };
  const certificates = evidence === 'tls' ? concerned.flatMap(([, { deployment }]) => (deployment ? sstpServerOf(deployment).certificate : [])) : [];
  if (certificates.length === 0) return unknown(`It is not certain that the load balancer in ${names} ${says}.`);
  const told = listed([...new Set(certificates.map(({ file }) => nameOf(file.uri)))]);
  return unknown(`RRAS is told in ${told} which certificate clients see. Compare it with that of the load balancer in ${names}.`);
}

/** Names for a sentence, each once; of many their number. */
function inBrief(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  return distinct.length > MOST_NAMED ? `${distinct.length} files` : listed(distinct);
}

function unknown(because: string): Judgement {
  return { ruledOut: false, because };
}

function partsOf(workspace: Workspace, files: readonly string[]) {
  return files.flatMap((uri) => workspace.partsOf(uri).map(({ analysis }) => ({ uri, facts: analysis.facts })));
}
