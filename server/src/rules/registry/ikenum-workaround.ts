import { cataloguedValue } from '../../model/registry/file.ts';
import { rule } from '../rule.ts';

const KEY = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\IKEEXT\\Parameters';

export default rule({
  id: 'ikenum-workaround',
  on: 'registryWrite',
  severity: 'information',
  title: 'The limit of IKE connections from one address is raised',
  why: "The limit is met where a load balancer puts its own address in the place of the clients' (source NAT): the server then sees all of them as one, and new ones get error 809. Raising it helps in part. Other limits for each address stay, and the server knows its clients no longer.",
  howToFix:
    'Switch source NAT off for UDP 500 and 4500 on the load balancer, with the load balancer as the gateway of the servers (see lb-ikev2-snat). Keep the value where the routing does not allow that.',
  whenOff: 'Where the network does not let the load balancer keep the addresses of the clients, so that the value is the best there is.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"', 'Microsoft KB 2579729'],
  confidence: 'documented',
  examples: {
    bad: [`=== server.ps1\nNew-ItemProperty -Path ${KEY} -Name ⟦IkeNumEstablishedForInitialQuery⟧ -PropertyType DWord -Value 50000 -Force\n`],
    good: [
      // Taken back, and under a key where nothing reads it.
      `=== server.ps1\nRemove-ItemProperty -Path ${KEY} -Name IkeNumEstablishedForInitialQuery\n`,
      '=== server.ps1\nNew-ItemProperty -Path HKLM:\\SOFTWARE\\Fabrikam\\Inventory -Name IkeNumEstablishedForInitialQuery -PropertyType DWord -Value 1 -Force\n',
    ],
  },
  check(write, report) {
    if (write.action === 'delete' || cataloguedValue(write)?.name !== 'IkeNumEstablishedForInitialQuery') return;
    report({
      at: write.name.at,
      message:
        'This lets more clients share one address, a partial workaround for a load balancer that translates source addresses. Switch source NAT off for UDP 500 and 4500 where the routing allows it (lb-ikev2-snat).',
    });
  },
});
