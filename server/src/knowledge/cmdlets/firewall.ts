import type { Cmdlet, CmdletParameter } from '../cmdlet.ts';
import { PARALLEL } from './shared.ts';

/** Parameters by which a rule is for some computers, programs or networks only. */
export const LIMITING = [
  ...['LocalAddress', 'RemoteAddress', 'RemotePort', 'IcmpType', 'Program', 'Package', 'Service', 'Profile', 'Platform'],
  ...['InterfaceAlias', 'InterfaceType', 'LocalUser', 'RemoteUser', 'RemoteMachine', 'Authentication', 'Encryption', 'PolicyAppId'],
  'RemoteDynamicKeywordAddresses',
] as const;

const OTHERS = [
  ...['PolicyStore', 'GPOSession', 'Name', 'Description', 'Group', 'EdgeTraversalPolicy', 'Owner', 'OverrideBlockRules'],
  ...['DynamicTarget', 'DynamicTransport', 'LooseSourceMapping', 'LocalOnlyMapping'],
] as const;

const text = (name: string, summary: string, more: Partial<CmdletParameter> = {}): CmdletParameter => ({ name, summary, ...more });

/**
 * The command that adds a rule to Windows Firewall. It is not of the catalogue: nobody is helped to write one, and its other values are nobody's
 * business here.
 */
export const NEW_FIREWALL_RULE: Cmdlet = {
  name: 'New-NetFirewallRule',
  summary: 'Adds a rule to Windows Firewall.',
  source: 'https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule',
  parameters: [
    text('DisplayName', 'Name that people see.'),
    text('Direction', 'Inbound unless told.', { values: ['Inbound', 'Outbound'] }),
    text('Action', 'Allow unless told.', { values: ['NotConfigured', 'Allow', 'Block'] }),
    text('Enabled', 'True unless told.', { values: ['True', 'False'] }),
    text('Protocol', 'Name or number; any unless told.'),
    text('LocalPort', 'Ports, ranges or Any.', { type: 'String[]' }),
    ...LIMITING.map((name) => text(name, 'Limits what the rule is for.', { type: 'String[]' })),
    ...OTHERS.map((name) => text(name, 'Not read.')),
    ...PARALLEL,
  ],
};
