import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';

/**
 * What a product contains, as a bill of materials in the JSON of CycloneDX 1.6. `product` has `name`, `version`, `description`, `license`, `purl`, and `file` where
 * it is a single one, whose hash is then stated. It has no serial number and no time: from the same packages comes the same text.
 */
export function sbomOf({ name, group, version, description, license, purl, file }, packages) {
  const root = new Models.Component(Enums.ComponentType.Application, name, { group, version, description, purl, bomRef: purl, licenses: licencesOf(license) });
  if (file !== undefined) root.hashes.set(Enums.HashAlgorithm['SHA-256'], createHash('sha256').update(readFileSync(file)).digest('hex'));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: root }) });
  for (const each of packages) {
    const component = componentOf(each);
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** A package of npm as its purl says it. */
export function npmPurl(fullName, version) {
  const { scope, name } = splitName(fullName);
  return new PackageURL('npm', scope, name, version).toString();
}

/** The extension as its purl says it. */
export function extensionPurl(publisher, name, version) {
  return new PackageURL('vscode-extension', publisher, name, version).toString();
}

function componentOf({ name: fullName, version, license, author, description }) {
  const { scope: group, name } = splitName(fullName);
  const purl = npmPurl(fullName, version);
  return new Models.Component(Enums.ComponentType.Library, name, { group, version, author, description, purl, bomRef: purl, licenses: licencesOf(license) });
}

function splitName(fullName) {
  const [, scope, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(fullName);
  return { scope, name };
}

function licencesOf(license) {
  return new Models.LicenseRepository(
    license === undefined ? [] : [/[ ()]/.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license)],
  );
}
