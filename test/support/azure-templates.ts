/** A load balancer of Azure with a rule of each form, in Bicep. */
export const BICEP_BALANCER = `resource lb 'Microsoft.Network/loadBalancers@2023-09-01' = {
  name: 'vpn'
  properties: {
    frontendIPConfigurations: [ { name: 'front', properties: { publicIPAddress: { id: address.id } } } ]
    backendAddressPools: [ { name: 'rras', properties: { loadBalancerBackendAddresses: [ { properties: { ipAddress: '10.0.0.11' } } ] } } ]
    loadBalancingRules: [
      {
        name: 'ike'
        properties: {
          frontendIPConfiguration: { id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'vpn', 'front') }
          backendAddressPool: { id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'vpn', 'rras') }
          protocol: 'Udp'
          frontendPort: 500
          backendPort: 500
          loadDistribution: 'SourceIP'
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', 'vpn', 'rdp') }
        }
      }
      {
        name: 'sstp'
        properties: {
          backendAddressPool: { id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'vpn', 'other') }
          protocol: 'Tcp'
          frontendPort: 443
          backendPort: port
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', 'vpn', 'sstp') }
        }
      }
      { name: 'all', properties: { protocol: 'All', frontendPort: 0, backendPort: 0, loadDistribution: mode } }
    ]
    probes: [
      { name: 'rdp', properties: { protocol: 'Tcp', port: 3389 } }
      { name: 'sstp', properties: { protocol: 'Https', port: 443, requestPath: '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/' } }
    ]
  }
}
`;
