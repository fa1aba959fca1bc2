import type { Cmdlet } from './cmdlet.ts';
import { NEW_ITEM_PROPERTY, REMOVE_ITEM_PROPERTY, SET_ITEM_PROPERTY } from './cmdlets/registry.ts';
import { RESTART_COMPUTER, serviceCmdlet } from './cmdlets/service.ts';
import { SET_VPN_AUTH_PROTOCOL } from './cmdlets/vpn-auth.ts';
import { ADD_VPN_CONNECTION, SET_VPN_CLIENT, SET_VPN_CONNECTION } from './cmdlets/vpn-client.ts';
import { ADD_VPN_ROUTE } from './cmdlets/vpn-route.ts';
import { SET_VPN_SERVER } from './cmdlets/vpn-server.ts';

/** Every cmdlet whose parameters this product reads. Binding, hover and completion all follow from these rows. */
export const CMDLETS = {
  setVpnServer: SET_VPN_SERVER,
  setVpnAuthProtocol: SET_VPN_AUTH_PROTOCOL,
  setVpnClient: SET_VPN_CLIENT,
  addVpnConnection: ADD_VPN_CONNECTION,
  setVpnConnection: SET_VPN_CONNECTION,
  addVpnRoute: ADD_VPN_ROUTE,
  newItemProperty: NEW_ITEM_PROPERTY,
  setItemProperty: SET_ITEM_PROPERTY,
  removeItemProperty: REMOVE_ITEM_PROPERTY,
  restartService: serviceCmdlet('Restart-Service', [], 'Stops a service and starts it again.'),
  startService: serviceCmdlet('Start-Service', ['sasv'], 'Starts a service.'),
  restartComputer: RESTART_COMPUTER,
} as const satisfies Record<string, Cmdlet>;

const byName = new Map<string, Cmdlet>(
  Object.values(CMDLETS).flatMap((cmdlet: Cmdlet) => [cmdlet.name, ...(cmdlet.aliases ?? [])].map((name) => [name.toLowerCase(), cmdlet] as const)),
);

/** The cmdlet of this name or alias, in any letter case; `undefined` for one that this product does not read. */
export function cmdletByName(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}
