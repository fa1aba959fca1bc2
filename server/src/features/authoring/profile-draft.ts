import { printElement } from '../../artefacts/profilexml/print.ts';
import { suiteElement } from '../../artefacts/profilexml/write.ts';
import { CLIENT_AUTHENTICATION, CONDITIONAL_ACCESS, thumbprintOf } from '../../knowledge/certificates.ts';
import { EAP_TEMPLATES, PEAP_WITH_EAP_TLS } from '../../knowledge/profile-xml/eap-templates.ts';
import { parsePrefix, addressText } from '../../model/profile/address.ts';
import { branch, leaf, type NewElement } from '../../model/profile/new-element.ts';
import { ASK, hasConditionalAccess, hasIkev2, isDevice, isSplit } from './profile-questions.ts';
import type { Draft, Given } from './question.ts';

/** The profile that the answers describe, in the element order of Microsoft's schema. */
export function profileDraft(given: Given): Draft {
  const root = branch(
    'VPNProfile',
    leaf('AlwaysOn', 'true'),
    ...stated('DnsSuffix', given.text(ASK.suffix)),
    ...stated('TrustedNetworkDetection', given.text(ASK.trusted)),
    ...(isDevice(given) ? [leaf('DeviceTunnel', 'true')] : []),
    ...(given.is(ASK.register, 'yes') ? [leaf('RegisterDNS', 'true')] : []),
    ...(hasConditionalAccess(given) ? [compliance(given.text(ASK.singleSignOn))] : []),
    ...nameRules(given),
    nativeProfile(given),
    ...given.list(ASK.routes).map(route),
  );
  return { fileName: `profile-${isDevice(given) ? 'device' : 'user'}.xml`, language: 'xml', text: printElement(root) };
}

function stated(name: string, text: string): NewElement[] {
  return text === '' ? [] : [leaf(name, text)];
}

function compliance(issuer: string): NewElement {
  const signOn = branch('Sso', leaf('Enabled', 'true'), leaf('Eku', CLIENT_AUTHENTICATION.oid), leaf('IssuerHash', thumbprintOf(issuer) ?? ''));
  return {
    ...branch('DeviceCompliance', leaf('Enabled', 'true'), ...(issuer === '' ? [] : [signOn])),
    comments: ['Microsoft Entra Conditional Access.'],
  };
}

/** A rule for each zone, and an exemption for each VPN server within one: while the tunnel is up, its name must be found outside all the same. */
function nameRules(given: Given): NewElement[] {
  const zones = given.list(ASK.zones);
  const servers = leaf('DnsServers', given.text(ASK.dnsServers));
  const within = given.list(ASK.servers).filter((host) => zones.some((zone) => host.toLowerCase().endsWith(zone.toLowerCase())));
  return [
    ...zones.map((zone) => branch('DomainNameInformation', leaf('DomainName', zone), servers)),
    ...within.map((host, index) => ({
      ...branch('DomainNameInformation', leaf('DomainName', host)),
      ...(index === 0 && { comments: ['Without DnsServers: the public name of the VPN server is not looked up inside.'] }),
    })),
  ];
}

function nativeProfile(given: Given): NewElement {
  const suite = given.suite && suiteElement(given.suite);
  return branch(
    'NativeProfile',
    leaf('Servers', given.text(ASK.servers)),
    leaf('RoutingPolicyType', isSplit(given) ? 'SplitTunnel' : 'ForceTunnel'),
    ...protocol(given),
    // Without it a split tunnel has a route to the whole network class of its address, beside those below.
    ...(isSplit(given) ? [leaf('DisableClassBasedDefaultRoute', 'true')] : []),
    ...(hasIkev2(given) && suite ? [{ ...suite, comments: ["The server's six values, or the connection fails with error 13868."] }] : []),
    branch('Authentication', ...authentication(given)),
  );
}

function protocol(given: Given): NewElement[] {
  if (!hasIkev2(given)) return [leaf('NativeProtocolType', 'SSTP')];
  if (!given.is(ASK.protocol, 'ikev2-sstp')) return [leaf('NativeProtocolType', 'IKEv2')];
  const list = ['IKEv2', 'SSTP'].map((type) => branch('NativeProtocol', leaf('Type', type)));
  return [leaf('NativeProtocolType', 'ProtocolList'), branch('ProtocolList', ...list)];
}

function authentication(given: Given): NewElement[] {
  if (isDevice(given)) return [leaf('MachineMethod', 'Certificate')];
  const template = EAP_TEMPLATES.find(({ id }) => given.is(ASK.eap, id)) ?? PEAP_WITH_EAP_TLS;
  const issuer = given.text(ASK.issuingCa);
  const usage = hasConditionalAccess(given) ? CONDITIONAL_ACCESS : CLIENT_AUTHENTICATION;
  const host = template.hostConfig({
    serverNames: given.list(ASK.npsNames).join(';'),
    rootCa: given.text(ASK.rootCa),
    chosenBy: issuer === '' ? usage : issuer,
  });
  return [leaf('UserMethod', 'Eap'), branch('Eap', branch('Configuration', host))];
}

function route(text: string): NewElement {
  const prefix = parsePrefix(text);
  return branch('Route', ...(prefix ? [leaf('Address', addressText(prefix.address)), leaf('PrefixSize', String(prefix.size))] : []));
}
