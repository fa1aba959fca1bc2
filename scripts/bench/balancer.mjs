// Measures a large configuration of a load balancer, in a process of its own so that its memory is that of this work alone.
// Usage: node scripts/bench/balancer.mjs BUNDLE MEGABYTES ROUNDS [citrix-adc | peer FOLDER]; prints milliseconds for reading and checking, and the most memory ever held in bytes.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { argv, resourceUsage, stdout } from 'node:process';
import { pathToFileURL } from 'node:url';
import { bigipConf } from './bigip.mjs';
import { nsConf } from './citrix-adc.mjs';

const [, , bundle = '', megabytes = '', rounds = '1', what, peer = ''] = argv;
const [name, make] = what === 'citrix-adc' ? ['ns.conf', nsConf] : ['bigip.conf', bigipConf];
const text = make(Number(megabytes));
const times = what === 'peer' ? await theirs() : await ours();
stdout.write(JSON.stringify({ milliseconds: Math.min(...times), bytes: resourceUsage().maxRSS * 1024, text: text.length }));

async function ours() {
  const { Workspace } = await import(pathToFileURL(bundle).href);
  return Array.from({ length: Number(rounds) }, () => {
    const start = performance.now();
    const workspace = new Workspace();
    const uri = `file:///bench/${name}`;
    // A text of its own each time, so that nothing that an engine keeps of one is there for the next.
    workspace.setFile({ uri, text: ` ${text}`.slice(1) });
    const found = workspace.findings(uri).length;
    if (found === 0) throw new Error('The bench has lost its findings.');
    return performance.now() - start;
  });
}

/** Reads the same text with f5-corkscrew. */
async function theirs() {
  const { default: BigipConfig } = createRequire(import.meta.url)(join(peer, 'dist/ltm'));
  const start = performance.now();
  await new BigipConfig().parseConf({ fileName: 'bigip.conf', size: text.length, content: text });
  return [performance.now() - start];
}
