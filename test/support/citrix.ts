/** A whole deployment on a Citrix ADC: both ports of IKE bound together, and SSTP. */
export const COMPLETE = `#NS13.1 Build 48.47
# Last modified by \`save config\`
enable ns mode FR L3 USNIP PMTUD
add server vpn1 10.10.1.11
add server vpn2 10.10.1.12
add serviceGroup sg_ike500 UDP -usip YES -useproxyport NO
add serviceGroup sg_ike4500 UDP -usip YES -useproxyport NO
add serviceGroup sg_sstp SSL_BRIDGE
add lb vserver vs_ike500 UDP 203.0.113.10 500 -persistenceType NONE -cltTimeout 120
add lb vserver vs_ike4500 UDP 203.0.113.10 4500 -persistenceType NONE -cltTimeout 120
add lb vserver vs_sstp SSL_BRIDGE 203.0.113.10 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP -cltTimeout 180
bind lb vserver vs_ike500 sg_ike500
bind lb vserver vs_ike4500 sg_ike4500
bind lb vserver vs_sstp sg_sstp
add lb group grp_ike -persistenceType SOURCEIP -timeout 60
bind lb group grp_ike vs_ike500
bind lb group grp_ike vs_ike4500
add lb monitor mon_sstp HTTP -respCode 401 -httpRequest "HEAD /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/" -customHeaders "Host: vpn.contoso.com\\r\\n" -LRTM DISABLED -secure YES
bind serviceGroup sg_ike500 vpn1 500
bind serviceGroup sg_ike500 vpn2 500
bind serviceGroup sg_ike500 -monitorName ping
bind serviceGroup sg_ike4500 vpn1 4500
bind serviceGroup sg_ike4500 vpn2 4500
bind serviceGroup sg_ike4500 -monitorName ping
bind serviceGroup sg_sstp vpn1 443
bind serviceGroup sg_sstp vpn2 443
bind serviceGroup sg_sstp -monitorName mon_sstp
`;
