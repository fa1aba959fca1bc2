import { uriSegments } from '../../core/uri.ts';
import { BASELINES, NAMED_BASELINES, type Suite } from '../../knowledge/baselines.ts';
import { ATTRIBUTES, spell, type AttributeName } from '../../knowledge/ipsec.ts';
import { knownSuite, normalised, type IPsecPolicy } from '../../model/policy.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { PolicySource } from './question.ts';
import type { WizardKind } from './wizard.ts';

/** More policies of the workspace than these nobody chooses from. */
const MOST_STATED = 10;

/** The policies that a new document can take over: those of the other side, as files of the workspace state them, then what is recommended. */
export function policySources(workspace: Workspace, kind: WizardKind): PolicySource[] {
  return [...statedSources(workspace, kind === 'profile' ? 'server' : 'client'), ...BASELINE_SOURCES];
}

/** The baselines that name all six values and are worth choosing; the usual one first. */
const BASELINE_SOURCES: readonly PolicySource[] = [BASELINES.enhanced, BASELINES.minimum, ...NAMED_BASELINES.filter(({ exact }) => exact)].flatMap(
  (baseline) => {
    const { id, title } = baseline;
    const suite = wholeSuite('suite' in baseline ? baseline.suite : baseline.values);
    const needs = 'minimumWindows' in baseline ? ` Needs ${baseline.minimumWindows}.` : '';
    return suite ? [{ id: `baseline:${id}`, label: title, detail: `The baseline ${id}.${needs}`, suite }] : [];
  },
);

function wholeSuite(values: Readonly<Partial<Suite>>): Suite | undefined {
  return ATTRIBUTES.every((attribute) => values[attribute] !== undefined) ? (values as Suite) : undefined;
}

/** The distinct policies of one side whose six values are known, each with the files that state it. */
function statedSources(workspace: Workspace, side: IPsecPolicy['side']): PolicySource[] {
  const found = new Map<string, { suite: Suite; files: Set<string> }>();
  for (const uri of workspace.uris()) {
    if (workspace.isExcluded(uri)) continue;
    for (const policy of workspace.partsOf(uri).flatMap(({ analysis }) => analysis.facts.policies)) {
      if (policy.side !== side || policy.superseded || policy.tunnel === 'other') continue;
      const suite = knownSuite(policy);
      if (!suite) continue;
      const key = normalised(policy);
      const same = found.get(key) ?? { suite, files: new Set() };
      found.set(key, same);
      same.files.add(uriSegments(uri).slice(-2).join('/'));
    }
  }
  return [...found].slice(0, MOST_STATED).map(([key, { suite, files }]) => {
    const [first = '', ...others] = files;
    const more = others.length === 0 ? '' : ` and ${others.length === 1 ? 'one more file' : `${others.length} more files`}`;
    return { id: `stated:${key}`, label: `The policy of ${first}${more}`, detail: described(suite), suite };
  });
}

/** The six values in the words of the cmdlets, short enough for one line. */
function described(suite: Suite): string {
  const word = (attribute: AttributeName): string => spell(attribute, suite[attribute], 'server-cmdlet') ?? suite[attribute];
  const ike = [word('EncryptionMethod'), word('IntegrityCheckMethod'), word('DHGroup')];
  const esp = [word('CipherTransformConstants'), word('AuthenticationTransformConstants'), word('PfsGroup')];
  return `IKE: ${ike.join(', ')}. ESP: ${esp.join(', ')}.`;
}
