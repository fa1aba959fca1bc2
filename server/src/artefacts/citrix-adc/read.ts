import { mayConcernVpn } from '../../knowledge/load-balancer/vpn-words.ts';
import type { SourceFile } from '../../core/source-file.ts';
import { builtInMonitor } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import { emptyFacts, type Facts, type SyntaxProblem } from '../../model/facts.ts';
import type { Remembering } from '../../core/once.ts';
import type { LoadBalancer, Release } from '../../model/load-balancer/load-balancer.ts';
import { commandsOf, type Command } from '../../syntax/citrix-adc/command.ts';
import { parseDocument, type Document } from '../../syntax/citrix-adc/document.ts';
import type { Reading } from '../artefact.ts';
import type { Appliance } from './appliance.ts';
import { execute } from './execute.ts';
import { problemsOf } from './problems.ts';
import { isAddressable, readListener, redirects } from './read-listeners.ts';
import { readBuiltIn, readMonitor } from './read-monitors.ts';
import { readGroup, readOwn } from './read-persistence.ts';
import { builtInsUsed, readPool } from './read-pools.ts';
import { relevantOf } from './relevance.ts';
import { Source } from './source.ts';
import { undefinedNames } from './undefined-names.ts';

export interface CitrixTree extends Remembering {
  readonly document: Document;
  readonly commands: readonly Command[];
  readonly appliance: Appliance;
}

/** Reads a file of commands. Never throws for any text. */
export function readCitrix(file: SourceFile): Reading<CitrixTree> {
  const document = parseDocument(file.text);
  const commands = commandsOf(document);
  const appliance = execute(file.text, commands);
  const source = new Source(file);
  const broken = problemsOf(document, commands, source);
  const problems: SyntaxProblem[] = broken.length > 0 && mayConcernVpn(file.text) ? broken : [];
  const facts: Facts = {
    ...emptyFacts(file),
    problems,
    loadBalancer: { ...loadBalancerOf(appliance, document, source), ...(broken.length > 0 && { broken: true }) },
    unread: document.lines.filter(({ kind }) => kind === 'unread' || kind === 'continuation'),
    placeOf: (key) => source.anchors.placeOf(key),
  };
  return { file, tree: { document, commands, appliance, remembered: new Map() }, facts };
}

function loadBalancerOf(appliance: Appliance, document: Document, source: Source): LoadBalancer {
  const addressable = appliance.all('vserver').filter((item) => isAddressable(item, source));
  const relevant = relevantOf(appliance, source, addressable);
  const { vservers } = relevant;
  const groups = appliance.all('group');
  const redirected = new Set(addressable.filter((item) => redirects(item, source)).flatMap(({ binds }) => binds.map(({ target }) => target)));
  const known = relevant.pools.filter(
    ({ addedBy, settings, members, monitors }) => addedBy !== undefined || settings.size + members.length + monitors.length > 0,
  );
  const pools = known.map((item) => readPool(item, appliance, source, redirected.has(item)));
  const builtIns = builtInsUsed(pools, appliance);
  const monitors = relevant.monitors.filter(({ addedBy, settings }) => addedBy !== undefined || settings.size > 0);
  const { usip } = appliance;
  const release = releaseOf(document, source);
  return {
    vendor: 'citrix-adc',
    listeners: vservers.map((item) => readListener(item, appliance, source)),
    pools,
    monitors: [
      ...monitors.map((item) => readMonitor(item, source)),
      ...builtIns.flatMap((name) => {
        const use = pools.flatMap((pool) => (pool.monitors.state === 'unknown' ? [] : pool.monitors.value)).find((reference) => reference.name === name);
        return use && builtInMonitor(name) ? [readBuiltIn(name, use.at, source)] : [];
      }),
    ],
    persistences: [...groups.map((item) => readGroup(item, source)), ...vservers.flatMap((item) => readOwn(item, source) ?? [])],
    undefinedNames: undefinedNames(appliance, source, release !== undefined),
    ...(usip && { keepsClientAddress: source.at(usip.token, 'mode/usip') }),
    ...(release && { release }),
  };
}

/** The first comment of a saved configuration. */
const RELEASE = /^#\s*NS(\d+\.\d+)\s+Build\s+(\d+\.\d+)[^\S\r\n]*$/iu;

function releaseOf({ text, lines }: Document, source: Source): Release | undefined {
  const line = lines.find(({ kind }) => kind !== 'blank');
  const match = line && RELEASE.exec(text.slice(line.start, line.end));
  if (!match) return undefined;
  return { at: source.at({ start: line.start, end: line.start + match[0].trimEnd().length }, 'release'), version: match[1] ?? '', build: match[2] ?? '' };
}
