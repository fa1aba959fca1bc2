/** Deeper than any stack. */
const LEVELS = 100_000;

/** A file for each notation that nests, with as many levels as no program that calls itself for each of them survives. By name; with its language id. */
export const NESTED: Readonly<Record<string, { readonly languageId: string; readonly text: string }>> = {
  'profile.xml': { languageId: 'xml', text: `<VPNProfile>${levels('<a>', '</a>')}</VPNProfile>` },
  'mismatched.xml': { languageId: 'xml', text: `<VPNProfile>${levels('<NativeProfile>', '</Servers>')}` },
  'Registry.xml': {
    languageId: 'xml',
    text: `<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}">${levels('<Collection>', '</Collection>')}</RegistrySettings>`,
  },
  'template.json': {
    languageId: 'json',
    text: `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":${levels('[', ']')}}`,
  },
  'object.json': { languageId: 'json', text: `{"omaSettings":${levels('{"a":', '}', '"<VPNProfile/>"')}}` },
  'main.bicep': { languageId: 'bicep', text: `resource a 'Microsoft.Network/loadBalancers@2023-01-01' = ${levels('{ a: ', '}')}` },
  'parentheses.ps1': { languageId: 'powershell', text: `Set-VpnServerConfiguration -CustomPolicy -DHGroup ${levels('(', ')', '1')}` },
  'blocks.ps1': { languageId: 'powershell', text: levels('if ($a) {', '}', 'Set-VpnServerConfiguration -CustomPolicy') },
  'open.ps1': { languageId: 'powershell', text: `Set-VpnServerConfiguration -CustomPolicy\n${'{'.repeat(LEVELS)}` },
  'strings.ps1': { languageId: 'powershell', text: `Set-VpnServerConfiguration -DHGroup "${levels('$("', '")')}"` },
  'bigip.conf': { languageId: 'bigip', text: `ltm virtual /Common/v {\n${levels('a {\n', '}\n')}}\n` },
  'open.scf': { languageId: 'bigip', text: `ltm virtual /Common/v {\n${'a {'.repeat(LEVELS)}` },
  'ns.conf': { languageId: 'citrix-adc', text: `add lb vserver v SSL 1.1.1.1 443\nadd responder policy p "${levels('(', ')')}" NOOP\n` },
  'haproxy.cfg': { languageId: 'plaintext', text: `frontend x\n  bind :443 ${levels('{ ', ' }')}\n` },
  'nginx.conf': { languageId: 'plaintext', text: `stream {\n${levels('server {\n', '}\n')}}\n` },
};

function levels(open: string, close: string, innermost = ''): string {
  return open.repeat(LEVELS) + innermost + close.repeat(LEVELS);
}
