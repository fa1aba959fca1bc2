import { readFileSync } from 'node:fs';

/**
 * What each label means here, the first that fits: `by` are rules of which one must have a finding in the file; else it is `harmless` for that reason.
 * With both, the reason holds where none of the rules says anything, and only in the files of `only` where these are named.
 */
const MEANINGS = [
  { flag: /^(?:top-level|NativeProfile|CryptographySuite|PluginProfile) order differs/, by: ['xml-order'] },
  { flag: /^no CryptographySuite/, by: ['crypto-missing'] },
  {
    flag: /^SplitTunnel without DisableClassBasedDefaultRoute/,
    by: ['xml-wrong-parent', 'split-no-routes', 'device-no-routes'],
    only: /\.ps1$/,
    harmless: 'the default of Windows: the route of the address class leads into the tunnel',
  },
  { flag: /^SplitTunnel without any Route/, by: ['split-no-routes'], only: /\.ps1$/, harmless: 'the route of the address class leads into the tunnel' },
  { flag: /^RequireCryptoBinding=false/, by: ['eap-cryptobinding'] },
  { flag: /^EapHostConfig absent or templated/, by: ['auth-user-missing-eap'], only: /\.ps1$/, harmless: 'the script fills it in from a connection' },
  { flag: /^RoutingPolicyType missing/, by: ['routing-missing'], only: /LockDown/, harmless: 'LockDown forces all traffic through the tunnel' },
  { flag: /^both UserMethod=EAP and MachineMethod=EAP/i, by: ['authentication-both'] },
  { flag: /^DisableUserPromptForServerValidation=false/, by: ['eap-prompt'] },
  { flag: /^empty ServerNames/, by: ['eap-no-server-names'] },
  { flag: /^NativeProtocolType Automatic/, by: ['protocol-automatic'] },
  { flag: /^placeholder names/, by: ['xml-placeholder'] },
  {
    flag: /^Route .+ overlaps /,
    by: ['route-shadowed'],
    only: /STP_ProfileXML_User_EAP/,
    harmless: 'host routes on purpose: comments beside them say that they are to win against those of the device tunnel, and the longer prefix does',
  },
  { flag: /^CustomConfiguration holds child XML/, harmless: "makers' own samples have it so, and Windows takes it" },
  { flag: /^vendor\/Azure samples do this/, harmless: 'the second half of the label before it' },
  { flag: /^machine certificate auth but no DeviceTunnel/, harmless: 'a connection of all users with machine certificates is one that Windows has' },
  { flag: /^AlwaysOn not true/, by: ['alwayson-off'], only: /LockDown/, harmless: 'LockDown connects always' },
  { flag: /^boolean /, by: ['xml-bool-value'] },
  { flag: /^(?:whole file not well-formed|not parseable)/, by: ['xml-not-wellformed'] },
  { flag: /^LockDown profile/, by: ['lockdown-warning'] },
];

/** Scripts that are labelled and not among the files. Each was fetched at its commit, checked by `aovpn check` and read by a person. */
const READ_IN_PLACE = [
  { file: /VPN_Profile\.ps1$/, found: ['crypto-missing', 'xml-order', 'eap-cryptobinding'] },
  { file: /new-AlwaysOnVpnProfile\.ps1$/, found: ['crypto-missing', 'xml-order'] },
  { file: /__VPN\.ps1$/, found: ['crypto-missing', 'xml-order'] },
  { file: /__VPN@f0520755\.ps1$/, reason: 'the script does not run: one apostrophe too many on line 18 makes all that follows one text' },
  { file: /AOVPNBaseline__New-AOVPN/, reason: 'built by code, so there is no profile in the file' },
  {
    file: /Update-AONVPNConfig\.ps1$/,
    found: ['crypto-missing'],
    reason: 'contoso.com has an owner; only names that are reserved for examples are told of',
  },
  { file: /Create-ProfileXMLRoutes\.ps1$/, reason: 'a list of routes to be put into a profile, and no profile' },
];

/**
 * What became of each label: `found`, `harmless` with the reason, or `missed`.
 * @param {string} path of the labels @param {readonly { label: string, rule: string }[]} findings @param {ReadonlySet<string>} files that were studied
 */
export function judgedLabels(path, findings, files) {
  const [, ...rows] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  return rows.map(([file, ...cells]) => {
    const rules = new Set(findings.filter(({ label }) => label === file).map(({ rule }) => rule));
    const flags = cells.at(-1).split('; ');
    return { file: file.replaceAll('__', '/'), judged: flags.map((flag) => ({ flag, ...judge(flag, file, rules, files.has(file)) })) };
  });
}

function judge(flag, file, rules, isHere) {
  const meaning = MEANINGS.find((each) => each.flag.test(flag));
  const place = isHere ? undefined : READ_IN_PLACE.find((each) => each.file.test(file));
  const by = meaning?.by?.find((rule) => (isHere ? rules.has(rule) : place?.found?.includes(rule)));
  if (by !== undefined) return { outcome: 'found', by, why: isHere ? '' : 'in place' };
  if (meaning?.harmless !== undefined && (!meaning.only || meaning.only.test(file))) return { outcome: 'harmless', why: meaning.harmless };
  return place?.reason === undefined ? { outcome: 'missed', why: '' } : { outcome: 'harmless', why: place.reason };
}

/** Markdown about all labels: each kind with what became of it, then each file. */
export function labelsSection(labels) {
  const all = labels.flatMap(({ judged }) => judged);
  const count = (outcome) => all.filter((each) => each.outcome === outcome).length;
  const reasons = [...new Set(all.flatMap(({ outcome, why }) => (outcome === 'harmless' ? [why] : [])))];
  const number = (why) => reasons.indexOf(why) + 1;
  const cell = ({ flag, outcome, by, why }) =>
    `${flag.replaceAll('|', '\\|')}: ${outcome === 'found' ? `[${by}](rules/${by}.md)` : outcome === 'harmless' ? `harmless (${number(why)})` : 'missed'}`;
  return `## Labels

A script that knows nothing of this product has labelled ${labels.length} profiles with what it thought notable: ${all.length} labels, of which ${count('found')} are found, ${count('harmless')} harmless and ${count('missed')} missed. Scripts that are not among the files were read in place.

${reasons.map((reason, index) => `${index + 1}. ${reason}`).join('\n')}

| file | labels |
|---|---|
${labels.map(({ file, judged }) => `| \`${file}\` | ${judged.map(cell).join('<br>')} |`).join('\n')}`;
}
