import { AZURE_LIFETIMES } from '../../knowledge/cmdlets/azure.ts';
import { CMDLETS } from '../../knowledge/cmdlets.ts';
import { byAttribute } from '../../knowledge/ipsec.ts';
import type { Anchors } from '../../model/facts.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { readLifetimes } from './read-lifetimes.ts';
import { slotOf } from './read-policies.ts';
import { isCmdlet, type KnownCommand } from './tree.ts';

/** Whether a command makes a policy for the point-to-site clients of an Azure gateway. `New-AzIpsecPolicy` is for connections between sites. */
export function isAzurePolicy(command: KnownCommand): boolean {
  return isCmdlet(command, CMDLETS.newAzClientPolicy) || isCmdlet(command, CMDLETS.newAzClientParameter);
}

/** Every policy that a script makes for the clients of an Azure gateway. Each may be for a gateway of its own, so none replaces another. */
export function readAzurePolicies(commands: readonly KnownCommand[], anchors: Anchors): IPsecPolicy[] {
  return commands.filter(isAzurePolicy).map((command) => {
    const lifetimes = readLifetimes(command, anchors, (name) => AZURE_LIFETIMES[name]);
    return {
      key: command.key,
      side: 'server',
      form: 'azure',
      kind: command.bound.unread && command.bound.parameters.size === 0 ? 'unread' : 'custom',
      slots: byAttribute((attribute) => slotOf(command, attribute, 'azure', anchors)),
      at: anchors.at(command.bound.command.nameSpan, command.key),
      // Which tunnels the gateway offers is said where it is made.
      tunnel: 'maybe-ikev2',
      superseded: false,
      ...(lifetimes && { lifetimes }),
      writable: true,
    };
  });
}
