import type { SourceFile } from '../../core/source-file.ts';
import { textOf } from '../../core/span.ts';
import type { Cmdlet } from '../../knowledge/cmdlet.ts';
import { CMDLETS, cmdletByName, functionOfFile, isScriptFunction } from '../../knowledge/cmdlets.ts';
import { Anchors, emptyFacts, tooDeepIn } from '../../model/facts.ts';
import { alternatives } from '../../syntax/powershell/alternatives.ts';
import { bind } from '../../syntax/powershell/bind.ts';
import type { PsScript } from '../../syntax/powershell/commands.ts';
import { parsePowerShell } from '../../syntax/powershell/parse.ts';
import type { Reading } from '../artefact.ts';
import { setsClientPolicy } from '../client-policy-text.ts';
import { localWrites } from '../service-order.ts';
import { readAuthentications } from './read-authentication.ts';
import { readAzurePolicies } from './read-azure.ts';
import { readCalls } from './read-calls.ts';
import { readClaims } from './read-claims.ts';
import { readFirewallRules } from './read-firewall.ts';
import { lastRestartHint, readServiceChanges } from './read-changes.ts';
import { isKempCmdlet, readKempScript } from './read-kemp.ts';
import { readPolicies } from './read-policies.ts';
import { readRegistry } from './read-registry.ts';
import { isRegistryWhole } from './registry-whole.ts';
import { remoteAccessChanges } from './remote-access.ts';
import { isAboutServer, readServerSetup } from './read-server-setup.ts';
import { readRestarts } from './read-services.ts';
import { readTypography } from './read-typography.ts';
import type { KnownCommand, ScriptTree } from './tree.ts';

/** A text without any of these names nothing that is read here. Most scripts of a repository are such, and are not parsed. */
const RELEVANT =
  /vpn|ikev2|sstp|itemproperty|\b[sr]p\b|rasman|ikeext|remoteaccess|\breg(?:\.exe)?['"]?\s+(?:add|delete)\b|\b(?:start-process|saps)\s+(?:-\w+\s+){0,5}['"]?reg\b|registry\]\s*::|restart-|start-service|sasv|aovpn-|virtualservice|new-netfirewallrule|realserver|\/access\/(?:add|mod)|[\w"'}]\/?(?:add|mod)[vr]s\?|"cmd"/i;

/** Cmdlets that are read once for each call of the function that they stand in. */
const IN_FUNCTIONS: ReadonlySet<Cmdlet | undefined> = new Set<Cmdlet | undefined>([
  CMDLETS.setVpnServer,
  CMDLETS.setVpnClient,
  CMDLETS.newKempService,
  CMDLETS.setKempService,
  CMDLETS.newKempServer,
  CMDLETS.setKempServer,
  CMDLETS.newItemProperty,
  CMDLETS.setItemProperty,
  CMDLETS.removeItemProperty,
]);

/** Reads one script. Never throws for any text once `initPowerShell` has finished; what is not known statically becomes unread. */
export function readScript(file: SourceFile): Reading<ScriptTree> {
  if (!RELEVANT.test(file.text))
    return { file, tree: { commands: [] }, facts: { ...emptyFacts(file), ...(isAboutServer(file.text) && { maySetPolicy: true }) } };
  const script = parsePowerShell(file.text, (name) => IN_FUNCTIONS.has(cmdletByName(name)));
  const anchors = new Anchors(file);
  // A function or alias of the script hides the cmdlet of its name, and default values may give what a command does not name.
  const own = new Set([...script.functions.map(({ name }) => name.toLowerCase()), ...ownAliases(script)]);
  const defaults = /PSDefaultParameterValues/i.test(file.text);
  // A function that is called several times makes one command several; so does a variable that a condition sets, and of those one will run.
  const runs = script.commands.flatMap((command) => command.runs ?? command).sort((a, b) => (a.call ?? a.span).start - (b.call ?? b.span).start);
  const commands = runs.flatMap(alternatives).flatMap((command, index): KnownCommand[] => {
    const cmdlet = own.has(command.name.toLowerCase()) ? undefined : (cmdletByName(command.name) ?? functionOfFile(command.name));
    // A script that is dot-sourced may define its function or run it.
    if (!cmdlet || (isScriptFunction(cmdlet) && file.text[command.span.start] === '.' && command.span.start < command.nameSpan.start)) return [];
    const bound = bind(command, cmdlet);
    return [{ key: `command/${index}`, bound: defaults ? { ...bound, unread: true } : bound }];
  });
  const { policies, policyCommands } = readPolicies(commands, anchors);
  const stated = [...policies, ...readAzurePolicies(commands, anchors)];
  const registry = readRegistry(script, commands, own, anchors);
  const registryWrites = registry.writes;
  const local = localWrites(registryWrites);
  const serverAuthentications = readAuthentications(commands, file.text, anchors);
  const claims = readClaims(script, anchors);
  const firewallRules = readFirewallRules(script, own, anchors);
  const restarts = readRestarts(script, commands, anchors);
  const changes = readServiceChanges(script, commands, registry, anchors);
  const lastHint = changes.length > 0 ? lastRestartHint(script) : undefined;
  const loadBalancer = readKempScript(script, commands, anchors);
  // What a LoadMaster does beside VPNs is none of our business, nor is a library that only mentions a VPN.
  const ours = loadBalancer.isVpn ? commands : commands.filter(({ bound }) => !isKempCmdlet(bound.cmdlet));
  const concerned = ours.length > 0 || script.commands.some(({ name }) => /vpn|sstp|ikev2/i.test(name));
  const signs = concerned ? readTypography(script, anchors) : [];
  return {
    file,
    tree: { script, commands, registry: registry.statements },
    facts: {
      file,
      problems: [],
      ...tooDeepIn(file, script.tooDeep),
      profiles: [],
      policies: stated,
      ...readServerSetup(script, commands, stated, anchors),
      policyCommands,
      ...(script.strings.some(({ inner }) => setsClientPolicy(textOf(file.text, inner))) && { maySetClientPolicy: true }),
      registryWrites,
      ...(registry.keys.length > 0 && { registryKeys: registry.keys }),
      ...(isRegistryWhole(script, commands, registry) && { registryWhole: true }),
      ...(serverAuthentications.length > 0 && { serverAuthentications }),
      ...(claims.length > 0 && { claims }),
      ...(firewallRules.length > 0 && { firewallRules }),
      ...((registryWrites.length > 0 || changes.length > 0) && {
        script: {
          writes: local,
          restarts,
          remoteAccess: remoteAccessChanges(script, commands, local),
          changes,
          ...(lastHint !== undefined && { lastHint }),
        },
      }),
      calls: readCalls(script, ours, anchors),
      ...(loadBalancer.balancer && { loadBalancer: loadBalancer.balancer }),
      ...(signs.length > 0 && { typography: { signs } }),
      unread: [...ours.filter(({ bound }) => bound.unread).map(({ bound }) => bound.command.span), ...registry.unread],
      placeOf: (key) => anchors.placeOf(key),
    },
  };
}

/** Names that the script gives to commands, in lower case. */
function ownAliases({ commands }: PsScript): string[] {
  return commands.flatMap(({ name, args }) => {
    if (!/^(set-alias|new-alias|sal|nal)$/i.test(name)) return [];
    const value = args.find((argument) => argument.kind === 'value');
    return value?.kind === 'value' && value.value.kind === 'string' ? [value.value.value.toLowerCase()] : [];
  });
}
