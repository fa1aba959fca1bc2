import { valueOf } from '../../model/load-balancer/setting.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'lb-haproxy-udp',
  on: 'vpnService',
  severity: 'error',
  title: 'A frontend of HAProxy listens on the ports of IKEv2',
  why: 'The community edition of HAProxy balances TCP and HTTP, and no UDP. A frontend on 500 or 4500 takes TCP, which IKEv2 does not use, so every client fails with error 809.',
  howToFix: 'Balance UDP 500 and UDP 4500 by something else, or by the udp-lb sections of HAProxy Enterprise. SSTP on TCP 443 is no problem.',
  whenOff: 'Where the frontends serve something else than IKEv2 that happens to use TCP 500 and 4500.',
  sources: ['HAProxy, project description ("TCP/HTTP load balancer")', 'HAProxy Enterprise documentation, UDP load balancing'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== haproxy.cfg\nfrontend ike\n    bind ⟦203.0.113.10:500⟧\n    bind ⟦203.0.113.10:4500⟧\n    default_backend rras\n\nbackend rras\n    balance source\n    server rras1 10.0.0.11\n    server rras2 10.0.0.12\n',
      '=== haproxy.cfg\nlisten ike500\n  mode tcp\n  bind ⟦*:500⟧\n  server rras1 10.0.0.11:500 check\nlisten ike4500\n  mode tcp\n  bind ⟦:4500⟧ # NAT traversal\n  server rras1 10.0.0.11:4500 check\n',
      // One port alone that is named after what it is meant for.
      '=== haproxy.cfg\nfrontend ike\n    mode tcp\n    bind ⟦203.0.113.10:500⟧\n    default_backend servers\n\nbackend servers\n    server vpn1 10.0.0.11:500\n',
    ],
    good: [
      // HAProxy Enterprise.
      '=== hapee-lb.cfg\nudp-lb ike\n    dgram-bind 203.0.113.10:500\n    dgram-bind 203.0.113.10:4500\n    balance source\n    server rras1 10.0.0.11\n    server rras2 10.0.0.12\n',
      // TCP on one of the ports alone is something else.
      '=== haproxy.cfg\nlisten database\n    bind 203.0.113.10:4500\n    server db1 10.0.0.21:4500\n',
      // Other addresses.
      '=== haproxy.cfg\nlisten a\n    bind 203.0.113.10:500\n    server a1 10.0.0.21\nlisten b\n    bind 203.0.113.11:4500\n    server b1 10.0.0.22\n',
      '=== haproxy.cfg\nfrontend sstp\n    mode tcp\n    bind 203.0.113.10:443\n    default_backend rras\nbackend rras\n    mode tcp\n    balance source\n    server rras1 10.0.0.11:443\n',
    ],
  },
  check({ service }, report) {
    const { role, balancer, listener } = service;
    if (role === 'sstp' || balancer.vendor !== 'haproxy' || valueOf(listener.transport) !== 'tcp') return;
    const port = role === 'ike' ? 500 : 4500;
    report({
      at: listener.at,
      message: `${listener.name} takes port ${port} over TCP, because HAProxy balances no UDP, so IKEv2 clients fail with error 809. Balance UDP 500 and 4500 by something else; the Enterprise edition has udp-lb sections for it.`,
    });
  },
});
