import type { MonitorCorrection } from '../../model/load-balancer/change.ts';
import type { MonitorInContext } from '../../model/load-balancer/context.ts';
import { testsSstp } from '../../model/load-balancer/service.ts';
import type { Fix } from '../rule.ts';
import {
  repairNote,
  wrongCode,
  wrongHost,
  wrongLineEnds,
  wrongMethod,
  wrongPath,
  wrongScheme,
  wrongTiming,
  wrongType,
  type Defect,
} from './monitor-defects.ts';

const ALL = [wrongType, wrongScheme, wrongPath, wrongMethod, wrongHost, wrongLineEnds, wrongCode, wrongTiming];

/** What sets one defect of a monitor right, and before that what sets right all that a monitor of SSTP has. */
export function correct(context: MonitorInContext, { title, safe = false, correction }: Defect): Fix[] {
  const { at } = context.monitor;
  const single: Fix = { title, safe, changes: [{ kind: 'correct-monitor', at, correction }] };
  const corrections = testsSstp(context.monitor) ? ALL.flatMap((find) => find(context)?.correction ?? []) : [];
  if (corrections.length < 2) return [single];
  const all: MonitorCorrection = corrections.reduce((sum, each) => ({ ...sum, ...each }), {});
  const note = all.host === undefined ? '' : repairNote(context);
  return [{ title: `Repair this monitor${note}`, safe: false, changes: [{ kind: 'correct-monitor', at, correction: all }] }, single];
}
