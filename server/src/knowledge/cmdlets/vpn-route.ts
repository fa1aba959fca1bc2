import type { Cmdlet } from '../cmdlet.ts';
import { PARALLEL } from './shared.ts';

export const ADD_VPN_ROUTE: Cmdlet = {
  name: 'Add-VpnConnectionRoute',
  summary: 'Adds a route to a VPN connection on the client.',
  source: 'https://learn.microsoft.com/powershell/module/vpnclient/add-vpnconnectionroute',
  parameters: [
    { name: 'ConnectionName', aliases: ['Name'], position: 0, mandatory: true, fromPipelineProperty: true, summary: 'Name of the VPN connection.' },
    { name: 'DestinationPrefix', position: 1, mandatory: true, fromPipelineProperty: true, summary: 'Block of addresses, such as 10.20.0.0/16.' },
    { name: 'RouteMetric', position: 2, fromPipelineProperty: true, summary: 'Metric of the route.' },
    { name: 'AllUserConnection', switch: true, fromPipelineProperty: true, summary: 'The connection is in the phone book of all users.' },
    { name: 'PassThru', switch: true, summary: 'Prints the resulting route.' },
    ...PARALLEL,
  ],
};
