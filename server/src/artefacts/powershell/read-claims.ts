import type { Anchors } from '../../model/facts.ts';
import { normalisedHost, type ServerClaim } from '../../model/server-name.ts';
import type { PsCommand, PsScript } from '../../syntax/powershell/commands.ts';
import type { PsValue } from '../../syntax/powershell/value.ts';
import { literalOf } from './tree.ts';

/** Commands that go to another computer, and cmdlets about a VPN server that take one. */
const GOES_THERE = /^(?:invoke-command|icm|new-pssession|nsn|enter-pssession|etsn|new-cimsession|ncms|.*-(?:remoteaccess|vpns|vpnauth|vpnsstp|vpnip).*)$/i;
const COMPUTER = /^-?(?:computername|cn)$/i;

/** The computers that a script names by their full name as those where it works. A name without a domain says nothing that a client could say as well. */
export function readClaims({ commands }: PsScript, anchors: Anchors): ServerClaim[] {
  return commands
    .filter(({ name, reliable }) => reliable && GOES_THERE.test(name))
    .flatMap((command, index) =>
      computersOf(command).flatMap(({ text, span }, position): ServerClaim[] => {
        const host = normalisedHost(text);
        return host === undefined ? [] : [{ host, by: 'computer', at: anchors.at(span, `claim/${index}/${position}`) }];
      }),
    );
}

function computersOf({ args }: PsCommand) {
  const at = args.findIndex((argument) => argument.kind === 'parameter' && COMPUTER.test(argument.name));
  const [parameter, next] = [args[at], args[at + 1]];
  const attached = parameter?.kind === 'parameter' ? parameter.value : undefined;
  const value = attached ?? (at >= 0 && next?.kind === 'value' ? next.value : undefined);
  const items: readonly PsValue[] = value?.kind === 'array' ? value.items : value ? [value] : [];
  return items.flatMap((item) => literalOf(item) ?? []);
}
