/** A complete ProfileXML as administrators write it, with an EAP configuration, comments and a CDATA section. */
export const profile = `<?xml version="1.0" encoding="utf-8"?>
<!-- Fabrikam user tunnel -->
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <DnsSuffix>corp.fabrikam.com</DnsSuffix>
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication>
      <UserMethod>Eap</UserMethod>
      <Eap>
        <Configuration>
          <EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig">
            <EapMethod>
              <Type xmlns="http://www.microsoft.com/provisioning/EapCommon">13</Type>
            </EapMethod>
            <Config>
              <EapType xmlns='http://www.microsoft.com/provisioning/EapTlsConnectionPropertiesV1'>
                <ServerNames>nps1.fabrikam.com;nps2.fabrikam.com</ServerNames>
              </EapType>
            </Config>
          </EapHostConfig>
        </Configuration>
      </Eap>
    </Authentication>
    <CryptographySuite>
      <DHGroup>Group14</DHGroup>
      <PfsGroup>PFS2048</PfsGroup> <!-- must match -->
    </CryptographySuite>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
  </NativeProfile>
  <Route>
    <Address>10.1.0.0</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
  <Route>
    <Address>10.2.0.0</Address>
    <PrefixSize>16</PrefixSize>
    <ExclusionRoute/>
  </Route>
  <TrustedNetworkDetection><![CDATA[corp.fabrikam.com]]></TrustedNetworkDetection>
  <AppTrigger>
    <App>
      <Id>C:\\Tools &amp; more\\rdp.exe</Id>
    </App>
  </AppTrigger>
</VPNProfile>
`.replaceAll('\n', '\r\n');
