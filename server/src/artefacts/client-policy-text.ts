/** The cmdlet with a parameter: a message that only names it is none. */
const SETS = /Set-VpnConnectionIPsecConfiguration\s+[-@"']/i;

/** Whether a text that is not read as a script, such as what `powershell -Command` is given, sets the policy of a connection when it is run. */
export function setsClientPolicy(text: string): boolean {
  return SETS.test(text);
}
