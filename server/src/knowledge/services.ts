/** A Windows service whose restart puts a setting into force. */
export interface Service {
  readonly name: string;
  readonly displayName: string;
}

export const SERVICES = {
  remoteAccess: { name: 'RemoteAccess', displayName: 'Routing and Remote Access' },
  ikeExt: { name: 'IKEEXT', displayName: 'IKE and AuthIP IPsec Keying Modules' },
  rasMan: { name: 'RasMan', displayName: 'Remote Access Connection Manager' },
} as const satisfies Record<string, Service>;

/** The service that a name or a display name stands for, in any letter case; `undefined` for every other service. */
export function serviceByName(name: string): Service | undefined {
  const wanted = name.toLowerCase();
  return Object.values(SERVICES).find((service) => service.name.toLowerCase() === wanted || service.displayName.toLowerCase() === wanted);
}
