import { rule } from '../rule.ts';

export default rule({
  id: 'lb-kemp-rest-encode',
  on: 'vpnMonitor',
  severity: 'warning',
  title: 'The path of SSTP stands in an address with braces as they are',
  why: 'Braces have no place in an address. Some clients refuse it, and curl takes them for a list of alternatives and leaves them out, so the LoadMaster tests a path that no server has.',
  howToFix: 'Write %7B and %7D for the braces, or let the client encode the values, such as with curl --data-urlencode.',
  whenOff: 'Where the client that sends the request is known to encode braces by itself.',
  sources: ['Richard Hicks, script for SSTP health checks ("sra_%7B…%7D")', 'RFC 3986, section 2'],
  confidence: 'observed',
  examples: {
    bad: [
      "=== vpn.sh\ncurl -k 'https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=443&prot=tcp&checktype=https&checkurl=⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/⟧&checkuse1.1=1'\n",
      '=== vpn.ps1\nInvoke-RestMethod "https://$lm/access/addvs?vs=203.0.113.10&port=443&prot=tcp&checktype=https&checkurl=⟦/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/⟧"\n',
    ],
    good: [
      "=== vpn.sh\ncurl -k 'https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=443&prot=tcp&checktype=https&checkurl=/sra_%7BBA195980-CD49-458b-9E23-C84EE0ADCD75%7D/'\n",
      '=== vpn.sh\ncurl -k "https://lm.fabrikam.com/access/addvs?vs=203.0.113.10&port=443&prot=tcp&checktype=https&checkurl=%2Fsra_%7bBA195980-CD49-458b-9E23-C84EE0ADCD75%7d%2F"\n',
      // A body in JSON takes them as they are, and so does the module, which encodes them.
      '=== vpn.json\n{ "cmd": "addvs", "vs": "203.0.113.10", "port": "443", "prot": "tcp", "checktype": "https", "checkurl": "/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/" }\n',
      "=== vpn.ps1\nNew-AdcVirtualService 203.0.113.10 443 tcp -CheckType https -CheckUrl '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/'\n",
    ],
  },
  check({ monitor }, report) {
    const at = monitor.request?.unencoded;
    if (!at) return;
    report({
      at,
      message: 'The braces of this path are not percent-encoded, so the LoadMaster may get another path. Write %7B and %7D.',
      fixes: () => [{ title: 'Percent-encode the path', safe: true, changes: [{ kind: 'correct-monitor', at: monitor.at, correction: { encoding: true } }] }],
    });
  },
});
