import { describe, expect, test } from 'vitest';
import arm from '../../server/src/artefacts/arm-json/artefact.ts';
import type { AnyArtefact } from '../../server/src/artefacts/artefact.ts';
import bicep from '../../server/src/artefacts/bicep/artefact.ts';
import { applyEdits } from '../../server/src/core/edit.ts';
import { propertyName } from '../../server/src/knowledge/azure-resources.ts';
import { algorithmFor, ATTRIBUTES, IPSEC, type AttributeName } from '../../server/src/knowledge/ipsec.ts';
import { valuesToWrite } from '../../server/src/knowledge/cmdlets/azure.ts';
import type { IPsecPolicy } from '../../server/src/model/policy.ts';
import { fc } from '../support/properties.ts';
import { values } from '../support/slots.ts';

const BICEP = `@description('Group of main mode')
param dh string = 'DHGroup14'
@allowed([
  'PFS14'
  'ECP256'
])
param pfs string
var cipher = 'AES256'

// ikeEncryption was 'DES'
resource gateway 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = {
  name: 'gw-\${toLower('X')}'
  properties: {
    gatewayType: 'Vpn'
    vpnClientConfiguration: {
      vpnClientProtocols: [ 'IkeV2', 'OpenVPN' ]
      vpnClientIpsecPolicies: [
        {
          saLifeTimeSeconds: 86472
          saDataSizeKilobytes: 429497
          ipsecEncryption: 'AES256'
          ipsecIntegrity: 'SHA256' // both must be the same
          ikeEncryption: cipher
          ikeIntegrity: 'SHA384'
          dhGroup: dh
          pfsGroup: pfs
        }
      ]
    }
  }
}
`;

const ARM = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "dh": { "type": "string", "defaultValue": "DHGroup14" },
    "pfs": { "type": "string", "allowedValues": [ "PFS14", "ECP256" ] }
  },
  "variables": { "cipher": "AES256" },
  "resources": [
    {
      "type": "Microsoft.Network/virtualNetworkGateways",
      "apiVersion": "2023-09-01",
      "name": "gw",
      "properties": {
        "vpnClientConfiguration": {
          "vpnClientProtocols": [ "IkeV2", "OpenVPN" ],
          "vpnClientIpsecPolicies": [
            {
              "saLifeTimeSeconds": 86472,
              "saDataSizeKilobytes": 429497,
              "ipsecEncryption": "AES256", /* both must be the same */
              "ipsecIntegrity": "SHA256",
              "ikeEncryption": "[variables('cipher')]",
              "ikeIntegrity": "SHA384",
              "dhGroup": "[parameters('dh')]",
              "pfsGroup": "[parameters('pfs')]"
            }
          ]
        }
      }
    }
  ]
}
`;

type Form = readonly [title: string, artefact: AnyArtefact, whole: string, name: string];

const IN_BICEP: Form = ['Bicep', bicep, BICEP, 'gateway.bicep'];
const IN_JSON: Form = ['JSON', arm, ARM, 'gateway.json'];
const FORMS: readonly Form[] = [IN_BICEP, IN_JSON];

const READ =
  'EncryptionMethod=AES256 IntegrityCheckMethod=SHA384 DHGroup=? CipherTransformConstants=AES256 AuthenticationTransformConstants=SHA256 PfsGroup={parameter: dh14, dh19}';

const reading = ([, artefact, , name]: Form, text: string) => artefact.read({ uri: `file:///project/${name}`, text });
const policies = (form: Form, text: string): readonly IPsecPolicy[] => reading(form, text).facts.policies;

function written(form: Form, text: string, changes: readonly (readonly [AttributeName, string])[]): string | undefined {
  const read = reading(form, text);
  const [policy] = read.facts.policies;
  if (!policy) throw new Error(text);
  const edits = form[1].write(
    read,
    changes.map(([attribute, algorithm]) => ({ kind: 'set-algorithm', policy, attribute, algorithm })),
  );
  return edits && applyEdits(text, edits);
}

