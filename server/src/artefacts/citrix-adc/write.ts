import type { Edit } from '../../core/edit.ts';
import type { Change } from '../../model/change.ts';
import { isBalancerChange, type LoadBalancerChange } from '../../model/load-balancer/change.ts';
import type { Reading } from '../artefact.ts';
import type { Item } from './appliance.ts';
import type { CitrixTree } from './read.ts';
import { Impossible, Script } from './script.ts';
import { correctMonitor, testByIcmp, testBySstp } from './write-monitors.ts';
import { addMember } from './write-members.ts';
import { addTwin } from './write-twin.ts';
import { minutesOf, tie } from './write-group.ts';

/** The edits that make changes together; `undefined` where one cannot be made without losing or guessing something. */
export function writeCitrix(reading: Reading<CitrixTree>, changes: readonly Change[]): Edit[] | undefined {
  const script = new Script(reading);
  try {
    for (const change of changes) {
      if (change.kind === 'replace') script.replace(change.at.span, change.text);
      else if (isBalancerChange(change)) write(script, change);
      else return undefined;
    }
    const edits = script.edits();
    return edits.length > 0 ? edits : undefined;
  } catch (error) {
    if (error instanceof Impossible) return undefined;
    throw error;
  }
}

function write(script: Script, change: LoadBalancerChange): void {
  const { kind, at } = change;
  switch (kind) {
    case 'add-twin':
      addTwin(script, itemAt(script, at.key, 'vserver'), change.port);
      return;
    case 'tie-listeners':
      tie(script, itemAt(script, at.key, 'vserver'), itemAt(script, change.other.key, 'vserver'), change.seconds);
      return;
    case 'persist-by-source':
      script.setOption(persistenceAt(script, at.key), 'persistenceType', 'SOURCEIP');
      return;
    case 'set-persistence-timeout':
      script.setOption(persistenceAt(script, at.key), 'timeout', String(minutesOf(change.seconds)), 'persistenceType');
      return;
    case 'keep-client-address':
      for (const pool of poolsAt(script, at.key)) script.setOption(pool, 'usip', 'YES');
      return;
    case 'set-transport':
      setTransport(script, itemAt(script, at.key, 'vserver'), change.transport);
      return;
    case 'set-member-port':
      setMemberPort(script, at.key, change.port);
      return;
    case 'add-member':
      addMember(script, itemAt(script, at.key, 'pool'), change);
      return;
    case 'monitor-by-icmp':
      testByIcmp(script, itemAt(script, at.key, 'pool'));
      return;
    case 'monitor-by-sstp':
      testBySstp(script, itemAt(script, at.key, 'pool'), change.scheme, change.host);
      return;
    case 'correct-monitor':
      correctMonitor(script, itemAt(script, at.key, 'monitor'), change.correction);
      return;
    case 'persist-sstp':
      persistSstp(script, itemAt(script, at.key, 'vserver'));
  }
}

/** The object whose key begins so. @throws Impossible where there is none, or nobody knows what all has been done to it */
function itemAt({ tree }: Script, key: string | undefined, space: 'vserver' | 'pool' | 'monitor'): Item {
  const item = key?.startsWith(`${space}/`) ? tree.appliance.find(space, key.slice(space.length + 1)) : undefined;
  if (!item || item.uncertain) throw new Impossible();
  return item;
}

/** The group, or the virtual server, that a persistence is stated for. */
function persistenceAt({ tree }: Script, key: string | undefined): Item {
  const slash = key?.indexOf('/') ?? -1;
  const item = tree.appliance.find(key?.startsWith('group/') ? 'group' : 'vserver', key?.slice(slash + 1) ?? '');
  if (!item || slash < 0) throw new Impossible();
  return item;
}

/** A pool, or those of a virtual server. */
function poolsAt(script: Script, key: string | undefined): Item[] {
  if (key?.startsWith('pool/')) return [itemAt(script, key, 'pool')];
  const pools = itemAt(script, key, 'vserver').binds.map(({ target }) => target);
  if (pools.length === 0) throw new Impossible();
  return pools;
}

/** The type of a virtual server and of everything bound to it, which nothing else may use. */
function setTransport(script: Script, vserver: Item, transport: 'udp' | 'tcp'): void {
  const [type] = vserver.args;
  if (!type || vserver.addedBy === undefined) throw new Impossible();
  const word = transport.toUpperCase();
  script.replaceWord(type, word);
  for (const { target } of vserver.binds) {
    const token = target.kind === 'service' ? target.args[1] : target.args[0];
    const shared = script.tree.appliance.all('vserver').some((other) => other !== vserver && other.binds.some((bind) => bind.target === target));
    if (!token || !target.addedBy || target.uncertain) throw new Impossible();
    if (script.word(token).toUpperCase() === word) continue;
    if (shared) throw new Impossible();
    script.replaceWord(token, word);
  }
}

function setMemberPort(script: Script, key: string | undefined, port: number): void {
  const parts = /^(pool\/.*)\/member\/(\d+)$/u.exec(key ?? '');
  const token = parts && itemAt(script, parts[1], 'pool').members[Number(parts[2])]?.portToken;
  if (!token) throw new Impossible();
  script.replaceWord(token, String(port));
}

/** TLS session, and source address where that fails; source address alone where TLS is not known to the virtual server. */
function persistSstp(script: Script, vserver: Item): void {
  const [type] = vserver.args;
  if (!type || script.tree.appliance.groupsOf(vserver).length > 0) throw new Impossible();
  if (!/^SSL/iu.test(script.word(type))) {
    script.setOption(vserver, 'persistenceType', 'SOURCEIP');
    return;
  }
  script.setOption(vserver, 'persistenceType', 'SSLSESSION');
  script.setOption(vserver, 'persistenceBackup', 'SOURCEIP', 'persistenceType');
}
