/** Where a command is to be run. */
export type Place = 'client' | 'RRAS server' | 'NPS server' | 'load balancer';

/**
 * By what files can show that a cause is not there.
 * - `policies`: the six values of both sides, all known, agree
 * - `both-custom`: both sides state a custom policy, or both that they have none
 * - `profile`: the profile of the connection is understood completely, and the rules of the cause decide it
 * - `tie`: every pair of listeners for IKE sends both ports of a client to one server
 * - `translation`: no listener for IKE replaces the client's address
 * - `tls`: every listener for SSTP passes TLS through
 * - `ike-monitors`, `sstp-monitors`: every server of such listeners is tested, and no rule has anything to say about the tests
 * - a value of the registry that a script of the server sets to this number, whatever conditions decide
 */
export type Evidence =
  | 'policies'
  | 'both-custom'
  | 'profile'
  | 'tie'
  | 'translation'
  | 'tls'
  | 'ike-monitors'
  | 'sstp-monitors'
  | { readonly registryValue: string; readonly data: number };

/** Something that makes a connection fail. */
export interface Cause {
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** The rules whose findings show it. */
  readonly rules?: readonly string[];
  /** Absent: no file can show that it is not there. */
  readonly evidence?: Evidence;
  /** What to look at where the files do not tell. `{server}` stands for the name of the VPN server. */
  readonly look: { readonly at: Place; readonly why: string; readonly command?: string };
}
