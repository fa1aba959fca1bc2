import { BICEP_BALANCER } from '../support/azure-templates.ts';

/** Templates of Azure with all that is read of them. No rule has them in its examples. */
export const BICEP = `@description('Group of main mode')
@secure()
param dh string = 'DHGroup14'
@allowed([
  'PFS14'
  'ECP256'
])
param pfs string
var cipher = 'AES256' /* of both phases */
var text = '''
  several 'lines'
'''
resource gateway 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = if (deploy) {
  name: 'gw-\${toLower('X')}'
  properties: {
    vpnClientConfiguration: {
      vpnClientProtocols: [ 'IkeV2', 'OpenVPN' ]
      vpnClientIpsecPolicies: [
        {
          saLifeTimeSeconds: 86472
          ipsecEncryption: 'AES256'
          ipsecIntegrity: 'SHA256' // both must be the same
          ikeEncryption: cipher
          dhGroup: dh
          pfsGroup: pfs
        }
      ]
    }
  }
}
${BICEP_BALANCER.replace('= {', '= [for name in names: {').replace(/\}\n$/, '}]\n')}`;

export const ARM = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "parameters": { "dh": { "type": "string", "defaultValue": "DHGroup14" }, "pfs": { "type": "string", "allowedValues": [ "PFS14", "ECP256" ] } },
  "variables": { "cipher": "AES256" },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworkGateways",
      "name": "gw",
      "properties": {
        "vpnClientConfiguration": {
          "vpnClientProtocols": [ "IkeV2" ],
          "vpnClientIpsecPolicies": [
            { "saLifeTimeSeconds": 86472, "ipsecEncryption": "AES256", /* both */ "ikeEncryption": "[variables('cipher')]", "dhGroup": "[parameters('dh')]" }
          ]
        }
      }
    },
    {
      "type": "Microsoft.Network/loadBalancers",
      "name": "vpn",
      "properties": {
        "loadBalancingRules": [
          { "name": "ike", "properties": { "protocol": "Udp", "frontendPort": 500, "backendPort": 500, "loadDistribution": "SourceIPProtocol" } }
        ],
        "probes": [ { "name": "sstp", "properties": { "protocol": "Https", "port": 443, "requestPath": "/" } } ]
      }
    }
  ]
}
`;
