/**
 * Whether a configuration names anything that a VPN uses: a port of IKE by number or name, or SSTP. One that does not is somebody else's
 * concern, even where it is broken: nothing is said about it.
 */
export function mayConcernVpn(text: string): boolean {
  return /[:\s.](?:500|4500)\b|isakmp|ipsec|sra_|sstp|\bike|vpn|rras/iu.test(text);
}
