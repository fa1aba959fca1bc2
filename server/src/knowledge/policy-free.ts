/**
 * Commands of which it is known that they set no IPsec policy of RRAS. A script is read to the end only if it calls nothing else: whatever is not
 * in here may set one. Source: the references of Windows PowerShell's own modules and of RemoteAccess, ServerManager, NetTCPIP, NetAdapter,
 * NetSecurity and DnsClient.
 */

/** What commands with these verbs do not do is change anything. */
const READING =
  /^(?:get|test|write|out|format|select|where|sort|measure|compare|group|tee|read|show|wait|resolve|split|join|convert|convertto|convertfrom)-\w+$/i;

/** Changes to the network around a VPN server. `NetIPsecRule` and its like are left out. */
const NETWORK =
  /^(?:new|set|add|remove|enable|disable|rename|restart)-(?:net(?:ipaddress|ipinterface|route|adapter\w*|firewall(?:rule|profile)|connectionprofile)|dnsclient\w*)$/i;

const NAMES: ReadonlySet<string> = new Set(
  // Aliases of commands that only read, and the ones that run a block of the script itself.
  (
    '% ? foreach where select sort measure group tee echo write sleep ft fl ls dir gci gi gp gm cat type cd pwd cls clear-host foreach-object ' +
    'start-sleep start-transcript stop-transcript set-strictmode set-executionpolicy set-location push-location pop-location ' +
    'new-variable set-variable clear-variable new-item set-item remove-item copy-item rename-item new-itemproperty set-itemproperty remove-itemproperty sp rp ' +
    'set-content add-content clear-content export-csv import-csv import-certificate import-pfxcertificate export-certificate get-random new-guid ' +
    'install-windowsfeature add-windowsfeature uninstall-windowsfeature enable-windowsoptionalfeature ' +
    'restart-service start-service stop-service set-service restart-computer rename-computer ' +
    // The module RemoteAccess. Set-VpnServerConfiguration is read by itself.
    'install-remoteaccess uninstall-remoteaccess set-remoteaccess set-remoteaccessaccounting set-remoteaccessinboxaccountingstore ' +
    'add-remoteaccessradius set-remoteaccessradius remove-remoteaccessradius ' +
    'set-vpnauthprotocol set-vpnauthtype set-vpnipaddressassignment add-vpnipaddressrange remove-vpnipaddressrange disconnect-vpnuser set-vpnserverconfiguration ' +
    // Scripts and functions of others that set values of the registry only.
    'enable-vpnserverikev2fragmentation enable-ikev2crlcheck set-ikev2vpnloadbalancingparameters set-ikev2vpnloadbalancingconfiguration enable-sstpoffload'
  ).split(' '),
);

/** Modules of Windows, which do nothing when they are imported. */
export const WINDOWS_MODULES: ReadonlySet<string> = new Set(
  'remoteaccess servermanager nettcpip netadapter netsecurity dnsclient pki microsoft.powershell.security microsoft.powershell.management'.split(' '),
);

/** Words that speak of a policy that a script may set in a way that is not read, or may be handed on in a text. */
export const HINTS_AT_POLICY = /custom\W?policy|ipsec|baseline|netsh|(?<!\})\.invoke\w*\s*\(|\binvoke-|::\s*(?:start|create)\b|addscript|Vpn-?S2S/i;

/** Whether a command certainly sets no IPsec policy of RRAS, by its name alone. */
export function isPolicyFree(name: string): boolean {
  return NAMES.has(name.toLowerCase()) || READING.test(name) || NETWORK.test(name);
}