test.each([
  ['json', 'main.txt', ARM, true],
  ['jsonc', 'main.txt', ARM, true],
  ['arm-template', 'main.txt', ARM, true],
  ['plaintext', 'main.json', ARM, false],
  [undefined, 'main.JSONC', ARM, true],
  [undefined, 'main.json.bak', ARM, false],
  ['json', 'main.json', ARM.replace('deploymentTemplate', 'deploymentParameters'), false],
  ['json', 'main.json', ARM.replaceAll('Microsoft.Network/virtualNetworkGateways', 'Contoso.Network/gateways'), false],
  ['json', 'main.json', ARM.replaceAll('virtualNetworkGateways', 'VIRTUALNETWORKGATEWAYS'), true],
])('a template in %s, %s', (languageId, name, text, expected) => {
  expect(arm.recognises({ uri: `file:///project/${name}`, text, ...(languageId !== undefined && { languageId }) })).toBe(expected);
});

test('the statements of a template are its objects, and its comments are those of JSON with comments', () => {
  const text = ARM.replace('"variables"', '// of the gateway\n  "variables"');
  const read = reading(IN_JSON, text);
  const shown = (spans: readonly { readonly start: number; readonly end: number }[]): string[] => spans.map(({ start, end }) => text.slice(start, end));
  expect(shown(arm.comments(read as never))).toEqual(['// of the gateway', '/* both must be the same */']);
  expect(shown(arm.statements(read as never)).every((object) => /^\{[^]*\}$/.test(object))).toBe(true);
  expect(
    shown(arm.statements(read as never)).filter((object) => object.includes('"ikeEncryption"') && !object.includes('vpnClientIpsecPolicies')),
  ).toHaveLength(1);
});

