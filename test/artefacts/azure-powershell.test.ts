import { describe, expect, test } from 'vitest';
import powershell from '../../server/src/artefacts/powershell/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { parameterFor } from '../../server/src/knowledge/cmdlet.ts';
import { valuesToWrite } from '../../server/src/knowledge/cmdlets/azure.ts';
import { CMDLETS } from '../../server/src/knowledge/cmdlets.ts';
import { algorithmFor, ATTRIBUTES, IPSEC, spell, type AttributeName } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy } from '../../server/src/model/policy.ts';
import { values } from '../support/slots.ts';

const FULL =
  'New-AzVpnClientIpsecPolicy -IpsecEncryption GCMAES256 -IpsecIntegrity GCMAES256 -SALifeTime 86471 -SADataSize 429496 -IkeEncryption AES256 -IkeIntegrity SHA384 -DhGroup DHGroup14 -PfsGroup PFS14';

function policiesOf(text: string): readonly IPsecPolicy[] {
  return powershell.read({ uri: 'file:///project/gateway.ps1', text }).facts.policies;
}

/** The text after one value has been written; `undefined` where it cannot be. */
function written(text: string, attribute: AttributeName, algorithm: string): string | undefined {
  const reading = powershell.read({ uri: 'file:///project/gateway.ps1', text });
  const [policy] = reading.facts.policies;
  const edits = policy && powershell.write(reading, [{ kind: 'set-algorithm', policy, attribute, algorithm }]);
  return edits && applyEdits(text, edits);
}

describe('the policy of an Azure gateway in a script', () => {
  test.each([
    ['named', FULL],
    ['by the cmdlet for a gateway that exists', FULL.replace('Policy', 'Parameter')],
    ['in any letter case', FULL.toLowerCase()],
    ['given to a variable', `$policy = ${FULL}\nSet-AzVirtualNetworkGateway -VirtualNetworkGateway $gateway -VpnClientIpsecPolicy $policy`],
    [
      'splatted',
      "$p = @{ IpsecEncryption = 'GCMAES256'; IpsecIntegrity = 'GCMAES256'; IkeEncryption = 'AES256'; IkeIntegrity = 'SHA384'; DhGroup = 'DHGroup14'; PfsGroup = 'PFS14' }\nNew-AzVpnClientIpsecPolicy @p",
    ],
    ['under the other names of group 14', FULL.replace('DHGroup14', 'DHGroup2048').replace('PFS14', 'PFS2048')],
  ])('%s', (_, text) => {
    const [policy, ...more] = policiesOf(text);
    expect(more).toEqual([]);
    expect(policy).toMatchObject({ side: 'server', form: 'azure', kind: 'custom', superseded: false });
    expect(policy && values(policy)).toBe(
      'EncryptionMethod=AES256 IntegrityCheckMethod=SHA384 DHGroup=dh14 CipherTransformConstants=AES256-GCM AuthenticationTransformConstants=AES256-GCM PfsGroup=dh14',
    );
  });

  test('is no policy between sites', () => {
    expect(policiesOf(FULL.replace('VpnClient', ''))).toEqual([]);
    expect(policiesOf('Set-AzVpnClientIpsecParameter -VirtualNetworkGatewayName gw -ResourceGroupName rg -VpnClientIPsecParameter $p')).toEqual([]);
  });

  test('has its values at their places', () => {
    for (const policy of policiesOf(FULL)) {
      for (const attribute of ATTRIBUTES) {
        const slot = policy.slots[attribute];
        if (slot.state !== 'known') throw new Error(attribute);
        expect(FULL.slice(slot.written.at.span.start, slot.written.at.span.end)).toBe(slot.written.value);
      }
    }
  });

  test('leaves unknown what it does not say', () => {
    const [policy] = policiesOf('New-AzVpnClientIpsecPolicy -DhGroup $group -IkeIntegrity GCMAES256 -PfsGroup PFS25');
    expect(policy && values(policy)).toBe('IntegrityCheckMethod=? DHGroup=? PfsGroup=!PFS25');
  });

  test.each([
    ['Group14', 'DHGroup', 'client-cmdlet'],
    ['AES_GCM_256', 'EncryptionMethod', 'profile-xml'],
    ['SHA256128', 'AuthenticationTransformConstants', 'client-cmdlet'],
  ] as const)('tells %s as another notation’s word', (text, attribute, form) => {
    const [policy] = policiesOf(`New-AzVpnClientIpsecPolicy -${IPSEC[attribute].azureName} ${text}`);
    expect(policy?.slots[attribute]).toMatchObject({ state: 'known', spelledAs: form });
  });

  test('makes no finding of a server cmdlet', () => {
    expect(powershell.read({ uri: 'file:///project/gateway.ps1', text: FULL }).facts.policyCommands).toEqual([]);
  });
});

describe('every value that a gateway takes', () => {
  test.each(ATTRIBUTES.flatMap((attribute) => valuesToWrite(attribute, 'azure').map((value) => [attribute, value] as const)))(
    '%s %s is read, written and read again',
    (attribute, value) => {
      const name = parameterFor(CMDLETS.newAzClientPolicy, attribute)?.name ?? '';
      const algorithm = algorithmFor(attribute, value, 'azure')?.id ?? '';
      expect(spell(attribute, algorithm, 'azure')).toBe(value);
      expect(written(`New-AzVpnClientIpsecPolicy -${name} wrong`, attribute, algorithm)).toBe(`New-AzVpnClientIpsecPolicy -${name} ${value}`);
      expect(written('New-AzVpnClientIpsecPolicy', attribute, algorithm)).toBe(`New-AzVpnClientIpsecPolicy -${name} ${value}`);
    },
  );

  test('and no other is written', () => {
    expect(written(FULL, 'EncryptionMethod', '3DES')).toBeUndefined();
    expect(written(FULL, 'AuthenticationTransformConstants', 'none')).toBeUndefined();
  });
});

describe('the cursor', () => {
  test('knows value and place', () => {
    const reading = powershell.read({ uri: 'file:///project/gateway.ps1', text: FULL });
    const offset = FULL.indexOf('DHGroup14') + 2;
    expect(powershell.subjectAt(reading, offset)).toMatchObject({ kind: 'algorithm', attribute: 'DHGroup', form: 'azure', text: 'DHGroup14' });
    expect(powershell.slotAt(reading, offset)).toMatchObject({ kind: 'algorithm', attribute: 'DHGroup', form: 'azure' });
  });
});
