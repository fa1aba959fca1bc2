import { rule, type Fix } from '../rule.ts';

export default rule({
  id: 'metric-range',
  on: 'element',
  elements: ['IPv4InterfaceMetric', 'IPv6InterfaceMetric'],
  severity: 'error',
  title: 'An interface metric is out of range',
  why: 'The device description of Microsoft allows whole numbers from 1 to 9999. With any other the tunnel does not get the metric that was planned, and names and routes are not preferred as they should be.',
  howToFix: 'Write a number from 1 to 9999. Without the element Windows chooses the metric itself.',
  whenOff: "Never: Microsoft's device description allows no other numbers.",
  sources: ['Microsoft VPNv2 CSP, IPv4InterfaceMetric and IPv6InterfaceMetric'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <IPv4InterfaceMetric>⟦0⟧</IPv4InterfaceMetric>
  <IPv6InterfaceMetric>⟦10000⟧</IPv6InterfaceMetric>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><IPv4InterfaceMetric>⟦-3⟧</IPv4InterfaceMetric><IPv6InterfaceMetric>⟦auto⟧</IPv6InterfaceMetric></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><IPv4InterfaceMetric>1</IPv4InterfaceMetric><IPv6InterfaceMetric> 9999 </IPv6InterfaceMetric></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><IPv4InterfaceMetric>$Metric</IPv4InterfaceMetric><IPv6InterfaceMetric></IPv6InterfaceMetric></VPNProfile>\n',
      // The metric of a route is another one.
      '=== profile.xml\n<VPNProfile><Route><Address>10.0.0.0</Address><PrefixSize>8</PrefixSize><Metric>0</Metric></Route></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦IPv4InterfaceMetric⟧{xml-not-wellformed}>0',
    ],
  },
  check({ name, at: element, element: row, value }, report) {
    if (value.state !== 'known' || !row?.range) return;
    const [least, most] = row.range;
    const { value: text, at } = value.written;
    const isNumber = /^[+-]?\d+$/.test(text);
    const number = Number(text);
    if (isNumber && number >= least && number <= most) return;
    report({
      at,
      message: `${name} is ${text}, which Windows does not take. Write a whole number from ${least} to ${most}.`,
      fixes: (): Fix[] => {
        const nearest = String(Math.min(most, Math.max(least, number)));
        const remove: Fix = { title: `Remove ${name}: Windows chooses the metric`, safe: false, changes: [{ kind: 'remove-element', at: element }] };
        return isNumber ? [{ title: `Change to ${nearest}`, safe: false, changes: [{ kind: 'replace', at, text: nearest }] }, remove] : [remove];
      },
    });
  },
});
