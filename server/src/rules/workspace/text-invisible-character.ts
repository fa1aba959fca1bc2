import type { Location } from '../../core/source-file.ts';
import type { MisleadingKind, MisleadingCharacter } from '../../knowledge/misleading-characters.ts';
import type { Change } from '../../model/change.ts';
import type { Misleading, MisleadingText } from '../../model/misleading-text.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'text-invisible-character',
  on: 'misleadingText',
  severity: 'warning',
  title: 'The text has a character that cannot be seen, or is taken for another one',
  why: 'Such characters come along when text is copied from a web page, a chat or a document. A host name, a file name or a value that has one looks right, and is another one: it is not found, not understood or not equal. Characters that change the order in which a line is shown make a line say something else than the program that reads it takes it for.',
  howToFix:
    'Remove the character, or type the blank anew. Where it stands in a value the fix is not made without asking, since programs will take the value for another one.',
  whenOff: 'Where a value has to have the character since what it must be equal to has it, too: suppress that finding.',
  sources: [
    'Unicode Standard Annex #9, Unicode Bidirectional Algorithm',
    'Unicode Technical Standard #39, Unicode Security Mechanisms',
    'CVE-2021-42574 (Trojan Source)',
    'PowerShell/PowerShell, CharTraits.cs (which characters are blanks)',
  ],
  confidence: 'inferred',
  restsOn:
    'What each character is and how it is shown is in the Unicode Standard. That a program takes it for a part of the text is what programs do that do nothing about it; it has not been tried with each one that reads these files.',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><NativeProfile><Servers>vpn⟦\u200b⟧.fabrikam.com</Servers></NativeProfile></VPNProfile>\n',
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName 'Fabrikam⟦\u00a0⟧VPN' -DestinationPrefix '10.20.0.0/16'\n",
      '=== bigip.conf\nltm virtual vs_ike { destination 203.0.113.10:500 ip-protocol udp pool pool⟦\u200d⟧_ike }\n',
      '=== vpn.reg\nWindows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters]\n"Negotiate⟦\u00ad⟧DH2048_AES256"=dword:00000001\n',
      // What is shown as a command is a part of the comment: Trojan Source.
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy\n<# later ⟦\u202e⟧ \u2066> Restart-Service RemoteAccess\u2069 \u2066 #>\n',
    ],
    good: [
      // Right-to-left text, joined letters, emoji and flags have them.
      '=== server.ps1\n# \u2067\u05e9\u05e8\u05ea\u2069 VPN \u200f\nSet-VpnServerConfiguration -CustomPolicy\n',
      "=== client.ps1\nAdd-VpnConnectionRoute -ConnectionName '\u0634\u0628\u06a9\u0647\u200c\u0647\u0627' -DestinationPrefix '10.20.0.0/16'\nAdd-VpnConnectionRoute -ConnectionName '\u{1f468}\u200d\u{1f4bb} \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}' -DestinationPrefix '10.21.0.0/16'\n",
      // A blank of PowerShell, and a text for people.
      "=== server.ps1\nRestart-Service\u00a0RemoteAccess\nWrite-Host 'Up\u00a0to\u200bdate'\n",
      // In a comment it does no harm.
      '=== bigip.conf\n# copied\u200b from\u00a0a page\nltm virtual vs_ike { destination 203.0.113.10:500 ip-protocol udp }\n',
      // The byte order mark of the file, and a character that is written out.
      '=== profile.xml\n\ufeff<VPNProfile><NativeProfile><Servers>vpn.fabrikam.com</Servers></NativeProfile><DnsSuffix>&#x200B;</DnsSuffix></VPNProfile>\n',
    ],
  },
  check(fact, report) {
    const { characters, inFile, at, region, isPrinted } = fact;
    const [first, ...more] = characters;
    if (!first) return;
    report({
      at,
      message: `${first.name} stands ${placeOf(fact)}${others(more.length)}, and ${EFFECTS[first.kind]}. ${adviceFor(characters)}`,
      ...(!isPrinted && {
        // No program reads a comment. All of the file are offered beside values only, since a safe fix is the only one.
        fixes: () => [
          { title: titleFor(characters, 'of the line'), safe: region === 'comment', changes: [cleaned(at, characters)] },
          ...(region !== 'comment' && inFile.length > characters.length
            ? [{ title: titleFor(inFile, 'of the file'), safe: false, changes: [cleaned(at, inFile)] }]
            : []),
        ],
      }),
    });
  },
});

const UNSEEN = 'cannot be seen, though programs take it for a part of the text';

/** What a character does, as the end of a sentence about it. */
const EFFECTS: Readonly<Record<MisleadingKind, string>> = {
  order: 'changes the order in which the line is shown',
  mark: UNSEEN,
  joiner: UNSEEN,
  space: UNSEEN,
  tag: UNSEEN,
  invisible: UNSEEN,
  blank: 'looks like a blank, though it is another character',
  nul: 'is taken for the end of the text by some programs',
  half: 'is half of a character, which no file can be saved with',
};

function placeOf({ region, behindWord, beforeWord }: MisleadingText): string {
  if (region === 'comment') return 'in a comment';
  if (behindWord) return beforeWord ? 'within a word' : 'at the end of a word';
  return beforeWord ? 'at the beginning of a word' : 'outside of words';
}

function others(count: number): string {
  return count === 0 ? '' : ` with ${count} more on the line`;
}

function adviceFor(characters: readonly MisleadingCharacter[]): string {
  if (isOfBlanks(characters)) return characters.length === 1 ? 'Write a blank instead.' : 'Write blanks instead.';
  return characters.length === 1 ? 'Remove it.' : 'Remove them.';
}

function titleFor(characters: readonly MisleadingCharacter[], where: string): string {
  if (characters.length === 1) return isOfBlanks(characters) ? 'Write a blank instead' : 'Remove the character';
  const all = `all ${characters.length} characters ${where}`;
  return isOfBlanks(characters) ? `Replace ${all} by blanks` : `Remove ${all}`;
}

function cleaned(at: Location, characters: readonly Misleading[]): Change {
  return { kind: 'clean-text', at, characters: characters.map(({ span, kind }) => ({ span, text: kind === 'blank' ? ' ' : '' })) };
}

function isOfBlanks(characters: readonly MisleadingCharacter[]): boolean {
  return characters.every(({ kind }) => kind === 'blank');
}
