import { numberArgument } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

/** The default, in seconds. */
const USUAL = 28_800;
/** What a published baseline says instead, by a slip. */
const TYPO = 28_880;
/** The default of SADataSizeForRenegotiationKilobytes: 100 MB. */
const LEAST_DATA = 102_400;

export default rule({
  id: 'ps-lifetime-odd',
  on: 'cmdletCall',
  severity: 'information',
  title: 'A lifetime of the server is odd',
  why: '28880 seconds is a slip for 28800, eight hours, that a published baseline spread. A data limit below the default of 100 MB has busy clients renew their keys every few seconds.',
  howToFix: 'Write 28800, or another number of whole minutes; 102400 kilobytes or more.',
  whenOff: 'Where a guideline asks for exactly these lifetimes and both sides have them.',
  sources: ['PowerON-UK/AOVPNBaseline, Set-AOVPNServerSecure.ps1 (28880)', 'Microsoft, Set-VpnServerConfiguration (defaults)'],
  confidence: 'observed',
  examples: {
    bad: [
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds ⟦28880⟧ -MMSALifeTimeSeconds 86400\n',
      // By an alias, through a hashtable, and a limit in the wrong unit.
      "=== server.ps1\n$life = @{ LifeTimeSeconds = ⟦3601⟧; SADataSizeForRenegotiationKilobytes = '⟦100⟧' }\nSet-VpnServerConfiguration @life\n",
    ],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 28800 -MMSALifeTimeSeconds 86400 -SADataSizeForRenegotiationKilobytes 1024000\n',
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds 27000 -SADataSizeForRenegotiationKilobytes 102400\n',
      '=== server.ps1\nSet-VpnServerConfiguration -SALifeTimeSeconds $seconds -SADataSizeForRenegotiationKilobytes (Get-Limit)\n',
      // Site-to-site has its own.
      '=== server.ps1\nSet-VpnS2SInterface -Name Branch -SALifeTimeSeconds 28880\n',
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Set-VpnServerConfiguration') return;
    const seconds = numberArgument(call, 'SALifeTimeSeconds');
    if (seconds?.number === TYPO) {
      report({
        at: seconds.at,
        message: `${TYPO} seconds is a slip for ${USUAL}, eight hours, that a published baseline spread. Write ${USUAL}.`,
        fixes: () => [{ title: `Change to ${USUAL}`, safe: false, changes: [{ kind: 'replace', at: seconds.at, text: String(USUAL) }] }],
      });
    } else if (seconds && seconds.number % 60 !== 0) {
      report({ at: seconds.at, message: `${seconds.number} seconds is no whole number of minutes. Write ${USUAL} for eight hours, or what you meant.` });
    }
    const data = numberArgument(call, 'SADataSizeForRenegotiationKilobytes');
    if (data && data.number > 0 && data.number < LEAST_DATA) {
      report({
        at: data.at,
        message: `After ${data.number} kilobytes each client renews its keys, which is less than the default of ${LEAST_DATA} (100 MB). Write ${LEAST_DATA} or more.`,
      });
    }
  },
});
