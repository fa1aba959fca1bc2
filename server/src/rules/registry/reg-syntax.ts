import { rule } from '../rule.ts';

const HEADER = 'Windows Registry Editor Version 5.00\n\n';
const KEY = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]\n';
const SSTP = '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters]\n';
const VALUE = '"EnableServerFragmentation"=dword:00000001\n';

/** An item of Group Policy Preferences with these attributes. */
const item = (attributes: string): string =>
  `<RegistrySettings clsid="{A3CCFC41-DFDB-43a5-8D26-0FE8B954DA51}">\n  <Registry clsid="{9CD4B2F4-923D-47f5-A062-E897DD1DAD50}" name="VPN"><Properties key="SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2" ${attributes}/></Registry>\n</RegistrySettings>\n`;

export default rule({
  id: 'reg-syntax',
  on: 'problem',
  severity: 'error',
  title: 'A registry file says something that is passed over when it is applied',
  why: 'The Registry Editor and Group Policy pass over what they do not understand and report success all the same: the setting is in the file and never in the registry. Without the right first line a .reg file does nothing at all.',
  howToFix: 'The finding stands at what is not understood, and the message says how it must be written.',
  whenOff: 'Never for a file that is applied: what is passed over is not set. Where the file is an example, exclude it.',
  sources: [
    'Microsoft, "How to add, modify, or delete registry subkeys and values by using a .reg file" (KB 310516)',
    'Microsoft, MS-GPPREF, section 2.2.1.17',
    'behaviour of reg import, measured on Windows by the tests of Wine',
  ],
  confidence: 'observed',
  examples: {
    bad: [
      // The first line: missing, misspelt, too low, of Windows 3.1.
      `=== server.reg\n⟦${KEY.trim()}⟧\n${VALUE}`,
      `=== server.reg\n⟦Windows Registry Editor Version 5⟧\n\n${KEY}${VALUE}`,
      `=== server.reg\n⟦; IKEv2 on the servers⟧\n${HEADER}${KEY}${VALUE}`,
      `=== server.reg\n⟦REGEDIT⟧\n\n${KEY}${VALUE}`,
      `=== server.reg\n⟦regedit4⟧\n\n${KEY}${VALUE}`,
      // Keys.
      `=== server.reg\n${HEADER}[⟦HKLM⟧\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]\n${VALUE}`,
      `=== server.reg\n${HEADER}⟦[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2⟧\n${VALUE}`,
      `=== server.reg\n${HEADER}⟦[ HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]⟧\n${VALUE}`,
      `=== server.reg\n${HEADER}⟦[SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]⟧\n${VALUE}`,
      `=== server.reg\n${HEADER}${KEY.replace('[', '[-')}⟦${VALUE.trim()}⟧\n`,
      // Values.
      `=== server.reg\n${HEADER}${KEY}"EnableServerFragmentation"=dword:⟦0x00000001⟧\n`,
      `=== server.reg\n${HEADER}${KEY}"EnableServerFragmentation"=dword:⟦0000000001⟧\n`,
      `=== server.reg\n${HEADER}${KEY}"EnableServerFragmentation"=⟦1⟧\n`,
      `=== server.reg\n${HEADER}${KEY}⟦EnableServerFragmentation=dword:00000001⟧\n`,
      `=== server.reg\n${HEADER}${KEY}⟦“EnableServerFragmentation”=dword:00000001⟧\n`,
      `=== server.reg\n${HEADER}${KEY}⟦"EnableServerFragmentation=dword:00000001⟧\n`,
      // Data in digits: half a byte too many, blanks for commas, no comma before the backslash, breaking off.
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=hex:00,⟦112⟧,33\n`,
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=hex:00 ⟦11⟧ 22\n`,
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=hex:00,11⟦\\⟧\n  22,33\n`,
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=hex:00,11,⟦\\⟧\n"UseHttps"=dword:00000001\n`,
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=⟦hex(d)⟧:00,11\n`,
      // Group Policy Preferences: the action, the hive, a number, half a byte, XML.
      `=== Registry.xml\n${item('action="⟦X⟧" hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="REG_DWORD" value="00000004"')}`,
      `=== Registry.xml\n${item('action="U" hive="⟦HKLM⟧" name="CertAuthFlags" type="REG_DWORD" value="00000004"')}`,
      `=== Registry.xml\n${item('hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="REG_DWORD" value="⟦four⟧"')}`,
      `=== Registry.xml\n${item('hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="⟦REG_BINARY⟧{reg-type}" value="⟦040⟧"')}`,
      `=== Registry.xml\n${item('hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="REG_DWORD" value="00000004"').replace('<Registry clsid', '<⟦Collection⟧ name="VPN"><Registry clsid')}`,
    ],
    good: [
      // Blanks, comments, deletions, short data, letter case of the hive, lines behind a backslash, a name with quotes, a text over two lines.
      `=== server.reg\n \tREGEDIT4\n; note\n\n[hkey_local_machine\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2] ; note\n  "EnableServerFragmentation" = dword:1 ; note\n"CertAuthFlags"=-\n@="a\nb"\n"a \\"b\\" = c"="x"\n`,
      `=== server.reg\n${HEADER}${SSTP}"SHA1CertificateHash"=hex:00,11,\\ ; first\n; between\n\n  22,33,\n"UseHttps"=dword:00000001`,
      // Comments of other notations, and words, which are passed over as they are meant to be.
      `=== server.reg\n${HEADER}${KEY}#"EnableServerFragmentation"=1\n// "CertAuthFlags"=4\n'IKEv2 fragmentation\n--------\n${VALUE}`,
      // What is broken in the section of another product, and a file about nothing but other products.
      `=== server.reg\n${HEADER}${KEY}${VALUE}\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Fabrikam]\n"Port"=443\n`,
      `=== desk.reg\n[HKCU\\Control Panel\\Desktop]\n"MenuShowDelay"=0\n`,
      // Group Policy Preferences: what is not stated, a variable, a short number, deletions, an item that is switched off.
      `=== Registry.xml\n${item('hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="REG_DWORD" value="4"')}`,
      `=== Registry.xml\n${item('action="R" hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="REG_DWORD" value="%Flags%"')}`,
      `=== Registry.xml\n${item('action="D" hive="HKEY_LOCAL_MACHINE" name="CertAuthFlags" type="" value=""')}`,
      `=== Registry.xml\n${item('action="X" hive="HKLM" name="CertAuthFlags" type="REG_DWORD" value="x"').replace('name="VPN"', 'name="VPN" disabled="1"')}`,
      // A type in another letter case: whether it is read is not known.
      `=== server.reg\n${HEADER}${KEY}"EnableServerFragmentation"=DWORD:00000001\n`,
    ],
  },
  check({ at, message, notation, fix }, report) {
    if (notation !== 'reg-file' && notation !== 'preferences') return;
    report({
      at,
      message: `${message}.`,
      fixes: () => (fix ? [{ title: fix.title, safe: fix.safe, changes: [{ kind: 'replace', at: fix.at, text: fix.text }] }] : []),
    });
  },
});
