import { mayConcernVpn } from '../../knowledge/load-balancer/vpn-words.ts';
import type { SourceFile } from '../../core/source-file.ts';
import { builtInType } from '../../knowledge/load-balancer/f5-built-in.ts';
import { Anchors, emptyFacts, type Facts, type SyntaxProblem } from '../../model/facts.ts';
import type { Listener, LoadBalancer, Persistence, Pool } from '../../model/load-balancer/load-balancer.ts';
import type { Monitor } from '../../model/load-balancer/monitor.ts';
import { valueOf, type Reference } from '../../model/load-balancer/setting.ts';
import { parseF5 } from '../../syntax/f5/parse.ts';
import type { Remembering } from '../../core/once.ts';
import type { Reading } from '../artefact.ts';
import { Configuration } from './configuration.ts';
import { localName } from './names.ts';
import { builtInMonitor, readMonitor } from './read-monitor.ts';
import { builtInPersistence, readPersistence } from './read-persistence.ts';
import { readPool } from './read-pool.ts';
import { readVirtual } from './read-virtual.ts';
import { Reader } from './reader.ts';
import { relevantObjects } from './relevance.ts';
import { undefinedNames } from './undefined-names.ts';

export interface F5Tree extends Remembering {
  readonly configuration: Configuration;
  readonly reader: Reader;
}

/** Reads a file of BIG-IP in either notation. */
export function readF5(file: SourceFile): Reading<F5Tree> {
  const document = parseF5(file.text);
  const configuration = new Configuration(document);
  const anchors = new Anchors(file);
  const reader = new Reader(configuration, anchors);
  const broken = document.problems.length > 0 && mayConcernVpn(file.text) ? document.problems : [];
  const problems = broken.map(({ span, message }, index): SyntaxProblem => ({
    at: anchors.at(span, `problem/${index}`),
    message,
    notation: 'f5',
  }));
  const unread = document.nodes.filter((node) => (node.kind === 'object' || node.kind === 'command') && !node.closed);
  const facts: Facts = {
    ...emptyFacts(file),
    problems,
    unread: unread.map(({ start, end }) => ({ start, end })),
    loadBalancer: { ...readBalancer(reader), ...(document.problems.length > 0 && { broken: true }) },
    placeOf: (key) => anchors.placeOf(key),
  };
  return { file, tree: { configuration, reader, remembered: new Map() }, facts };
}

function readBalancer(reader: Reader): LoadBalancer {
  const { configuration } = reader;
  const relevant = relevantObjects(configuration);
  const listeners = relevant.virtual.map((object) => readVirtual(reader, object));
  const pools = relevant.pool.map((object) => readPool(reader, object));
  const monitors = relevant.monitor.map((object) => readMonitor(reader, object));
  const persistences = relevant.persistence.map((object) => readPersistence(reader, object));
  return {
    vendor: 'f5',
    listeners,
    pools,
    monitors: [...monitors, ...builtInMonitors(reader, pools, monitors)],
    persistences: [...persistences, ...builtInPersistences(reader, listeners, persistences)],
    undefinedNames: undefinedNames(reader, listeners, pools),
  };
}

/** The monitors of the product that pools use. */
function builtInMonitors({ anchors }: Reader, pools: readonly Pool[], own: readonly Monitor[]): Monitor[] {
  const names = new Set(own.map(({ name }) => name));
  return builtIn(
    pools.flatMap(({ monitors }) => valueOf(monitors) ?? []),
    names,
    ({ name, at }) => {
      const type = builtInType('monitor', localName(name));
      return type === undefined ? undefined : builtInMonitor(name, type, anchors.at(at.span, `monitor/${name}`));
    },
  );
}

function builtInPersistences({ anchors }: Reader, listeners: readonly Listener[], own: readonly Persistence[]): Persistence[] {
  const names = new Set(own.map(({ name }) => name));
  const used = listeners.flatMap(({ persistence, fallback }) => [...(valueOf(persistence) ?? []), ...(valueOf(fallback) ?? [])]);
  return builtIn(used, names, ({ name, at }) => {
    const type = builtInType('persistence', localName(name));
    return type === undefined ? undefined : builtInPersistence(name, type, anchors.at(at.span, `persistence/${name}`));
  });
}

/** One object for each name in the folder of the product that no object of the file has. */
function builtIn<T>(used: readonly Reference[], own: ReadonlySet<string>, make: (reference: Reference) => T | undefined): T[] {
  const seen = new Set(own);
  return used.flatMap((reference) => {
    const { name } = reference;
    if (seen.has(name) || name !== `/Common/${localName(name)}`) return [];
    seen.add(name);
    return make(reference) ?? [];
  });
}
