import { ATTRIBUTES, IPSEC, type AttributeName } from './ipsec.ts';

/** A kind of resource that has an IPsec policy for its point-to-site clients. */
export interface AzureGateway {
  /** Resource type in Microsoft's letter case; Azure takes any. */
  readonly type: string;
  /** Names that lead from the resource to the object that holds the policies. */
  readonly path: readonly string[];
  /** Name, within that object, of the list of tunnels that clients may use. */
  readonly protocols: string;
}

/** Source: Azure template reference, Microsoft.Network/virtualNetworkGateways and vpnServerConfigurations. */
export const AZURE_GATEWAYS: readonly AzureGateway[] = [
  { type: 'Microsoft.Network/virtualNetworkGateways', path: ['properties', 'vpnClientConfiguration'], protocols: 'vpnClientProtocols' },
  { type: 'Microsoft.Network/vpnServerConfigurations', path: ['properties'], protocols: 'vpnProtocols' },
];

/** Name of the list of policies, in each of them. */
export const AZURE_POLICIES = 'vpnClientIpsecPolicies';

/** Resource type of Azure Load Balancer, and the name of its list of rules. Source: template reference, Microsoft.Network/loadBalancers. */
export const AZURE_BALANCER = 'Microsoft.Network/loadBalancers';
export const AZURE_BALANCER_RULES = 'loadBalancingRules';

/** The gateway of a resource type, in any letter case; `undefined` for any other type. */
export function azureGateway(type: string): AzureGateway | undefined {
  return AZURE_GATEWAYS.find((gateway) => gateway.type.toLowerCase() === type.toLowerCase());
}

/** What templates call one of the six values: the name of the parameter, in camel case. */
export function propertyName(attribute: AttributeName): string {
  const name = IPSEC[attribute].azureName;
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Which of the six values a property of a policy states; `undefined` for lifetimes and whatever else there may be. */
export function attributeOfProperty(name: string): AttributeName | undefined {
  return ATTRIBUTES.find((attribute) => propertyName(attribute).toLowerCase() === name.toLowerCase());
}
