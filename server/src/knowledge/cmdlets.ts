import type { Cmdlet } from './cmdlet.ts';
import { NEW_AZ_CLIENT_PARAMETER, NEW_AZ_CLIENT_POLICY } from './cmdlets/azure.ts';
import { ENABLE_CRL_CHECK, ENABLE_FRAGMENTATION, ENABLE_SSTP_OFFLOAD, SET_BASELINE, SET_LOAD_BALANCING } from './cmdlets/baseline-functions.ts';
import {
  GET_KEMP_SERVICE,
  NEW_KEMP_SERVER,
  NEW_KEMP_SERVICE,
  NEW_KEMP_SUB_SERVICE,
  REMOVE_KEMP_SERVER,
  REMOVE_KEMP_SERVICE,
  SET_KEMP_SERVER,
  SET_KEMP_SERVICE,
} from './cmdlets/kemp.ts';
import { NEW_ITEM_PROPERTY, REMOVE_ITEM_PROPERTY, SET_ITEM_PROPERTY } from './cmdlets/registry.ts';
import { INSTALL_REMOTE_ACCESS, SET_REMOTE_ACCESS, SET_VPN_ADDRESSES, SET_VPN_AUTH_TYPE } from './cmdlets/remote-access.ts';
import { RESTART_COMPUTER, serviceCmdlet } from './cmdlets/service.ts';
import { SET_VPN_AUTH_PROTOCOL } from './cmdlets/vpn-auth.ts';
import { ADD_VPN_CONNECTION, SET_VPN_CLIENT, SET_VPN_CONNECTION } from './cmdlets/vpn-client.ts';
import { ADD_VPN_ROUTE } from './cmdlets/vpn-route.ts';
import { SET_VPN_SERVER } from './cmdlets/vpn-server.ts';

/** Every cmdlet whose parameters this product reads. Binding, hover and completion all follow from these rows. */
export const CMDLETS = {
  setVpnServer: SET_VPN_SERVER,
  setVpnAuthProtocol: SET_VPN_AUTH_PROTOCOL,
  installRemoteAccess: INSTALL_REMOTE_ACCESS,
  setRemoteAccess: SET_REMOTE_ACCESS,
  setVpnAuthType: SET_VPN_AUTH_TYPE,
  setVpnAddresses: SET_VPN_ADDRESSES,
  setVpnClient: SET_VPN_CLIENT,
  addVpnConnection: ADD_VPN_CONNECTION,
  setVpnConnection: SET_VPN_CONNECTION,
  newAzClientPolicy: NEW_AZ_CLIENT_POLICY,
  newAzClientParameter: NEW_AZ_CLIENT_PARAMETER,
  addVpnRoute: ADD_VPN_ROUTE,
  newItemProperty: NEW_ITEM_PROPERTY,
  setItemProperty: SET_ITEM_PROPERTY,
  removeItemProperty: REMOVE_ITEM_PROPERTY,
  restartService: serviceCmdlet('Restart-Service', [], 'Stops a service and starts it again.'),
  startService: serviceCmdlet('Start-Service', ['sasv'], 'Starts a service.'),
  restartComputer: RESTART_COMPUTER,
  setBaseline: SET_BASELINE,
  enableFragmentation: ENABLE_FRAGMENTATION,
  enableCrlCheck: ENABLE_CRL_CHECK,
  setLoadBalancing: SET_LOAD_BALANCING,
  enableSstpOffload: ENABLE_SSTP_OFFLOAD,
  newKempService: NEW_KEMP_SERVICE,
  setKempService: SET_KEMP_SERVICE,
  getKempService: GET_KEMP_SERVICE,
  removeKempService: REMOVE_KEMP_SERVICE,
  newKempSubService: NEW_KEMP_SUB_SERVICE,
  newKempServer: NEW_KEMP_SERVER,
  setKempServer: SET_KEMP_SERVER,
  removeKempServer: REMOVE_KEMP_SERVER,
} as const satisfies Record<string, Cmdlet>;

const byName = new Map<string, Cmdlet>(
  Object.values(CMDLETS).flatMap((cmdlet: Cmdlet) => [cmdlet.name, ...(cmdlet.aliases ?? [])].map((name) => [name.toLowerCase(), cmdlet] as const)),
);

/** The cmdlet of this name or alias, in any letter case; `undefined` for one that this product does not read. */
export function cmdletByName(name: string): Cmdlet | undefined {
  return byName.get(name.toLowerCase());
}

/** The functions of others that scripts call, by their name or by the path of the script file that holds each. */
const SCRIPT_FILES: ReadonlySet<Cmdlet> = new Set<Cmdlet>([SET_BASELINE, ENABLE_FRAGMENTATION, ENABLE_CRL_CHECK, SET_LOAD_BALANCING, ENABLE_SSTP_OFFLOAD]);

/** Whether a command is such a function. */
export function isScriptFunction(cmdlet: Cmdlet): boolean {
  return SCRIPT_FILES.has(cmdlet);
}

/** The function that a script file is named after: `.\Enable-SstpOffload.ps1`; `undefined` for any other command. */
export function functionOfFile(path: string): Cmdlet | undefined {
  const name = /(?:^|[\\/])([\w-]+)\.ps1$/i.exec(path)?.[1];
  const cmdlet = name === undefined ? undefined : cmdletByName(name);
  return cmdlet && SCRIPT_FILES.has(cmdlet) ? cmdlet : undefined;
}
