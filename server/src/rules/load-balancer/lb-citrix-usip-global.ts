import { edited, IKE } from './examples.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'lb-citrix-usip-global',
  on: 'vpnBalancer',
  severity: 'hint',
  title: 'Use Source IP is switched on for the whole Citrix ADC',
  why: 'The mode USIP is what every service takes over that is added later and does not say otherwise. Those that rely on the address of the appliance for the way back break then.',
  howToFix: 'Leave the mode off, and set -usip YES on the service groups of IKEv2.',
  whenOff: 'Where every service of the appliance is meant to see the addresses of the clients, and the routes back are made for it.',
  sources: ['Richard Hicks, "Always On VPN IKEv2 Load Balancing and NAT"'],
  confidence: 'documented',
  examples: {
    bad: [edited(IKE.citrix, ['USNIP', '⟦USIP⟧ USNIP'])],
    good: [
      IKE.citrix,
      edited(IKE.citrix, ['USNIP', 'USIP USNIP'], ['add server vpn1', 'disable ns mode USIP\nadd server vpn1']),
      // An appliance without a VPN.
      '=== ns.conf\nenable ns mode FR L3 USIP\nadd serviceGroup web HTTP\nadd lb vserver web HTTP 203.0.113.20 80\nbind lb vserver web web\n',
    ],
  },
  check({ balancer }, report) {
    if (!balancer.keepsClientAddress) return;
    report({
      at: balancer.keepsClientAddress,
      message: 'The mode USIP holds for every service that is added later, not for IKEv2 alone. Set -usip YES on the service groups of IKEv2 instead.',
    });
  },
});
