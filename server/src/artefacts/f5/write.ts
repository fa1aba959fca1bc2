import type { Edit } from '../../core/edit.ts';
import type { Change } from '../../model/change.ts';
import { isBalancerChange, type LoadBalancerChange } from '../../model/load-balancer/change.ts';
import type { LoadBalancer } from '../../model/load-balancer/load-balancer.ts';
import type { Reading } from '../artefact.ts';
import type { F5Object, ObjectClass } from './configuration.ts';
import { ObjectEditor } from './edit-object.ts';
import type { F5Tree } from './read.ts';
import { correctMonitor, monitorByIcmp, monitorBySstp } from './write-monitor.ts';
import { persistBySource, persistSstp, setPersistenceTimeout, tieListeners } from './write-persistence.ts';
import { addMember, keepAddressForPool, setMemberPort } from './write-pool.ts';
import { addTwin } from './write-twin.ts';
import { keepClientAddress, setTransport } from './write-virtual.ts';

/** The edits that make changes of a configuration, in its notation and style; `undefined` where one cannot be made without guessing. */
export function writeF5({ file, tree, facts }: Reading<F5Tree>, changes: readonly Change[]): Edit[] | undefined {
  const editor = new ObjectEditor(file, tree.configuration);
  const { loadBalancer } = facts;
  if (!loadBalancer) return undefined;
  const writer = new Writer(editor, loadBalancer);
  return changes.every((change) => writer.write(change)) ? editor.edits() : undefined;
}

class Writer {
  readonly #editor: ObjectEditor;
  readonly #balancer: LoadBalancer;

  constructor(editor: ObjectEditor, balancer: LoadBalancer) {
    this.#editor = editor;
    this.#balancer = balancer;
  }

  /** Whether a change could be made. */
  write(change: Change): boolean {
    if (change.kind === 'replace') {
      this.#editor.replace(change.at.span, change.text);
      return true;
    }
    return isBalancerChange(change) && this.#write(change);
  }

  #write(change: LoadBalancerChange): boolean {
    const key = change.at.key ?? '';
    if (key.startsWith('virtual/')) return this.#onVirtual(change, this.#object('virtual', key));
    if (key.startsWith('pool/')) return this.#onPool(change, this.#object('pool', key.replace(/\/member\/.*$/, '')));
    if (key.startsWith('persistence/')) return this.#onPersistence(change, key);
    const monitor = this.#object('monitor', key);
    return monitor !== undefined && change.kind === 'correct-monitor' && correctMonitor(this.#editor, monitor, change.correction);
  }

  #onVirtual(change: LoadBalancerChange, virtual: F5Object | undefined): boolean {
    const editor = this.#editor;
    if (!virtual) return false;
    switch (change.kind) {
      case 'add-twin':
        return addTwin(editor, this.#balancer, virtual, change.port);
      case 'tie-listeners': {
        const other = this.#object('virtual', change.other.key ?? '');
        return other !== undefined && tieListeners(editor, this.#balancer, virtual, other, change.seconds);
      }
      case 'keep-client-address':
        return keepClientAddress(editor, virtual);
      case 'set-transport':
        return setTransport(editor, virtual, change.transport);
      case 'persist-sstp':
        return persistSstp(editor, virtual);
      default:
        return false;
    }
  }

  #onPool(change: LoadBalancerChange, pool: F5Object | undefined): boolean {
    const editor = this.#editor;
    if (!pool) return false;
    switch (change.kind) {
      case 'keep-client-address':
        return keepAddressForPool(editor, pool);
      case 'set-member-port':
        return setMemberPort(editor, pool, /\/member\/(.*)$/.exec(change.at.key ?? '')?.[1], change.port);
      case 'add-member':
        return addMember(editor, pool, change.like, change.port);
      case 'monitor-by-icmp':
        return monitorByIcmp(editor, pool);
      case 'monitor-by-sstp':
        return monitorBySstp(editor, this.#balancer, pool, change.scheme, change.host);
      default:
        return false;
    }
  }

  #onPersistence(change: LoadBalancerChange, key: string): boolean {
    if (change.kind === 'persist-by-source') return persistBySource(this.#editor, this.#balancer, key);
    return change.kind === 'set-persistence-timeout' && setPersistenceTimeout(this.#editor, this.#balancer, key, change.seconds);
  }

  /** The object of a key of this kind, if the file has it and it is whole. */
  #object(kind: ObjectClass, key: string): F5Object | undefined {
    const found = this.#editor.configuration.find(kind, key.slice(kind.length + 1));
    return found?.closed === true ? found : undefined;
  }
}
