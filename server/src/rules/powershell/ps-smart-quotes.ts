import { rule } from '../rule.ts';

export default rule({
  id: 'ps-smart-quotes',
  on: 'typography',
  severity: 'information',
  title: 'The script has typographic quotes or dashes',
  why: 'PowerShell takes them for plain ones. In a UTF-8 file without a byte order mark Windows PowerShell 5.1 reads them as other characters, and what is copied from here to a load balancer or into XML does not work there.',
  howToFix: 'Replace them by plain ones: the fix does so for the whole script, outside of texts and comments.',
  whenOff: 'Where the script is saved with a byte order mark, runs in PowerShell 7 only and nothing is copied out of it.',
  sources: ['PowerShell/PowerShell, CharTraits.cs (which characters it takes)', 'Microsoft, about_Character_Encoding'],
  confidence: 'inferred',
  restsOn: 'Which characters PowerShell takes for quotes is in its source code. How the file is saved and where its text goes cannot be seen.',
  examples: {
    bad: [
      '=== server.ps1\nRestart-Service ⟦“⟧RemoteAccess” –Force\n',
      "=== client.ps1\nAdd-VpnConnectionRoute ⟦–⟧ConnectionName ‘Fabrikam VPN’ —DestinationPrefix '10.20.0.0/16'\n",
    ],
    good: [
      // In a text, a here-string and a comment they are what was meant.
      "=== server.ps1\nWrite-Warning 'The “Remote Access” service – restart it'\nWrite-Host \"it’s done\"\n# a “comment” – here\n$note = @'\nan ‘old’ note –\n'@\nRestart-Service RemoteAccess\n",
      '=== server.ps1\nRestart-Service "RemoteAccess" -Force\n',
      // Not understood as a whole.
      '=== server.ps1\nRestart-Service “RemoteAccess\n',
    ],
  },
  check({ signs }, report) {
    const [first] = signs;
    if (!first) return;
    const quotes = signs.filter(({ plain }) => plain !== '-').length;
    const dashes = signs.length - quotes;
    const counted = [counts(quotes, 'quote'), counts(dashes, 'dash', 'dashes')].filter((part) => part !== '').join(' and ');
    report({
      at: first.at,
      message: `The script has ${counted} of the typographic kind in its code, which only PowerShell takes for plain ones. Replace ${signs.length === 1 ? 'it' : 'them'}.`,
      fixes: () => [
        {
          title: signs.length === 1 ? 'Replace the sign by a plain one' : `Replace all ${signs.length} signs by plain ones`,
          safe: true,
          changes: [{ kind: 'plain-signs', signs, at: first.at }],
        },
      ],
    });
  },
});

function counts(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
