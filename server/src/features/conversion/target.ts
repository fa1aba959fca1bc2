/** What a policy or a profile can be converted to. */
export const TARGETS = ['client-cmdlet', 'server-cmdlet', 'profilexml', 'wmi-script', 'intune', 'azure'] as const;
export type Target = (typeof TARGETS)[number];

/** A text in another form with what it cannot say, a sentence each; or why there is none. */
export type Conversion = { readonly text: string; readonly notes: readonly string[] } | { readonly reason: string };

/** A command with its parameters on lines of their own, as a table that is splatted. */
export function splatted(variable: string, parameters: readonly (readonly [name: string, value: string])[], call: string): string[] {
  return [`$${variable} = @{`, ...parameters.map(([name, value]) => `    ${name} = ${value}`), '}', call];
}

/** A text as a string of PowerShell that nothing is expanded in. Source: about_Quoting_Rules. */
export function quoted(text: string): string {
  // Each of these ends such a string, and is itself when it is doubled.
  return `'${text.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;
}
