import { smallest } from '../../core/lists.ts';
import type { Location } from '../../core/source-file.ts';
import type { Cause } from '../../knowledge/errors/cause.ts';
import { causeOf, type CauseId } from '../../knowledge/errors/causes.ts';
import { negotiate, type Negotiation } from '../../model/negotiation.ts';
import type { RegistryWrite } from '../../model/registry/write.ts';
import { profileField } from '../../model/profile/profile.ts';
import { isOfTunnel, SEVERITIES, type Fix, type Severity } from '../../rules/rule.ts';
import { isAbout } from '../../workspace/deciding-findings.ts';
import type { Finding } from '../../workspace/settle.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { sentence as compared } from '../code-lens.ts';
import { comparePolicies } from '../compare-policies.ts';
import { judged } from './evidence.ts';
import { occurrencesIn, type Occurrence, type OccurrenceOptions } from './occurrence.ts';
import { pairingsOf, scopeOf, type Scope } from './scope.ts';

/**
 * What the files say of a cause.
 * - `found`: a rule reports it as an error or a warning
 * - `suspected`: a rule reports something less, which may be it
 * - `ruled-out`: all that bears on it is understood, and it is not there
 * - `unknown`: the files do not tell
 */
export type CauseState = 'found' | 'suspected' | 'ruled-out' | 'unknown';

/** A finding that shows a cause. */
export interface Shown {
  readonly at: Location;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  /** Those that can be written now, the best first. */
  readonly fixes: () => readonly Fix[];
}

export interface JudgedCause {
  readonly id: CauseId;
  readonly what: string;
  readonly state: CauseState;
  readonly findings: readonly Shown[];
  /** Why it is ruled out or unknown, as a sentence; absent for one that was found. */
  readonly because?: string;
  /** What to look at. The name of the server is filled in where a file states it. */
  readonly look: Cause['look'];
}

/** The answer to one occurrence. */
export interface Diagnosis {
  readonly occurrence: Occurrence;
  readonly scope: Scope;
  /** How each client's policy goes with its servers', a sentence each. */
  readonly policies: readonly string[];
  /** Those found first, the most severe first; then those suspected, ruled out, and not known. Within each the most likely first. */
  readonly causes: readonly JudgedCause[];
}

const ORDER: readonly CauseState[] = ['found', 'suspected', 'ruled-out', 'unknown'];

/** The answers to what a text tells. */
export interface Answer {
  /** Empty where the text tells of no event and no error. */
  readonly diagnoses: readonly Diagnosis[];
  /** Number of further occurrences that the text tells of, and that are not answered. */
  readonly left: number;
}

/** The most occurrences that are answered: a log has the same few again and again. */
const MOST = 20;

/**
 * What is wrong where the events or errors of a text come from, as far as the files of a workspace tell. Failures come first. Events that say that all
 * is well have no causes.
 */
export function diagnose(workspace: Workspace, text: string, options: OccurrenceOptions = {}): Answer {
  const occurrences = occurrencesIn(text, options);
  return {
    diagnoses: occurrences.slice(0, MOST).map((occurrence) => diagnosisOf(workspace, occurrence)),
    left: Math.max(0, occurrences.length - MOST),
  };
}

function diagnosisOf(workspace: Workspace, occurrence: Occurrence): Diagnosis {
  const scope = scopeOf(workspace, occurrence);
  const ids = [...new Set([...(occurrence.error?.causes ?? []), ...(occurrence.event?.causes ?? [])])];
  const server = serverIn(scope);
  const causes = ids.map((id) => judgedCause(workspace, scope, id, server));
  return { occurrence, scope, policies: ids.some((id) => causeOf(id).evidence === 'policies') ? policiesOf(workspace, scope) : [], causes: sorted(causes) };
}

function judgedCause(workspace: Workspace, scope: Scope, id: CauseId, server: string): JudgedCause {
  const cause = causeOf(id);
  const { at, why, command } = cause.look;
  const look = { at, why, ...(command !== undefined && { command: command.replaceAll('{server}', server) }) };
  const aboutCause = [...findingsOf(workspace, scope, cause.rules ?? []), ...findingsOnValue(workspace, scope, cause)];
  const findings = [...new Set(aboutCause)].map((finding) => shown(workspace, finding));
  if (findings.length === 0) {
    const { ruledOut, because } = judged(workspace, scope, cause);
    return { id, what: cause.what, state: ruledOut ? 'ruled-out' : 'unknown', findings, because, look };
  }
  const isSure = findings.some(({ severity }) => severity === 'error' || severity === 'warning');
  return { id, what: cause.what, state: isSure ? 'found' : 'suspected', findings, look };
}

