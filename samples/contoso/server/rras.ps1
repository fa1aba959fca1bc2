#Requires -RunAsAdministrator
# IKEv2 settings of vpn.fabrikam.com. Run on every RRAS server, outside of working hours: it restarts the service.

Set-VpnServerConfiguration -CustomPolicy `
    -AuthenticationTransformConstants GCMAES256 `
    -CipherTransformConstants GCMAES256 `
    -DHGroup ECP384 `
    -EncryptionMethod GCMAES256 `
    -IntegrityCheckMethod SHA384 `
    -PfsGroup PFS2 `
    -SALifeTimeSeconds 28800 `
    -MMSALifeTimeSeconds 86400 `
    -SADataSizeForRenegotiationKilobytes 1024000

# Large certificates do not fit into one packet, and many firewalls drop IP fragments.
New-ItemProperty -Path 'HKLM:\SYSTEM\CurrentControlSet\Services\RemoteAccess\Parameters' `
    -Name EnableServerFragmentation -PropertyType DWord -Value 1 -Force

Restart-Service RemoteAccess -Force -PassThru
