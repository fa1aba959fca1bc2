import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from '../random.mjs';

/** Size of every profile in bytes, as real ones with a PEAP configuration and their routes have. */
const PROFILE_SIZE = 7_000;
const CLIENTS_PER_CUSTOMER = 50;

/**
 * Writes what a managed-service provider keeps: customers of fifty profiles and a server script each. The same files each
 * time. Returns the path of a profile.
 * @param {string} folder
 * @param {number} profiles
 */
export function writeCustomers(folder, profiles) {
  let profile = '';
  for (let first = 0; first < profiles; first += CLIENTS_PER_CUSTOMER) {
    const name = `customer-${String(first / CLIENTS_PER_CUSTOMER).padStart(4, '0')}`;
    ({ profile } = writeDeployment(join(folder, 'customers', name), Math.min(CLIENTS_PER_CUSTOMER, profiles - first), first));
  }
  return { profile };
}

/**
 * Writes one deployment: profiles by site, and the script of their server. Returns the paths of the script and of one profile.
 * @param {string} folder
 * @param {number} profiles
 * @param {number} first number of its first profile, from which all that differs between deployments follows
 */
export function writeDeployment(folder, profiles, first = 0) {
  const random = randomOf(first + 1);
  const company = companyOf(first, random);
  const script = join(folder, 'server', 'rras.ps1');
  mkdirSync(join(folder, 'server'), { recursive: true });
  writeFileSync(script, serverScript(company));
  let profile = '';
  for (let index = 0; index < profiles; index++) {
    const site = join(folder, 'clients', `site-${String(Math.floor(index / CLIENTS_PER_CUSTOMER)).padStart(4, '0')}`);
    if (index % CLIENTS_PER_CUSTOMER === 0) mkdirSync(site, { recursive: true });
    const path = join(site, `profile-${String(first + index).padStart(5, '0')}.xml`);
    if (index === 0) profile = path;
    writeFileSync(path, clientProfile(company, index, random));
  }
  return { script, profile };
}

/** One profile without mistakes, of so many bytes. @param {number} [size] */
export function oneProfile(size) {
  const random = randomOf(1);
  return clientProfile(companyOf(0, random), 1, random, size);
}

/** The script of its server. */
export function oneServer() {
  return serverScript(companyOf(0, randomOf(1)));
}

/** Where `writeDeployment` and `oneServer` have a name of the server's policy. */
export const SERVER_GROUP = '-DHGroup ';

/** @typedef {{ name: string, octet: number, suite: Record<string, string>, root: string, issuer: string }} Company */

/** @param {number} number @param {() => number} random @returns {Company} */
function companyOf(number, random) {
  const [DHGroup, PfsGroup, EncryptionMethod] = pick(random, [
    ['Group14', 'PFS2048', 'AES128'],
    ['ECP256', 'ECP256', 'AES128'],
    ['ECP384', 'ECP384', 'AES256'],
  ]);
  return {
    name: `${pick(random, ['contoso', 'fabrikam', 'northwind', 'tailspin', 'adatum', 'litware'])}${number}`,
    octet: number % 200,
    suite: { DHGroup, PfsGroup, EncryptionMethod },
    root: thumbprint(random),
    issuer: thumbprint(random),
  };
}

/** @param {Company} company */
function serverScript({ name, suite }) {
  return `#Requires -RunAsAdministrator
# IKEv2 settings of vpn.${name}.com. Run on every RRAS server, outside of working hours: it restarts the service.

Set-VpnServerConfiguration -CustomPolicy \`
    -AuthenticationTransformConstants GCMAES128 \`
    -CipherTransformConstants GCMAES128 \`
    ${SERVER_GROUP}${suite.DHGroup} \`
    -EncryptionMethod ${suite.EncryptionMethod} \`
    -IntegrityCheckMethod SHA256 \`
    -PfsGroup ${suite.PfsGroup} \`
    -SALifeTimeSeconds 28800 \`
    -MMSALifeTimeSeconds 86400 \`
    -SADataSizeForRenegotiationKilobytes 1024000

# Large certificates do not fit into one packet, and many firewalls drop IP fragments.
New-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2' \`
    -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force

Restart-Service RemoteAccess -Force -PassThru
`;
}

/** A mistake that people make, and how often in a thousand profiles. */
const MISTAKES = [
  { perMille: 20, make: (/** @type {string} */ text) => text.replace(/<DHGroup>.*?<\/DHGroup>/, '<DHGroup>Group2</DHGroup>') },
  { perMille: 20, make: (/** @type {string} */ text) => text.replace('<DomainName>.', '<DomainName>') },
  { perMille: 10, make: (/** @type {string} */ text) => text.replace('.0</Address>', '.7</Address>') },
  { perMille: 5, make: (/** @type {string} */ text) => text.replace('SplitTunnel', 'SplitTunel') },
  { perMille: 5, make: (/** @type {string} */ text) => text.replace('<AlwaysOn>true', '<AlwaysOn>yes') },
];

