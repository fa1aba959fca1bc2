import { quoted, type Conversion } from './target.ts';

/** Which users get a connection: all of the computer, by its device tree, or the one who is signed in. */
export type Reach = 'device' | 'user';

/**
 * A script that creates a connection from its ProfileXML through the WMI bridge.
 * Sources: Microsoft, "Using PowerShell scripting with the WMI Bridge Provider" and "MDM_VPNv2_01 class".
 *
 * @param profile ProfileXML as it is, with its markup not escaped.
 */
export function wmiScript(profile: string, name: string, reach: Reach): Conversion {
  const text = profile
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd();
  if (/^['\u2018\u2019\u201A\u201B]@/m.test(text))
    return { reason: "A line of the profile begins with '@, which ends the here-string of the script. Put a blank before it." };
  return { text: [...head(name, reach), "$profileXml = @'", text, "'@", '', ...CREATE[reach], ''].join('\n'), notes: notesOn(reach) };
}

function head(name: string, reach: Reach): string[] {
  return [
    `# Creates the VPN connection ${name.replace(/[\r\n]+/g, ' ')}. Run it as SYSTEM${reach === 'user' ? ' while the user is signed in' : ''}.`,
    `$connection = ${quoted(name)}`,
  ];
}

const ESCAPE = [
  '# The node takes the profile as a text inside of XML. The ampersand comes first, since the others bring new ones.',
  "$escaped = $profileXml -replace '&', '&amp;' -replace '<', '&lt;' -replace '>', '&gt;' -replace '\"', '&quot;'",
  '# The name is a part of an address.',
  '$instanceId = [uri]::EscapeDataString($connection)',
  "$namespace = 'root\\cimv2\\mdm\\dmmap'",
  "$class = 'MDM_VPNv2_01'",
] as const;

const CREATE: Readonly<Record<Reach, readonly string[]>> = {
  device: [
    ...ESCAPE,
    "New-CimInstance -Namespace $namespace -ClassName $class -Property @{ ParentID = './Vendor/MSFT/VPNv2'; InstanceID = $instanceId; ProfileXML = $escaped }",
  ],
  user: [
    ...ESCAPE,
    '$user = (Get-CimInstance -ClassName Win32_ComputerSystem).UserName',
    'if (-not $user) { throw "Nobody is signed in at the console." }',
    '$sid = ([System.Security.Principal.NTAccount]$user).Translate([System.Security.Principal.SecurityIdentifier]).Value',
    '$options = New-Object Microsoft.Management.Infrastructure.Options.CimOperationOptions',
    "$options.SetCustomOption('PolicyPlatformContext_PrincipalContext_Type', 'PolicyPlatform_UserContext', $false)",
    "$options.SetCustomOption('PolicyPlatformContext_PrincipalContext_Id', $sid, $false)",
    '$instance = New-Object Microsoft.Management.Infrastructure.CimInstance $class, $namespace',
    "$instance.CimInstanceProperties.Add([Microsoft.Management.Infrastructure.CimProperty]::Create('ParentID', './Vendor/MSFT/VPNv2', 'String', 'Key'))",
    "$instance.CimInstanceProperties.Add([Microsoft.Management.Infrastructure.CimProperty]::Create('InstanceID', $instanceId, 'String', 'Key'))",
    "$instance.CimInstanceProperties.Add([Microsoft.Management.Infrastructure.CimProperty]::Create('ProfileXML', $escaped, 'String', 'Property'))",
    '$session = New-CimSession',
    '[void]$session.CreateInstance($namespace, $instance, $options)',
  ],
};

function notesOn(reach: Reach): string[] {
  return reach === 'device'
    ? ['The script writes to the device tree, so the connection is there for all users. It has to run as SYSTEM.']
    : [
        'The script creates the connection for the user who is signed in at the console. It has to run as SYSTEM. The user context of the WMI bridge is observed in published scripts.',
      ];
}