describe.each(FORMS)('a gateway in %s', (...form) => {
  const [, artefact, whole, name] = form;
  /** A property with another value, as the notation writes it. */
  const with_ = (property: string, value: string): string =>
    whole.replace(
      new RegExp(`("?${property}"?: )("[^"]*"|'[^']*'|\\w+)`),
      (_, before: string) => before + (name.endsWith('.json') ? `"${value}"` : `'${value}'`),
    );

  test('is recognised by what it is about', () => {
    expect(artefact.recognises({ uri: `file:///project/${name}`, text: whole })).toBe(true);
    expect(artefact.recognises({ uri: 'file:///project/gateway.txt', text: whole })).toBe(false);
    expect(artefact.recognises({ uri: `file:///project/${name}`, text: whole.replaceAll('vpnClientIpsecPolicies', 'ipsecPolicies') })).toBe(false);
  });

  test('has its policy, with what variables and parameters say', () => {
    expect(policies(form, whole).map((policy) => [policy.side, policy.form, policy.kind, policy.tunnel, values(policy)])).toEqual([
      ['server', 'azure', 'custom', 'ikev2', READ],
    ]);
  });

  test('has its values at their places', () => {
    for (const { slots } of policies(form, whole)) {
      for (const attribute of ATTRIBUTES) {
        const slot = slots[attribute];
        for (const { value, at } of slot.state === 'known' ? [slot.written] : slot.state === 'possible' ? slot.values.map((each) => each.written) : [])
          expect(whole.slice(at.span.start, at.span.end)).toBe(value);
      }
    }
  });

  test.each([
    ['SSTP', 'other'],
    ['[concat(1)]', 'maybe-ikev2'],
  ])('that offers %s is for a tunnel that is %s', (protocol, tunnel) => {
    const text = whole.replace("'IkeV2', 'OpenVPN'", protocol.startsWith('[') ? 'concat(1)' : `'${protocol}'`).replace('"IkeV2", "OpenVPN"', `"${protocol}"`);
    expect(policies(form, text)[0]?.tunnel).toBe(tunnel);
  });

  test('between sites is none', () => {
    expect(policies(form, whole.replace('virtualNetworkGateways', 'connections'))).toEqual([]);
    expect(policies(form, whole.replace('vpnClientIpsecPolicies', 'ipsecPolicies'))).toEqual([]);
  });

  test('of Virtual WAN is read as well', () => {
    const text = name.endsWith('.json')
      ? '{"resources":[{"type":"Microsoft.Network/vpnServerConfigurations","properties":{"vpnProtocols":["IkeV2"],"vpnClientIpsecPolicies":[{"dhGroup":"ECP256"}]}}]}'
      : "resource wan 'Microsoft.Network/vpnServerConfigurations@2023-09-01' = { properties: { vpnProtocols: [ 'IkeV2' ], vpnClientIpsecPolicies: [ { dhGroup: 'ECP256' } ] } }";
    expect(policies(form, text).map((policy) => [policy.tunnel, values(policy)])).toEqual([['ikev2', 'DHGroup=dh19']]);
    expect(policies(form, whole.replace('virtualNetworkGateways', 'vpnServerConfigurations'))).toEqual([]);
  });

  test('accepts any of several policies', () => {
    const [object = ''] = /\{\s+"?saLifeTimeSeconds[\s\S]*?\}/.exec(whole) ?? [];
    const text = whole.replace(object, `${object}${name.endsWith('.json') ? ',' : ''}\n${object.replace('SHA384', 'SHA256')}`);
    const [first, second, ...more] = policies(form, text);
    expect(more).toEqual([]);
    expect(first?.proposals).toHaveLength(2);
    expect(second?.proposals).toEqual(first?.proposals);
    expect([first, second].map((policy) => policy?.slots.IntegrityCheckMethod)).toMatchObject([{ algorithm: 'SHA384' }, { algorithm: 'SHA256' }]);
  });

  test.each([
    ['dhGroup', 'DHGroup', 'DHGroup2048', 'known', 'dh14'],
    ['dhGroup', 'DHGroup', 'Group14', 'known', 'dh14'],
    ['ikeIntegrity', 'IntegrityCheckMethod', 'GCMAES256', 'unread', undefined],
    ['ikeIntegrity', 'IntegrityCheckMethod', 'SHA512', 'invalid', undefined],
    ['ikeIntegrity', 'IntegrityCheckMethod', '__HASH__', 'unread', undefined],
    ['ikeIntegrity', 'IntegrityCheckMethod', '', 'unread', undefined],
  ] as const)('with %s as %s %s is %s', (property, attribute, value, state, algorithm) => {
    const slot = policies(form, with_(property, value))[0]?.slots[attribute];
    expect(slot?.state).toBe(state);
    if (slot?.state === 'known') expect(slot.algorithm).toBe(algorithm);
  });

  test.each(ATTRIBUTES.flatMap((attribute) => valuesToWrite(attribute, 'azure').map((value) => [attribute, value] as const)))(
    'has %s %s read, written and read again',
    (attribute, value) => {
      const algorithm = algorithmFor(attribute, value, 'azure')?.id ?? '';
      expect(IPSEC[attribute].algorithms.some(({ id }) => id === algorithm)).toBe(true);
      const property = propertyName(attribute);
      const after = written(form, with_(property, 'wrong'), [[attribute, algorithm]]);
      expect(after).toBe(with_(property, value));
    },
  );

  test('gets what is missing on lines of its own', () => {
    const without = whole.replace(/^.*(?:dhGroup|pfsGroup).*\r?\n/gm, '').replace(/("SHA384"),/, '$1');
    const after = written(form, without, [
      ['DHGroup', 'dh19'],
      ['PfsGroup', 'dh14'],
    ]);
    const lines = name.endsWith('.json')
      ? ['              "ikeIntegrity": "SHA384",', '              "dhGroup": "ECP256",', '              "pfsGroup": "PFS14"', '            }']
      : ["          ikeIntegrity: 'SHA384'", "          dhGroup: 'ECP256'", "          pfsGroup: 'PFS14'", '        }'];
    expect(after).toContain(lines.join('\n'));
    expect(after && policies(form, after).map(values).join()).toContain('DHGroup=dh19');
  });

  test('keeps the name by bits of group 14', () => {
    const after = written(form, with_('dhGroup', 'DHGroup2048').replace(/("?pfsGroup"?: ).*/, name.endsWith('.json') ? '$1"None"' : "$1'None'"), [
      ['PfsGroup', 'dh14'],
    ]);
    expect(after).toContain('PFS2048');
  });

  test('is not changed where a variable or parameter has the value', () => {
    expect(written(form, whole, [['DHGroup', 'dh19']])).toBeUndefined();
    expect(written(form, whole, [['EncryptionMethod', 'AES128']])).toBeUndefined();
    expect(written(form, whole, [['AuthenticationTransformConstants', 'none']])).toBeUndefined();
  });

  test('knows the value under the cursor', () => {
    const offset = whole.indexOf('SHA384') + 1;
    expect(artefact.subjectAt(reading(form, whole), offset)).toMatchObject({ attribute: 'IntegrityCheckMethod', form: 'azure', text: 'SHA384' });
    expect(artefact.slotAt(reading(form, whole), offset)).toMatchObject({ attribute: 'IntegrityCheckMethod', form: 'azure' });
    expect(artefact.slotAt(reading(form, whole), 3)).toBeUndefined();
    // From the first letter to the place behind the last, and nowhere else around it.
    const start = whole.indexOf('SHA384');
    const known = Array.from({ length: 12 }, (_, index) => start - 3 + index).filter((at) => artefact.subjectAt(reading(form, whole), at) !== undefined);
    expect(known).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => start + index));
  });

  test('never states a wrong value while it is being typed', () => {
    const full = policies(form, whole)[0];
    for (let end = 0; end <= whole.length; end++) {
      for (const { slots } of policies(form, whole.slice(0, end))) {
        for (const attribute of ATTRIBUTES) {
          const slot = slots[attribute];
          if (slot.state === 'known') expect(slot).toMatchObject({ algorithm: (full?.slots[attribute] as { algorithm?: string }).algorithm });
          expect(slot.state).not.toBe('invalid');
          if (end < whole.lastIndexOf('pfsGroup')) expect(slot.state).not.toBe('absent');
        }
      }
    }
  });

  test('is read from any text without an error', () => {
    const pieces = [...whole.split(/(\W)/), "'''", '/*', '//', '${', '...', '[for', 'null', '{', '[', '(', '@'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), fc.nat(whole.length), (parts, cut) => {
        const text = whole.slice(0, cut) + parts.join('') + whole.slice(cut);
        const read = reading(form, text);
        for (const policy of read.facts.policies) artefact.write(read, [{ kind: 'set-algorithm', policy, attribute: 'DHGroup', algorithm: 'dh14' }]);
        artefact.subjectAt(read, cut);
        artefact.slotAt(read, cut);
      }),
      { numRuns: 200 },
    );
    for (const mark of ['{', '[', '(', "'", '"', '"a":[', 'a:{', '@', "'${"]) expect(() => policies(form, whole + mark.repeat(100_000))).not.toThrow();
  });
});

