import { ATTRIBUTES, isGcm, type AttributeName } from '../../knowledge/ipsec.ts';
import { algorithmOf, placeOf } from '../../model/policy.ts';
import type { ServerDrift } from '../../model/tunnel.ts';
import { rule, type Fix, type Related } from '../rule.ts';
import { fileName, spelled } from '../wording.ts';
import { moved } from './alignment.ts';

const OUTPUT = `EncryptionMethod                 : AES128
Ikev2Ports                       : 128
IdleDisconnect(s)                : 300
IntegrityCheckMethod             : SHA256
L2tpPorts                        : 0
PFSgroup                         : PFS2048
SADataSizeForRenegotiation(KB)   : 102400
SALifeTime(s)                    : 28800
`;
const printed = (group: string): string => `PS C:\\> Get-VpnServerIPsecConfiguration

AuthenticationTransformConstants : SHA256128
CipherTransformConstants         : AES128
CustomPolicy                     : True
DHGroup                          : ${group}
${OUTPUT}`;
const SCRIPT =
  'Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048\n';

export default rule({
  id: 'policy-server-drift',
  on: 'serverDrift',
  severity: 'information',
  title: 'A server printed another policy than its script sets',
  why: 'Clients are compared with the script, because it says what is meant. If the server still runs what it printed, clients that agree with the script fail with error 13868 all the same: the script has not run there, RemoteAccess has not been restarted since, or somebody has changed the server by hand.',
  howToFix:
    'Run the script on the server, restart RemoteAccess and print the configuration again. If the server is right and the script is old, take the printed value over into the script.',
  whenOff: 'Where outputs are kept as a history, for the folder of the old ones.',
  sources: ['Microsoft, Set-VpnServerConfiguration (in force after a restart of RemoteAccess) and Get-VpnServerConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server/rras.ps1\n${SCRIPT}=== server/output.txt\n${printed('⟦ECP384⟧')}`,
      // No custom policy at all.
      `=== server/rras.ps1
${SCRIPT}=== server/output.txt
PS C:\\> ⟦Get-VpnServerConfiguration⟧

EncryptionType                 : OptionalEncryption
Ikev2Ports                     : 128
SstpPorts                      : 128
IdleDisconnect(s)              : 300
L2tpPorts                      : 0
SADataSizeForRenegotiation(KB) : 102400
SALifeTime(s)                  : 28800
`,
    ],
    good: [
      `=== server/rras.ps1\n${SCRIPT}=== server/output.txt\n${printed('Group14')}`,
      // Printed before and after the change: the later answer counts.
      `=== server/rras.ps1\n${SCRIPT}=== server/output.txt\n${printed('Group24')}\n${printed('group14')}`,
      // Another deployment's server.
      `=== berlin/rras.ps1\n${SCRIPT}=== lisbon/output.txt\n${printed('ECP384')}`,
      // One of two scripts sets it.
      `=== server/rras1.ps1\n${SCRIPT}=== server/rras2.ps1\n${SCRIPT.replace('Group14', 'ECP384')}=== server/output.txt\n${printed('ECP384')}`,
      // The script takes the value from somewhere else.
      `=== server/rras.ps1\n${SCRIPT.replace('Group14', '$group')}=== server/output.txt\n${printed('ECP384')}`,
    ],
  },
  check(drift, report) {
    const { printed: output, written, how } = drift;
    const script = fileName(written);
    const chosen = `Clients are compared with the script (${how}).`;
    if (output.kind === 'unread' || written.kind === 'unread') return;
    if (output.kind !== written.kind) {
      const both = output.kind === 'custom' ? `a custom policy, but ${script} goes back to the Windows default` : `no custom policy, but ${script} sets one`;
      const related = drift.places.map(({ at }) => ({ at, message: 'The script says so here' }));
      report({ at: output.at, message: `This server printed ${both}. Run the script on the server and restart RemoteAccess. ${chosen}`, related });
      return;
    }
    for (const attribute of ATTRIBUTES) {
      const was = output.slots[attribute];
      const meant = algorithmOf(written, attribute);
      if (was.state !== 'known' || meant === undefined || was.algorithm === meant) continue;
      report({
        at: was.written.at,
        message: `${attribute} is ${was.written.value} in this output, but ${script} sets ${spelled(attribute, meant, written.form)}. Run the script on the server and restart RemoteAccess, or take the printed value over. ${chosen}`,
        related: relatedPlaces(drift, attribute),
        fixes: () => takeOver(drift, attribute),
      });
    }
  },
});

function relatedPlaces({ places }: ServerDrift, attribute: AttributeName): Related[] {
  return places.flatMap((place) => {
    const at = placeOf(place.slots[attribute]);
    return at ? [{ at, message: `The ${attribute} that the script sets` }] : [];
  });
}

function takeOver({ printed: output, places, written }: ServerDrift, attribute: AttributeName): Fix[] {
  const value = algorithmOf(output, attribute);
  const changes = places.filter(({ writable }) => writable).flatMap((place) => moved((each) => algorithmOf(output, each), place, attribute));
  if (value === undefined || changes.length === 0) return [];
  const pair = isGcm(value) && changes.length > places.length ? ' with the other ESP value' : '';
  return [{ title: `Use ${spelled(attribute, value, written.form)} in ${fileName(written)}${pair}`, safe: false, changes }];
}
