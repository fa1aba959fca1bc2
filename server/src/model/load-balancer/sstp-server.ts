import type { Location } from '../../core/source-file.ts';
import type { RegistryWrite } from '../registry/write.ts';
import type { BalancedDeployment } from './context.ts';

/** What the scripts of a deployment tell its servers about SSTP behind a load balancer. */
export interface SstpServer {
  /** Where it is told to take plain HTTP. */
  readonly http: readonly Location[];
  /** Where it is told to take HTTPS. */
  readonly https: readonly Location[];
  /** Where it is told the hash of the certificate that clients see. */
  readonly hash: readonly Location[];
  /** Whether one of the places that say so could not be read, or depends on a condition. */
  readonly unclear: boolean;
}

/** What a deployment says of SSTP on its servers. Source: richardhicks/aovpn, Enable-SstpOffload.ps1. */
export function sstpServerOf({ registryWrites, calls }: BalancedDeployment): SstpServer {
  const writes = registryWrites.filter(({ path }) => /\\SstpSvc\\Parameters$/iu.test(path.value.key));
  const named = (name: string): RegistryWrite[] => writes.filter((write) => write.name.value.toLowerCase() === name);
  const offload = calls.filter(({ cmdlet }) => cmdlet === 'Enable-SstpOffload').map(({ at }) => at);
  const switches = named('usehttps');
  const set = (data: string): Location[] => switches.filter((write) => certain(write) && number(write) === data).map(({ at }) => at);
  return {
    http: [...set('0'), ...offload],
    https: set('1'),
    hash: [
      ...named('sha256certificatehash')
        .filter(({ action }) => action !== 'delete')
        .map(({ at }) => at),
      ...offload,
    ],
    unclear: switches.some((write) => !certain(write) || number(write) === undefined),
  };
}

function certain({ action, conditional }: RegistryWrite): boolean {
  return action !== 'delete' && !conditional;
}

/** The data as a decimal number; `undefined` unless it is one. */
function number({ dataText }: RegistryWrite): string | undefined {
  return dataText !== undefined && /^\s*(0x[0-9a-f]+|\d+)\s*$/iu.test(dataText) ? String(Number(dataText)) : undefined;
}