describe('Bicep', () => {
  const form = IN_BICEP;
  const policy = (entries: string, before = ''): string =>
    `${before}\nresource gw 'Microsoft.Network/virtualNetworkGateways@2023-09-01' = {\n  properties: {\n    vpnClientConfiguration: {\n      vpnClientIpsecPolicies: [\n        {\n${entries}\n        }\n      ]\n    }\n  }\n}\n`;

  test.each([
    ['a choice on one line', "dhGroup: old ? 'DHGroup2' : 'DHGroup14'"],
    ['a choice over lines', "dhGroup: old\n  ? 'DHGroup2'\n  : 'DHGroup14'"],
    ['a text with something filled in', "dhGroup: 'DHGroup${n}'"],
    ['a text of several lines', "dhGroup: '''DHGroup14'''"],
    ['a call', "dhGroup: toUpper('DHGroup14')"],
    ['a property', 'dhGroup: settings.dh'],
    ['a parameter without default', 'dhGroup: dh'],
    ['a parameter whose default a file of parameters may override', 'dhGroup: usual'],
    ['an unknown name', 'dhGroup: other'],
    ['nothing yet', 'dhGroup:'],
    ['two of it', "dhGroup: 'DHGroup14'\ndhGroup: 'DHGroup2'"],
    ['something spread in', '...common'],
  ])('with %s has an unknown group and no other', (_, entry) => {
    const text = policy(`${entry}\npfsGroup: 'PFS14'`, "param old bool = true\nparam dh string\nparam usual string = 'DHGroup14'");
    expect(policies(form, text).map(values).join()).toMatch(/^(?:\w+=\? )*DHGroup=\? (?:\w+=\? )*PfsGroup=dh14$/);
  });

  test('takes one line, conditions and loops', () => {
    const body = "{ properties: { vpnClientConfiguration: { vpnClientIpsecPolicies: [ { dhGroup: 'ECP256', pfsGroup: 'ECP256' } ] } } }";
    const head = "resource gw 'microsoft.network/virtualnetworkgateways@2023-09-01' =";
    for (const text of [
      `${head} ${body}`,
      `${head} if (deploy && !(a == b)) ${body}`,
      `${head} [for (g, i) in gws: ${body}]`,
      `${head} [for g in gws: if (g.on) ${body}]`,
    ])
      expect(policies(form, text).map(values)).toEqual(['DHGroup=dh19 PfsGroup=dh19']);
    expect(written(form, `${head} ${body}`, [['EncryptionMethod', 'AES256']])).toContain("pfsGroup: 'ECP256', ikeEncryption: 'AES256' }");
  });

  test('does not take a list that is worked out', () => {
    const text = policy('').replace(/\[\s+\{\s+\}\s+\]/, '[for p in (policies ?? []): { dhGroup: p.dhGroup }]');
    expect(policies(form, text).map(({ kind }) => kind)).toEqual(['unread']);
    expect(policies(form, policy('').replace(/\[\s+\{\s+\}\s+\]/, '[]'))).toEqual([]);
  });

  test('keeps a comment where it is', () => {
    const text = policy("          dhGroup: 'ECP256' // P-256");
    expect(written(form, text, [['PfsGroup', 'dh19']])).toContain("dhGroup: 'ECP256' // P-256\n          pfsGroup: 'ECP256'\n        }");
  });
});

