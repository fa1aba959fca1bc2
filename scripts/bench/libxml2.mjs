// Validates all profiles of a folder with libxml2 as WebAssembly, in one process. Usage: node scripts/bench/libxml2.mjs SCHEMA FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { profilesBelow } from './check.mjs';

const [, , schema = '', folder = ''] = argv;
xmlRegisterFsInputProviders();
const document = XmlDocument.fromBuffer(readFileSync(schema), { url: pathToFileURL(schema).href });
const validator = XsdValidator.fromDoc(document);
let invalid = 0;
for (const path of profilesBelow(folder)) {
  const profile = XmlDocument.fromBuffer(readFileSync(join(folder, path)));
  try {
    validator.validate(profile);
  } catch {
    invalid++;
  }
  profile.dispose();
}
stdout.write(`${invalid} are not valid\n`);