/** @param {Company} company @param {number} index @param {() => number} random */
function clientProfile(company, index, random, size = PROFILE_SIZE) {
  const { name, octet, suite } = company;
  const head = `<VPNProfile>
  <!-- User tunnel of ${name}, group ${index}, deployed by Intune as a custom profile. -->
  <ProfileName>AOVPN ${name} ${index}</ProfileName>
  <AlwaysOn>true</AlwaysOn>
  <DnsSuffix>group${index}.corp.${name}.com</DnsSuffix>
  <TrustedNetworkDetection>corp.${name}.com</TrustedNetworkDetection>
  <RegisterDNS>true</RegisterDNS>
  <DomainNameInformation>
    <DomainName>.group${index}.corp.${name}.com</DomainName>
    <DnsServers>10.${octet}.0.10,10.${octet}.0.11</DnsServers>
  </DomainNameInformation>
  <NativeProfile>
    <Servers>vpn.${name}.com</Servers>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <DisableClassBasedDefaultRoute>true</DisableClassBasedDefaultRoute>
    <CryptographySuite>
      <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants>
      <CipherTransformConstants>GCMAES128</CipherTransformConstants>
      <PfsGroup>${suite.PfsGroup}</PfsGroup>
      <DHGroup>${suite.DHGroup}</DHGroup>
      <IntegrityCheckMethod>SHA256</IntegrityCheckMethod>
      <EncryptionMethod>${suite.EncryptionMethod}</EncryptionMethod>
    </CryptographySuite>
    <Authentication>
      <UserMethod>EAP</UserMethod>
      <Eap>
        <Configuration>
${index % 5 === 0 ? tls(company) : peap(company)}
        </Configuration>
      </Eap>
    </Authentication>
  </NativeProfile>
`;
  let text = head;
  for (let route = 0; text.length < size - 130; route++) {
    text += `  <Route>\n    <Address>10.${octet}.${route % 256}.0</Address>\n    <PrefixSize>24</PrefixSize>\n    <Metric>${1 + Math.floor(random() * 50)}</Metric>\n  </Route>\n`;
  }
  text += '</VPNProfile>\n';
  for (const { perMille, make } of MISTAKES) if (index > 1 && random() * 1000 < perMille) text = make(text);
  return text;
}

const PROVISIONING = 'http://www.microsoft.com/provisioning/';

/** @param {number} type @param {string} method */
function host(type, method) {
  const common = `xmlns="${PROVISIONING}EapCommon"`;
  return `          <EapHostConfig xmlns="${PROVISIONING}EapHostConfig">
            <EapMethod>
              <Type ${common}>${type}</Type>
              <VendorId ${common}>0</VendorId>
              <VendorType ${common}>0</VendorType>
              <AuthorId ${common}>0</AuthorId>
            </EapMethod>
            <Config xmlns="${PROVISIONING}EapHostConfig">
${method}
            </Config>
          </EapHostConfig>`;
}

/** @param {Company} company */
function validation({ name, root }) {
  return `<ServerValidation>
                    <DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>
                    <ServerNames>nps1.corp.${name}.com;nps2.corp.${name}.com</ServerNames>
                    <TrustedRootCA>${root}</TrustedRootCA>
                  </ServerValidation>`;
}

/** @param {Company} company */
function peap(company) {
  return host(
    25,
    `              <Eap xmlns="${PROVISIONING}BaseEapConnectionPropertiesV1">
                <Type>25</Type>
                <EapType xmlns="${PROVISIONING}MsPeapConnectionPropertiesV1">
                  ${validation(company)}
                  <FastReconnect>true</FastReconnect>
                  <InnerEapOptional>false</InnerEapOptional>
${tlsMethod(company)}
                  <EnableQuarantineChecks>false</EnableQuarantineChecks>
                  <RequireCryptoBinding>true</RequireCryptoBinding>
                  <PeapExtensions>
                    <PerformServerValidation xmlns="${PROVISIONING}MsPeapConnectionPropertiesV2">true</PerformServerValidation>
                    <AcceptServerName xmlns="${PROVISIONING}MsPeapConnectionPropertiesV2">true</AcceptServerName>
                  </PeapExtensions>
                </EapType>
              </Eap>`,
  );
}

/** @param {Company} company */
function tls(company) {
  return host(13, tlsMethod(company));
}

/** @param {Company} company */
function tlsMethod(company) {
  return `                  <Eap xmlns="${PROVISIONING}BaseEapConnectionPropertiesV1">
                    <Type>13</Type>
                    <EapType xmlns="${PROVISIONING}EapTlsConnectionPropertiesV1">
                      <CredentialsSource>
                        <CertificateStore>
                          <SimpleCertSelection>true</SimpleCertSelection>
                        </CertificateStore>
                      </CredentialsSource>
                      ${validation(company)}
                      <DifferentUsername>false</DifferentUsername>
                      <PerformServerValidation xmlns="${PROVISIONING}EapTlsConnectionPropertiesV2">true</PerformServerValidation>
                      <AcceptServerName xmlns="${PROVISIONING}EapTlsConnectionPropertiesV2">true</AcceptServerName>
                      <TLSExtensions xmlns="${PROVISIONING}EapTlsConnectionPropertiesV2">
                        <FilteringInfo xmlns="${PROVISIONING}EapTlsConnectionPropertiesV3">
                          <CAHashList Enabled="true">
                            <IssuerHash>${company.issuer}</IssuerHash>
                          </CAHashList>
                        </FilteringInfo>
                      </TLSExtensions>
                    </EapType>
                  </Eap>`;
}

/** @param {() => number} random */
function thumbprint(random) {
  return Array.from({ length: 20 }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0'),
  ).join(' ');
}

/** @template T @param {() => number} random @param {readonly T[]} items @returns {T} */
function pick(random, items) {
  return items[Math.floor(random() * items.length)];
}
