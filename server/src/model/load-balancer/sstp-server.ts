import type { Location } from '../../core/source-file.ts';
import type { CmdletCall } from '../cmdlet-call.ts';
import { numberedSet } from '../../knowledge/registry-path.ts';
import { isCertain } from '../registry/file.ts';
import type { RegistryWrite } from '../registry/write.ts';
import type { BalancedDeployment } from './context.ts';

/** What the scripts of a deployment tell its servers about SSTP behind a load balancer. */
export interface SstpServer {
  /** Where it is told to take plain HTTP. */
  readonly http: readonly Location[];
  /** Where it is told to take HTTPS. */
  readonly https: readonly Location[];
  /** Where it is told the certificate that clients see, or its hash. */
  readonly certificate: readonly Location[];
  /** Whether one of the places that say so could not be read, depends on a condition, or is in another control set, which may not be the one in use. */
  readonly unclear: boolean;
}

/** One place that says whether a server takes plain HTTP; `undefined` for what cannot be known. */
interface Statement {
  readonly at: Location;
  readonly http: boolean | undefined;
}

/** What a deployment says of SSTP on its servers. Sources: richardhicks/aovpn, Enable-SstpOffload.ps1; Microsoft, Set-RemoteAccess. */
export function sstpServerOf({ registryWrites, calls }: BalancedDeployment): SstpServer {
  const writes = registryWrites.filter(({ path }) => /\\SstpSvc\\Parameters$/iu.test(path.value.key));
  const named = (name: string): RegistryWrite[] => writes.filter((write) => write.name.value.toLowerCase() === name);
  const called = (cmdlet: string): CmdletCall[] => calls.filter((call) => call.cmdlet === cmdlet);
  const offload = called('Enable-SstpOffload');
  const statements = [
    ...named('usehttps').map(({ at, ...write }): Statement => ({
      at,
      http: isCertain(write) && numberedSet(write.path.value.key) === undefined ? takesHttp(write) : undefined,
    })),
    ...offload.map(({ at, conditional }): Statement => ({ at, http: conditional ? undefined : true })),
    ...called('Set-RemoteAccess').flatMap((call) => useHttp(call) ?? []),
  ];
  return {
    http: statements.filter(({ http }) => http === true).map(({ at }) => at),
    https: statements.filter(({ http }) => http === false).map(({ at }) => at),
    certificate: [
      ...named('sha256certificatehash').filter(({ action }) => action !== 'delete'),
      ...offload,
      ...called('Set-RemoteAccess').filter((call) => call.arguments.has('SslCertificate')),
    ].map(({ at }) => at),
    unclear: statements.some(({ http }) => http === undefined),
  };
}

/** Whether data of UseHttps means HTTP; `undefined` for any other number, and for one that is not known. */
function takesHttp({ action, content }: Pick<RegistryWrite, 'action' | 'content'>): boolean | undefined {
  if (action === 'delete' || !content || !('number' in content)) return undefined;
  return content.number === 0n ? true : content.number === 1n ? false : undefined;
}

function useHttp({ arguments: given, conditional, complete, at }: CmdletCall): Statement | undefined {
  const value = given.get('UseHttp')?.value;
  if (!given.has('UseHttp')) return complete ? undefined : { at, http: undefined };
  return { at, http: value?.kind === 'boolean' && !conditional ? value.boolean : undefined };
}
