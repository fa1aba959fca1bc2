import type { Confidence } from './confidence.ts';

/** By what a ProfileXML reaches the clients, and what that makes of the order of its elements. */
export const TARGETS = [
  {
    id: 'intune',
    title: 'Microsoft Intune, as a custom or a VPN profile',
    order: 'may matter',
    source: 'Richard Hicks, comments in ProfileXML_User.xml of richardhicks/aovpn: the order matters for Intune on Windows 11',
    confidence: 'observed',
  },
  {
    id: 'powershell',
    title: "PowerShell through the WMI bridge (MDM_VPNv2_01), as Microsoft's and Richard Hicks' scripts do",
    order: 'does not matter',
    source: "Microsoft's and Richard Hicks' published profiles, which are deployed so and stand in other orders than the schema",
    confidence: 'observed',
  },
  {
    id: 'configmgr',
    title: 'Configuration Manager, which runs such a script',
    order: 'does not matter',
    source: 'The script is the same one',
    confidence: 'observed',
  },
] as const satisfies readonly { id: string; title: string; order: 'may matter' | 'does not matter'; source: string; confidence: Confidence }[];

export type DeploymentTarget = (typeof TARGETS)[number]['id'];
