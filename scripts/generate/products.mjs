import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';

/** A snippet file in VS Code's format. */
export function snippetFile(snippets, language) {
  const own = snippets.filter((snippet) => snippet.language === language);
  return `${JSON.stringify(Object.fromEntries(own.map(({ title, prefix, description, body }) => [title, { prefix, description, body }])), null, 2)}\n`;
}

/** The README with its two generated tables; `undefined` while there is none. Missing markers are a defect that `complain` hears of. */
export function readme(root, { RULES, ARTEFACTS, markdown: { code, lightly, table } }, complain) {
  const path = join(root, 'README.md');
  if (!existsSync(path)) return undefined;
  const tables = {
    rules: table(
      ['rule', 'severity', 'what it reports'],
      RULES.map(({ id, severity, title }) => [`[${id}](docs/rules/${id}.md)`, severity, lightly(title)]),
    ),
    artefacts: table(
      ['what', 'recognised by', 'language ids'],
      ARTEFACTS.map((artefact) => [artefact.title, recognisedBy(artefact, code), artefact.languageIds.map(code).join(', ')]),
    ),
  };
  let text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  for (const [name, content] of Object.entries(tables)) {
    const between = new RegExp(`(<!-- ${name}:start -->)[\\s\\S]*?(<!-- ${name}:end -->)`);
    if (!between.test(text)) complain(`README.md has no <!-- ${name}:start --> and <!-- ${name}:end -->.`);
    text = text.replace(between, (_, start, end) => `${start}\n\n${content}\n\n${end}`);
  }
  return text;
}

/** By its names alone, or by its content as well where a file of such a name need not be one. */
function recognisedBy(artefact, code) {
  const names = artefact.fileNames.map(code).join(', ');
  const byName = artefact.fileNames.some((name) => artefact.recognises({ uri: `file:///${name.startsWith('.') ? `x${name}` : name}`, text: '' }));
  if (byName) return names;
  return names === '' ? 'its content' : `${names}, by its content`;
}

/** In front of the key of a setting, in the texts of the manifest. */
const SETTING = 'setting.';

/** The English texts of the manifest with the descriptions of the settings; those that are written by hand stay as they are. */
export function packageNls(root, settings) {
  const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  const byHand = Object.entries(texts).filter(([key]) => !key.startsWith(SETTING));
  const generated = settings.flatMap(({ key, description, enum: values, enumDescriptions }) => [
    [nameOf(key), description],
    ...(enumDescriptions ? values.map((value, index) => [`${nameOf(key)}.${value}`, enumDescriptions[index]]) : []),
  ]);
  return `${JSON.stringify(Object.fromEntries([...byHand, ...generated]), null, 2)}\n`;
}

/** `aovpn.codeLens.enabled` is `setting.codeLens.enabled`. */
function nameOf(key) {
  return `${SETTING}${key.slice(key.indexOf('.') + 1)}`;
}

/** `package.json` with the settings of the table, described by the keys of `package.nls.json`; everything else stays as it is. */
export function packageJson(root, settings) {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  if (!settings) return text;
  const manifest = JSON.parse(text);
  const configuration = { title: manifest.displayName, properties: Object.fromEntries(settings.map((setting) => [setting.key, settingSchema(setting)])) };
  if (isDeepStrictEqual(manifest.contributes?.configuration, configuration)) return text;
  return applyEdits(text, modify(text, ['contributes', 'configuration'], configuration, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }));
}

function settingSchema({ key, type, default: value, minimum, enum: values, enumDescriptions, scope }) {
  return {
    type,
    default: value,
    ...(minimum !== undefined && { minimum }),
    ...(values && { enum: [...values] }),
    ...(enumDescriptions && { markdownEnumDescriptions: values.map((each) => `%${nameOf(key)}.${each}%`) }),
    scope,
    markdownDescription: `%${nameOf(key)}%`,
  };
}
