import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/** Microsoft's schema of ProfileXML. It lies beside the project, and is not everywhere. */
export const XSD = fileURLToPath(new URL('../../../shared/facts/data/ProfileXML-ddf-2025-02.xsd', import.meta.url));
export const hasSchema = existsSync(XSD);

export const EAP = 'http://www.microsoft.com/provisioning/EapHostConfig';

/** Validates documents by Microsoft's schema. Where that is not there, it takes everything. */
export class ProfileSchema {
  readonly #validator = hasSchema ? XsdValidator.fromDoc(XmlDocument.fromString(schema())) : undefined;

  isValid(xml: string): boolean {
    const document = XmlDocument.fromString(xml);
    try {
      this.#validator?.validate(document);
      return true;
    } catch {
      return false;
    } finally {
      document.dispose();
    }
  }

  dispose(): void {
    this.#validator?.dispose();
  }
}

/**
 * The schema that Windows ships for EAP is not at hand: any content is taken, since this is about what is around it. The
 * schema is read from memory, so it is put in place of the import.
 */
function schema(): string {
  return readFileSync(XSD, 'utf8')
    .replace(/<xs:element [^>]*ref="q1:EapHostConfig"\s*\/>/, `<xs:any namespace="${EAP}" processContents="skip" />`)
    .replace(/<xs:import[^>]*\/>/, '');
}
