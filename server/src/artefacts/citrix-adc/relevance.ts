import { serviceType } from '../../knowledge/load-balancer/citrix-adc-types.ts';
import { IKE_PORT, NAT_TRAVERSAL_PORT, SSTP_PORT } from '../../knowledge/sstp.ts';
import type { Appliance, Item } from './appliance.ts';
import type { Source } from './source.ts';

/** The objects that may belong to a VPN. The model leaves the others out: a large configuration is mostly something else. */
export interface Relevant {
  readonly vservers: readonly Item[];
  readonly pools: readonly Item[];
  readonly monitors: readonly Item[];
}

const IKE_PORTS: ReadonlySet<string> = new Set([IKE_PORT, NAT_TRAVERSAL_PORT].map(String));

/**
 * What may belong to a VPN: virtual servers for UDP, for ports of IKE, or for what is not known, and those for TLS that may be SSTP. What nothing
 * uses here may be used by another file of the same appliance.
 */
export function relevantOf(appliance: Appliance, source: Source, vservers: readonly Item[]): Relevant {
  const hasIke = vservers.some((item) => IKE_PORTS.has(portOf(item, source)));
  const isRelevant = (item: Item): boolean => {
    const type = item.addedBy && item.args[0] ? serviceType(source.word(item.args[0])) : undefined;
    const port = portOf(item, source);
    if (type?.transport !== 'tcp' || IKE_PORTS.has(port) || !/^\d+$/u.test(port)) return true;
    if (item.binds.some(({ target }) => target.monitors.some((bind) => sendsSstp(bind.target, source)))) return true;
    return port === String(SSTP_PORT) && (hasIke || [item.name, ...item.binds.map(({ target }) => target.name)].some((name) => /sstp/iu.test(name)));
  };
  const relevant = vservers.filter(isRelevant);
  const pools = dropUsed(
    appliance.all('pool'),
    appliance.all('vserver').flatMap(({ binds }) => binds),
    relevant.flatMap(({ binds }) => binds),
  );
  const monitors = dropUsed(
    appliance.all('monitor'),
    appliance.all('pool').flatMap((item) => item.monitors),
    pools.flatMap((item) => item.monitors),
  );
  // What asks for the path of SSTP does so for a VPN, whatever stands in front of its servers.
  const needed = new Set(monitors);
  return { vservers: relevant, pools, monitors: appliance.all('monitor').filter((item) => needed.has(item) || sendsSstp(item, source)) };
}

/** All but those that only something else uses. */
function dropUsed(items: readonly Item[], used: readonly { readonly target: Item }[], needed: readonly { readonly target: Item }[]): Item[] {
  const elsewhere = new Set(used.map(({ target }) => target));
  const here = new Set(needed.map(({ target }) => target));
  return items.filter((item) => here.has(item) || !elsewhere.has(item));
}

function portOf({ addedBy, args }: Item, source: Source): string {
  return addedBy && args[2] ? source.word(args[2]) : '';
}

/** Whether a monitor may ask for the path of SSTP. */
function sendsSstp(item: Item, source: Source): boolean {
  return ['httpRequest', 'send'].some((name) => {
    const found = item.settings.get(name);
    const [token] = found && found !== 'default' ? found.option.values : [];
    return token !== undefined && /sra_|ba195980/iu.test(source.word(token));
  });
}