describe('JSON', () => {
  const form = IN_JSON;

  test('with a nested deployment', () => {
    const { resources } = JSON.parse(ARM.replace(/\/\*.*?\*\//, '')) as { resources: unknown };
    const text = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: { nested: { type: 'Microsoft.Resources/deployments', properties: { template: { resources } } } },
    });
    expect(policies(form, text).map(values)).toEqual([
      'EncryptionMethod=? IntegrityCheckMethod=SHA384 DHGroup=? CipherTransformConstants=AES256 AuthenticationTransformConstants=SHA256 PfsGroup=?',
    ]);
  });

  test('with deployments in deployments, as deep as anybody would write them', () => {
    const { resources } = JSON.parse(ARM.replace(/\/\*.*?\*\//, '')) as { resources: unknown };
    const within = (depth: number): unknown =>
      depth === 0 ? resources : [{ type: 'Microsoft.Resources/deployments', properties: { template: { resources: within(depth - 1) } } }];
    const read = (depth: number): number =>
      policies(form, JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', resources: within(depth) }))
        .length;
    expect([0, 1, 2, 10, 11].map(read)).toEqual([1, 1, 1, 1, 0]);
  });

  test.each(['"[parameters(\'policies\')]"', 'null'])('with %s for its policies', (value) => {
    const text = ARM.replace(/"vpnClientIpsecPolicies": \[[\s\S]*?\n {10}\]/, `"vpnClientIpsecPolicies": ${value}`);
    expect(policies(form, text).map(({ kind }) => kind)).toEqual(value === 'null' ? [] : ['unread']);
  });

  test('keeps a comment where it is', () => {
    const text = ARM.replace(/,\s+"dhGroup"[\s\S]*?"pfsGroup".*/, ' // hash');
    expect(written(form, text, [['DHGroup', 'dh19']])).toContain('"ikeIntegrity": "SHA384", // hash\n              "dhGroup": "ECP256"\n');
  });
});

test('a comment without end ends with the text', () => {
  const text = '{ "type": "Microsoft.Network/virtualNetworkGateways", "vpnClientIpsecPolicies": [] } /*';
  expect(arm.comments(arm.read({ uri: 'file:///project/a.json', text }))).toEqual([{ start: text.length - 2, end: text.length }]);
});