/** The findings of some rules about the clients and the files of a scope, each once. */
function findingsOf(workspace: Workspace, { clients, files }: Scope, rules: readonly string[]): Finding[] {
  const ofClients = clients.flatMap((client) => {
    const uri = (client.policy ?? client.profile)?.at.file.uri;
    const about = uri === undefined ? [] : workspace.findings(uri);
    return about.filter(({ rule, at }) => isOfTunnel(rule) && rules.includes(rule.id) && isAbout(at, client));
  });
  const ofFiles = files.flatMap((uri) => workspace.findings(uri).filter(({ rule }) => !isOfTunnel(rule) && rules.includes(rule.id)));
  return [...new Set([...ofClients, ...ofFiles])].filter((finding) => !isExcused(finding));
}

/** Whether what a rule tells of is no cause: TLS that ends on the load balancer, where a script tells RRAS which certificate clients see. */
function isExcused({ rule, related }: Finding): boolean {
  return rule.id === 'lb-sstp-offload' && related.length > 0;
}

/** Findings that say that a registry value, whose lack is the cause, is not set as it should be: under another key, with another type, not in force. */
function findingsOnValue(workspace: Workspace, { files }: Scope, { evidence }: Cause): Finding[] {
  if (typeof evidence !== 'object') return [];
  return files.flatMap((uri) => {
    const writes = workspace.partsOf(uri).flatMap(({ analysis }) => analysis.facts.registryWrites);
    const places = writes.filter(({ name }) => name.value.toLowerCase() === evidence.registryValue.toLowerCase()).flatMap(placesOf);
    if (places.length === 0) return [];
    return workspace.findings(uri).filter(({ rule: { id }, at, severity }) => {
      const isAboutData = severity !== 'hint' && (id.startsWith('reg-') || id === 'ps-restart-missing');
      return isAboutData && places.some((place) => isSamePlace(workspace.current(place) ?? place, at));
    });
  });
}

function placesOf({ at, path, name, type, dataAt }: RegistryWrite): Location[] {
  return [at, path.at, name.at, ...('written' in type ? [type.written.at] : []), ...(dataAt ? [dataAt] : [])];
}

function isSamePlace({ file, span }: Location, other: Location): boolean {
  return file.uri === other.file.uri && span.start === other.span.start && span.end === other.span.end;
}

function shown(workspace: Workspace, finding: Finding): Shown {
  const { at, severity, rule, message } = finding;
  const fixes = (): Fix[] => workspace.fixesOf(finding).map(({ fix }) => fix);
  return { at: workspace.current(at) ?? at, severity, rule: rule.id, message, fixes };
}

function sorted(causes: readonly JudgedCause[]): JudgedCause[] {
  const rank = ({ findings }: JudgedCause): number => smallest([SEVERITIES.length, ...findings.map(({ severity }) => SEVERITIES.indexOf(severity))]);
  return [...causes].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || rank(a) - rank(b));
}

function policiesOf(workspace: Workspace, { clients, nameOf }: Scope): string[] {
  const said = clients.flatMap((client) =>
    pairingsOf(workspace, client).flatMap((pairing) =>
      pairing.servers.flatMap(([first]) => {
        const other = first && workspace.deployments().resolve(first);
        const { policy } = client;
        if (!other || !policy || pairing.strength === 'ambiguous') return [];
        const minimumWindows = workspace.deployments().minimumWindows(client.uri);
        const predicted = prediction(negotiate(policy, other, minimumWindows ? { minimumWindows } : {}));
        const doubt = pairing.strength === 'possible' ? ' (if they belong together)' : '';
        return [`${nameOf(client.uri)} ${compared(comparePolicies(policy, other), policy, other, nameOf(other.at.file.uri))}${doubt}. ${predicted}`];
      }),
    ),
  );
  return [...new Set(said)];
}

/** What IKEv2 will make of two policies, as a sentence. */
function prediction({ outcome, decidedBy, confidence }: Negotiation): string {
  const where = decidedBy ? ` (${decidedBy.decidedBy ?? ''} in ${decidedBy.phase === 'child SA' ? 'the child SA' : decidedBy.phase}; ${confidence})` : '';
  switch (outcome) {
    case 'agrees':
      return 'IKEv2 agrees in every phase.';
    case 'fails':
      return `IKEv2 fails with 13868${where}.`;
    case 'drops':
      return `IKEv2 connects and drops at the first rekey with 13816${where}.`;
    case 'open':
      return `What IKEv2 makes of it cannot be said${where}.`;
    case 'not-applicable':
      return 'Another tunnel than IKEv2 negotiates none of it.';
  }
}

/** The name of the VPN server that the clients of a scope dial; `SERVER` where none states it in a way that can go into a command. */
function serverIn({ clients }: Scope): string {
  const fields = clients.flatMap(({ profile }) => (profile ? [profileField(profile, 'NativeProfile/Servers')] : []));
  const names = fields.flatMap((field) => (field.state === 'known' ? [field.written.value.split(/[;,=]/)[0]?.trim() ?? ''] : []));
  return names.find((name) => /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/i.test(name)) ?? 'SERVER';
}
