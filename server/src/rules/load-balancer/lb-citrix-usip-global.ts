import { rule } from '../rule.ts';

export default rule({
  id: 'lb-citrix-usip-global',
  on: 'vpnBalancer',
  severity: 'hint',
  title: 'Use Source IP is switched on for the whole Citrix ADC',
  why: 'The mode USIP is what every service takes over that is added later and does not say otherwise. Those that rely on the address of the appliance for the way back break then.',
  howToFix: 'Leave the mode off, and set -usip YES on the service groups of IKEv2.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"'],
  confidence: 'documented',
  examples: { bad: [], good: [] },
  check({ balancer }, report) {
    if (!balancer.keepsClientAddress) return;
    report({
      at: balancer.keepsClientAddress,
      message: 'The mode USIP holds for every service that is added later, not for IKEv2 alone. Set -usip YES on the service groups of IKEv2 instead.',
    });
  },
});
