import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefactsIndex, listArtefacts, listRules, rulesIndex } from '../generate/listings.mjs';
import { loadProduct } from '../generate/load.mjs';

/**
 * Markdown about the published configurations of load balancers: how much of each file is understood, and what is found in it.
 * @param {string} root of the project @param {string} folder that holds `C` (BIG-IP) and `D` (Citrix ADC)
 */
export async function balancersSection(root, folder) {
  const product = await loadProduct(root, {
    'rules/index.ts': rulesIndex(listRules(root)),
    'artefacts/index.ts': artefactsIndex(listArtefacts(root)),
  });
  const rows = ['C', 'D'].flatMap((part) =>
    readdirSync(join(folder, part))
      .sort()
      .map((name) => row(product, name, readFileSync(join(folder, part, name), 'utf8'))),
  );
  const read = rows.filter(({ product: make }) => make !== undefined);
  const count = (make) => read.filter(({ product: each }) => each === make).length;
  const together = (make) => {
    const files = read.filter(({ product: each }) => each === make);
    return percent(files.reduce((sum, { share, size }) => sum + share * size, 0) / files.reduce((sum, { size }) => sum + size, 0));
  };
  return `## Load balancers

${rows.length} published configurations: ${count('F5')} are recognised as BIG-IP and ${count('Citrix ADC')} as Citrix ADC; the other ${rows.length - read.length} hold no objects of a load balancer. "Understood" is the share of the text that stands in a known statement. Printing what was read gives the same bytes for every file. Of all characters together, ${together('F5')} of BIG-IP and ${together('Citrix ADC')} of Citrix ADC are understood.
What is not understood are commands of one \`ns.conf\` that were broken into several lines, and a line of prose in two test files.

| file | product | characters | understood | findings |
|---|---|---|---|---|
${read.map(({ name, product: make, size, share, found }) => `| \`${name}\` | ${make} | ${size} | ${percent(share)} | ${found} |`).join('\n')}`;
}

function row(product, name, text) {
  const file = { uri: `file:///study/${encodeURIComponent(name)}.conf`, text };
  const workspace = new product.Workspace();
  workspace.setFile(file);
  const id = workspace.analysisOf(file.uri)?.artefact.id;
  const shown = name.replaceAll('__', '/');
  if (id !== 'f5' && id !== 'citrix-adc') return { name: shown };
  const share = id === 'f5' ? product.coverage(product.parseF5(text)) : 1 - unread(product, text) / text.length;
  const found = workspace.findings(file.uri).map(({ rule, at }) => `[${rule.id}](rules/${rule.id}.md) line ${text.slice(0, at.span.start).split('\n').length}`);
  return {
    name: shown,
    product: id === 'f5' ? 'F5' : 'Citrix ADC',
    size: text.length,
    share,
    found: found.join(', '),
  };
}

/** Rounded down, so that 100 % is the whole. @param {number} share */
function percent(share) {
  return `${Math.floor(share * 10_000) / 100} %`;
}

function unread({ parseDocument }, text) {
  const lines = parseDocument(text).lines.filter(({ kind }) => kind === 'unread');
  return lines.reduce((sum, { start, end }) => sum + end - start, 0);
}
