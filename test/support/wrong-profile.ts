/** As many mistakes as fit into one profile. */
export const WRONG = `<VPNProfile>
  <AlwaysOn>yes</AlwaysOn>
  <DnsSuffix>corp.fabrikam.com; fabrikam.com</DnsSuffix>
  <TrustedNetworkDetection>10.0.0.1, *</TrustedNetworkDetection>
  <DeviceTunnel>true</DeviceTunnel>
  <Lockdown>true</Lockdown>
  <RegisterDns>True</RegisterDns>
  <ByPassForLocal>true</ByPassForLocal>
  <Proxy><Manual><Server>http://proxy</Server></Manual><AutoConfigUrl>proxy.pac</AutoConfigUrl></Proxy>
  <DeviceCompliance><Enabled>true</Enabled><Sso><Enabled>true</Enabled><Eku>This is my Eku</Eku><IssuerHash>aa bb</IssuerHash></Sso></DeviceCompliance>
  <AppTrigger><App><Id>notepad*</Id></App></AppTrigger>
  <DomainNameInformation><DomainName>fabrikam.com</DomainName><DnsServers>10.0.0.1, x</DnsServers><WebProxyServers>a,b</WebProxyServers></DomainNameInformation>
  <DomainNameInformation><DomainName>.fabrikam.com</DomainName><DnsServers>10.0.0.1</DnsServers></DomainNameInformation>
  <DomainNameInformation><DomainName>.</DomainName></DomainNameInformation>
  <TrafficFilter><LocalPortRanges>70000,5-1</LocalPortRanges><RoutingPolicyType>Split</RoutingPolicyType></TrafficFilter>
  <TrafficFilter><Protocol>6</Protocol><LocalPortRanges>3389</LocalPortRanges><RemoteAddressRanges>10.0.0.9-10.0.0.1, ::1</RemoteAddressRanges><LocalAddressRanges>10.0.0.1</LocalAddressRanges></TrafficFilter>
  <TrafficFilter></TrafficFilter>
  <RouteList><Route><Address>10.0.0.0</Address></Route></RouteList>
  <NativeProfile>
    <Servers>https://testServer.VPN.com:443;other.fabrikam.com</Servers>
    <Servers>203.0.113.5</Servers>
    <NativeProtocolType>Automatic</NativeProtocolType>
    <RoutingPolicyType>ForceTunnel</RoutingPolicyType>
    <L2tpPsk>secret</L2tpPsk>
    <Authentication>
      <UserMethod>Eap</UserMethod>
      <MachineMethod>Eap</MachineMethod>
      <CryptographySuite><DHGroup>Group2</DHGroup></CryptographySuite>
      <Eap>
        <Configuration>
          <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig">
            <EapMethod><Type xmlns="http://www.microsoft.com/provisioning/EapCommon">27</Type></EapMethod>
            <Config xmlns="http://www.microsoft.com/provisioning/EapHostConfig">
              <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1">
                <Type>25</Type>
                <EapType xmlns="http://www.microsoft.com/provisioning/MsPeapConnectionPropertiesV1">
                  <ServerValidation><DisableUserPromptForServerValidation>false</DisableUserPromptForServerValidation><ServerNames></ServerNames></ServerValidation>
                  <InnerEapOptional>true</InnerEapOptional>
                  <Eap xmlns="http://www.microsoft.com/provisioning/BaseEapConnectionPropertiesV1">
                    <Type>13</Type>
                    <EapType xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1">
                      <ServerValidation><ServerNames>nps.fabrikam.com</ServerNames><TrustedRootCA>\u200eaa bb</TrustedRootCA></ServerValidation>
                      <PerformServerValidation xmlns="http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV2">false</PerformServerValidation>
                    </EapType>
                  </Eap>
                  <RequireCryptoBinding>false</RequireCryptoBinding>
                </EapType>
              </Eap>
            </Config>
          </EapHostConfig>
        </Configuration>
      </Eap>
    </Authentication>
  </NativeProfile>
  <Route><Address>10.1.2.3</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize></Route>
  <Route><Address>10.1.0.0</Address><PrefixSize>16</PrefixSize><ExclusionRoute>true</ExclusionRoute></Route>
  <Route><Address>0.0.0.0</Address><PrefixSize>0</PrefixSize></Route>
  <Route><Address>172.16.0.0/12</Address></Route>
  <IPv4InterfaceMetric>0</IPv4InterfaceMetric>
  <NetworkOutageTime>45</NetworkOutageTime>
  <DisableIKEv2Fragmentation>true</DisableIKEv2Fragmentation>
  <DataEncryption>None</DataEncryption>
</VPNProfile>
`;
