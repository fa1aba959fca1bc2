import { rule } from '../rule.ts';
import { shown } from '../shown.ts';

export default rule({
  id: 'app-id-form',
  on: 'element',
  elements: ['AppTrigger/App/Id', 'TrafficFilter/App/Id'],
  severity: 'warning',
  title: 'An App Id is in none of the forms that Windows knows',
  why: 'Windows takes the family name of a package, the full path of a program, or SYSTEM for the kernel. Anything else matches no app: a trigger never starts the tunnel, and a filter blocks what it was to let through.',
  howToFix: 'Write the full path of the program, or the family name of the package, which Get-AppxPackage shows as PackageFamilyName.',
  whenOff: 'Never for a whole project: an App Id that Windows does not know matches nothing. Suppress it at an Id that you have seen at work on a client.',
  sources: ['Microsoft VPNv2 CSP, TrafficFilterList/App/Id', 'ld0614/DPC, DPC.adml'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><AppTrigger><App><Id>⟦notepad.exe⟧</Id></App></AppTrigger><TrafficFilter><App><Id>⟦C:\\Program Files\\*\\fabrikam.exe⟧</Id></App></TrafficFilter></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><TrafficFilter><App><Id>⟦Microsoft.RemoteDesktop⟧</Id></App></TrafficFilter><TrafficFilter><App><Id>⟦Microsoft.RemoteDesktop_8wekyb3d8bbwe!App⟧</Id></App></TrafficFilter><TrafficFilter><App><Id>⟦System32\\mstsc.exe⟧</Id></App></TrafficFilter></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><AppTrigger><App><Id>C:\\Windows\\System32\\mstsc.exe</Id></App></AppTrigger><TrafficFilter><App><Id>Microsoft.RemoteDesktop_8wekyb3d8bbwe</Id></App></TrafficFilter><TrafficFilter><App><Id>System</Id></App></TrafficFilter></VPNProfile>\n',
      // Environment variables, and what is filled in later.
      '=== profile.xml\n<VPNProfile><AppTrigger><App><Id>%ProgramFiles%\\Fabrikam\\app.exe</Id></App></AppTrigger><AppTrigger><App><Id>$App</Id></App></AppTrigger></VPNProfile>\n',
      // A program on a share, a path with slashes, and the name of a publisher: nobody says that they do not work.
      '=== profile.xml\n<VPNProfile><TrafficFilter><App><Id>\\\\files.fabrikam.com\\apps\\app.exe</Id></App></TrafficFilter><TrafficFilter><App><Id>C:/Fabrikam/app.exe</Id></App></TrafficFilter><TrafficFilter><App><Id>O=FABRIKAM, C=US\\FABRIKAM APP\\APP.EXE,1.0</Id></App></TrafficFilter></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><AppTrigger><App><⟦Id⟧{xml-not-wellformed}>Microsoft.Rem',
    ],
  },
  check({ value }, report) {
    if (value.state !== 'known') return;
    const { written } = value;
    const hasWildcard = /[*?]/.test(written.value);
    if (!hasWildcard && isKnownForm(written.value)) return;
    report({
      at: written.at,
      message: `${shown(written.value)} ${hasWildcard ? 'has a wildcard, which an App Id does not take' : 'is no package family name, no full path and not SYSTEM'}. Write the full path of the program or the family name of the package.`,
    });
  },
});

/** Whether a text is in one of the forms, or in one that nobody says anything about. */
function isKnownForm(text: string): boolean {
  const isPath = /^([a-z]:[\\/]|[\\/])/i.test(text);
  const isPackage = /^[\w.-]+_[\da-z]{13}$/i.test(text);
  return isPath || isPackage || text.includes('=') || text.toLowerCase() === 'system';
}
