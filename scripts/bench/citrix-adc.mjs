/** A configuration of Citrix ADC of so many megabytes that holds nothing but VPNs, each with IKE and SSTP. @param {number} megabytes */
export function nsConf(megabytes) {
  const parts = ['#NS13.1 Build 48.47\nenable ns mode FR L3 USNIP PMTUD\n'];
  let size = parts[0].length;
  for (let index = 0; size < megabytes * 1e6; index++) {
    const part = vpn(index);
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

/** The first one of them lets servers see an address of the appliance. @param {number} index */
function vpn(index) {
  const [a, b] = [(index >> 8) % 250, index & 255];
  const usip = index === 0 ? 'NO' : 'YES';
  const sra = '/sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/';
  return `add server vpn${index}a 10.${a}.${b}.11
add server vpn${index}b 10.${a}.${b}.12
add serviceGroup sg_ike500_${index} UDP -usip ${usip} -useproxyport NO -cltTimeout 120 -svrTimeout 120 -CKA NO -TCPB NO -CMP NO
add serviceGroup sg_ike4500_${index} UDP -usip ${usip} -useproxyport NO -cltTimeout 120 -svrTimeout 120 -CKA NO -TCPB NO -CMP NO
add serviceGroup sg_sstp_${index} SSL_BRIDGE -cltTimeout 180 -svrTimeout 360
add lb vserver vs_ike500_${index} UDP 172.${16 + (a % 16)}.${b}.${a} 500 -persistenceType NONE -cltTimeout 120
add lb vserver vs_ike4500_${index} UDP 172.${16 + (a % 16)}.${b}.${a} 4500 -persistenceType NONE -cltTimeout 120
add lb vserver vs_sstp_${index} SSL_BRIDGE 172.${16 + (a % 16)}.${b}.${a} 443 -persistenceType SSLSESSION -persistenceBackup SOURCEIP -cltTimeout 180
bind lb vserver vs_ike500_${index} sg_ike500_${index}
bind lb vserver vs_ike4500_${index} sg_ike4500_${index}
bind lb vserver vs_sstp_${index} sg_sstp_${index}
add lb group grp_ike_${index} -persistenceType SOURCEIP -timeout 60
bind lb group grp_ike_${index} vs_ike500_${index}
bind lb group grp_ike_${index} vs_ike4500_${index}
add lb monitor mon_sstp_${index} HTTP -respCode 401 -httpRequest "HEAD ${sra}" -customHeaders "Host: vpn${index}.contoso.com\\r\\n" -LRTM DISABLED -secure YES
bind serviceGroup sg_ike500_${index} vpn${index}a 500
bind serviceGroup sg_ike500_${index} vpn${index}b 500
bind serviceGroup sg_ike500_${index} -monitorName ping
bind serviceGroup sg_ike4500_${index} vpn${index}a 4500
bind serviceGroup sg_ike4500_${index} vpn${index}b 4500
bind serviceGroup sg_ike4500_${index} -monitorName ping
bind serviceGroup sg_sstp_${index} vpn${index}a 443
bind serviceGroup sg_sstp_${index} vpn${index}b 443
bind serviceGroup sg_sstp_${index} -monitorName mon_sstp_${index}
`;
}
