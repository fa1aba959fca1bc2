/** A way in which a profile stands inside a file of another kind. */
export interface Host {
  readonly name: string;
  readonly path: string;
  /** The file around a profile. */
  readonly wrap: (profile: string) => string;
  /** Whether each place of the profile has a place of its own in the file. */
  readonly exact: boolean;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const syncMl = (data: string, tree = 'User'): string =>
  `<SyncML xmlns="SYNCML:SYNCML1.2"><SyncBody><Add><CmdID>1</CmdID><Item><Target><LocURI>./${tree}/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML</LocURI></Target><Meta><Format xmlns="syncml:metinf">chr</Format></Meta><Data>${data}</Data></Item></Add></SyncBody></SyncML>\n`;
const intune = (value: string): string =>
  `{\n  "displayName": "VPN",\n  "omaSettings": [\n    {\n      "omaUri": "./User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML",\n      "value": ${value}\n    }\n  ]\n}\n`;
const powershellJson = (text: string): string => JSON.stringify(text).replace(/[<>&']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

/** Every way that is understood. The profiles have neither `$` nor a backtick, nor a quote and `@` in a row. */
export const HOSTS: readonly Host[] = [
  { name: 'verbatim here-string', path: 'deploy.ps1', wrap: (profile) => `$a = 1\n$profile = @'\n${profile}\n'@\nNew-Profile $profile\n`, exact: true },
  { name: 'expandable here-string', path: 'deploy.ps1', wrap: (profile) => `$profile = @"\n${profile}\n"@\n`, exact: true },
  { name: 'verbatim string', path: 'deploy.ps1', wrap: (profile) => `$profile = '${profile.replaceAll("'", "''")}'\n`, exact: true },
  { name: 'expandable string', path: 'deploy.ps1', wrap: (profile) => `$profile = "${profile.replaceAll('"', '""')}"\n`, exact: true },
  {
    name: 'verbatim strings put together',
    path: 'deploy.ps1',
    wrap: (profile) => `$profile = '${profile.replaceAll("'", "''").replace('<VPNProfile>', "<VPNProfile>' +\n  '")}'\n`,
    exact: true,
  },
  { name: 'escaped in a verbatim string', path: 'deploy.ps1', wrap: (profile) => `$profile = '${escaped(profile).replaceAll("'", "''")}'\n`, exact: true },
  { name: 'escaped file', path: 'escaped.xml', wrap: escaped, exact: true },
  { name: 'file escaped twice', path: 'escaped.xml', wrap: (profile) => escaped(escaped(profile)), exact: true },
  { name: 'SyncML, escaped', path: 'message.xml', wrap: (profile) => syncMl(escaped(profile)), exact: true },
  { name: 'SyncML, CDATA', path: 'message.xml', wrap: (profile) => syncMl(`\n  <![CDATA[${profile}]]>\n`), exact: true },
  { name: 'SyncML, escaped in CDATA', path: 'message.xml', wrap: (profile) => syncMl(`<![CDATA[${escaped(profile)}]]>`), exact: true },
  { name: 'Intune, String', path: 'intune.json', wrap: (profile) => intune(JSON.stringify(profile)), exact: true },
  { name: 'Intune, String of Windows PowerShell', path: 'intune.json', wrap: (profile) => intune(powershellJson(profile)), exact: true },
  { name: 'Intune, escaped String', path: 'intune.json', wrap: (profile) => intune(JSON.stringify(escaped(profile))), exact: true },
  {
    name: 'Intune, String (XML file)',
    path: 'intune.json',
    wrap: (profile) => intune(`"${Buffer.from(profile, 'utf8').toString('base64')}"`),
    exact: false,
  },
];
