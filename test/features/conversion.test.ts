import { describe, expect, test } from 'vitest';
import { BASELINES, type Suite } from '../../server/src/knowledge/baselines.ts';
import { ATTRIBUTES, espPartner, IPSEC, isGcm, spell, type AlgorithmId, type AttributeName } from '../../server/src/knowledge/ipsec.ts';
import { convertTo } from '../../server/src/features/conversion/convert.ts';
import type { Target } from '../../server/src/features/conversion/target.ts';
import { knownSuite } from '../../server/src/model/policy.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

/** Each value that a policy can have, in a suite that is otherwise the published minimum. */
const VALUES = ATTRIBUTES.flatMap((attribute) => IPSEC[attribute].algorithms.map(({ id }) => [attribute, id] as const));

/** The forms that a policy is carried through, and the name of a file of each. */
const FORMS = [
  ['client-cmdlet', 'client.ps1'],
  ['server-cmdlet', 'server.ps1'],
  ['azure', 'azure.ps1'],
  ['profilexml', 'profile.xml'],
] as const;

describe('every value of every form', () => {
  test.each(VALUES)('%s %s reads, writes and reads the same in each form that has it', (attribute, id) => {
    const suite = suiteWith(attribute, id);
    for (const [form, name] of FORMS) {
      const result = converted(serverScript(suite), 'server.ps1', form);
      if ('reason' in result) {
        expect(result.reason).toMatch(/^(ProfileXML|Azure) has no /);
        continue;
      }
      const text = form === 'profilexml' ? profileOf(result.text) : result.text;
      expect(suiteIn(text, name)).toEqual(suite);
      // Written once more in its own form it is the same text.
      expect(converted(text, name, form)).toMatchObject({ text: result.text });
    }
  });

  test('which form lacks what', () => {
    const lacking = VALUES.flatMap(([attribute, id]) => {
      const suite = suiteWith(attribute, id);
      const forms = FORMS.filter(([form]) => 'reason' in converted(serverScript(suite), 'server.ps1', form)).map(([form]) => form);
      return forms.length > 0 ? [`${attribute} ${id}: ${forms.join(', ')}`] : [];
    });
    expect(lacking).toMatchInlineSnapshot(`
      [
        "EncryptionMethod DES: azure",
        "EncryptionMethod 3DES: azure",
        "EncryptionMethod AES192: azure",
        "IntegrityCheckMethod MD5: azure",
        "IntegrityCheckMethod SHA1: azure",
        "DHGroup none: azure",
        "DHGroup dh1: azure",
        "CipherTransformConstants none: azure, profilexml",
        "CipherTransformConstants DES: azure",
        "CipherTransformConstants 3DES: azure",
        "CipherTransformConstants AES192: azure",
        "CipherTransformConstants AES192-GCM: azure",
        "AuthenticationTransformConstants none: azure, profilexml",
        "AuthenticationTransformConstants MD5: azure",
        "AuthenticationTransformConstants SHA1: azure",
        "AuthenticationTransformConstants AES192-GCM: azure",
        "PfsGroup dh1: azure",
      ]
    `);
  });
});

test('from ProfileXML to PowerShell, to Azure and back nothing is lost', () => {
  for (const { suite } of Object.values(BASELINES)) {
    const elements = ATTRIBUTES.map((attribute) => `<${attribute}>${spell(attribute, suite[attribute], 'profile-xml') ?? ''}</${attribute}>`).join('');
    const script = textOf(profileOf(`<CryptographySuite>${elements}</CryptographySuite>`), 'profile.xml', 'client-cmdlet');
    const azure = textOf(script, 'client.ps1', 'azure');
    const back = textOf(azure, 'azure.ps1', 'profilexml');
    expect(suiteIn(profileOf(back), 'profile.xml')).toEqual(suite);
  }
});

describe('a profile that is not well-formed', () => {
  const broken = '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile><Route></VPNProfile>';

  test.each(['intune', 'wmi-script'] as const)('is given as it stands for %s, and said to be refused', (form) => {
    const result = converted(broken, 'profile.xml', form);
    expect('notes' in result && result.notes).toContainEqual(
      'The profile is not well-formed XML and is given as it stands: Windows refuses it. Correct it first.',
    );
    const sound = converted(broken.replace('<Route>', ''), 'profile.xml', form);
    expect('notes' in sound && sound.notes.join(' ')).not.toContain('well-formed');
  });

  test("has no policy that is known, which is no script's doing", () => {
    expect(textOf(broken.replace('</NativeProtocolType>', ''), 'profile.xml', 'client-cmdlet')).toBe(
      'The profile cannot be read as far as its policy. Correct its XML first.',
    );
  });
});

function suiteWith(attribute: AttributeName, id: AlgorithmId): Suite {
  const partner = espPartner(attribute);
  return { ...BASELINES.minimum.suite, [attribute]: id, ...(partner && isGcm(id) && { [partner]: id }) };
}

function serverScript(suite: Suite): string {
  return `Set-VpnServerConfiguration -CustomPolicy ${ATTRIBUTES.map((attribute) => `-${attribute} ${spell(attribute, suite[attribute], 'server-cmdlet') ?? ''}`).join(' ')}\n`;
}

function profileOf(suite: string): string {
  return `<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType>${suite}</NativeProfile></VPNProfile>`;
}

function read(text: string, name: string): { workspace: Workspace; uri: string } {
  const workspace = new Workspace();
  const uri = `file:///project/${name}`;
  workspace.setFile({ uri, text });
  return { workspace, uri };
}

function suiteIn(text: string, name: string): Suite | undefined {
  const { workspace, uri } = read(text, name);
  const [policy] = workspace.partsOf(uri).flatMap(({ analysis }) => analysis.reading.facts.policies);
  return policy && knownSuite(policy);
}

function converted(text: string, name: string, to: Target) {
  const { workspace, uri } = read(text, name);
  return convertTo(workspace, uri, to, undefined);
}

function textOf(text: string, name: string, to: Target): string {
  const result = converted(text, name, to);
  return 'reason' in result ? result.reason : result.text;
}
