import { describe, expect, test } from 'vitest';
import { REGISTRY } from '../../server/src/knowledge/registry.ts';
import { accepted, labels, offered } from '../support/completions.ts';

const IKEV2 = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';

describe('a registry write in PowerShell', () => {
  test('the keys of the table are offered, in the quotes that are there or in new ones', () => {
    const keys = labels('=== server.ps1\nNew-ItemProperty -Path ⟦⟧');
    expect(keys).toHaveLength(new Set(REGISTRY.map(({ key }) => key)).size);
    expect(keys[0]).toBe(IKEV2);
    expect(accepted('=== server.ps1\nNew-ItemProperty -Path ⟦⟧', IKEV2)).toBe(`New-ItemProperty -Path '${IKEV2}'`);
    expect(accepted("=== server.ps1\nSet-ItemProperty -LiteralPath 'HKLM:\\S⟦⟧' -Value 1", IKEV2)).toBe(`Set-ItemProperty -LiteralPath '${IKEV2}' -Value 1`);
  });

  test('the drive or the provider is spelled as it has been begun', () => {
    const provider = IKEV2.replace('HKLM:', 'Registry::HKEY_LOCAL_MACHINE');
    expect(labels("=== server.ps1\nNew-ItemProperty -Path 'Registry::⟦⟧'")[0]).toBe(provider);
    expect(labels("=== server.ps1\nNew-ItemProperty -Path 'Registry::HKLM\\⟦⟧'")[0]).toBe(IKEV2.replace('HKLM:', 'Registry::HKLM'));
    expect(labels("=== server.ps1\nNew-ItemProperty -Path 'hklm:\\⟦⟧'")[0]).toBe(IKEV2);
  });

  test('no values for the same key of another hive', () => {
    expect(labels(`=== server.ps1\nNew-ItemProperty -Path '${IKEV2.replace('HKLM', 'HKCU')}' -Name ⟦⟧`)).toEqual([]);
  });

  test('only the key of a value that is named already', () => {
    expect(labels('=== server.ps1\nNew-ItemProperty -Name CertAuthFlags -Path ⟦⟧')).toEqual([IKEV2]);
  });

  test('the values of the key, with what they are', () => {
    const { items } = offered(`=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name ⟦⟧ -Force`);
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['EnableServerFragmentation', 'server, DWord'],
      ['CertAuthFlags', 'server, DWord'],
    ]);
    expect(items[1]?.documentation).toContain('Without it a revoked device tunnel certificate still connects');
  });

  test('no values for a key that nothing is known about, each name once where no key is stated', () => {
    expect(labels("=== server.ps1\nNew-ItemProperty -Path 'HKLM:\\SOFTWARE\\Fabrikam' -Name ⟦⟧")).toEqual([]);
    const names = labels('=== server.ps1\nRemove-ItemProperty -Path $path -Name ⟦⟧');
    expect(names).toEqual([...new Set(REGISTRY.map(({ name }) => name))]);
  });

  test('the data of the value, with its meaning', () => {
    const { items } = offered(`=== server.ps1\nNew-ItemProperty -Path '${IKEV2}' -Name CertAuthFlags -PropertyType DWord -Value ⟦⟧`);
    expect(items.map(({ label, documentation }) => [label, documentation])).toEqual([
      ['4', '4 = revoked machine certificates are refused'],
      ['0', '4 = revoked machine certificates are refused'],
    ]);
    expect(labels('=== server.ps1\nNew-ItemProperty -Path $path -Name Fabrikam -Value ⟦⟧')).toEqual([]);
    expect(labels('=== server.ps1\nNew-ItemProperty -Path $path -Value ⟦⟧')).toEqual([]);
  });
});
