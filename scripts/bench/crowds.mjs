import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check } from './command-line.mjs';
import { oneProfile, oneServer } from './fleet.mjs';

/** Ten times as many as few. What grows with the square of the number shows, beside what a start costs. */
const [FEW, MANY] = [100, 1000];

const REGISTRY = `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2]
"EnableServerFragmentation"=dword:00000001
`;

/** Without persistence, so that there is something to say of each. */
const BALANCER = `ltm virtual /Common/vpn {
    destination /Common/203.0.113.10:500
    ip-protocol udp
    pool /Common/vpn
}
ltm pool /Common/vpn {
    members {
        /Common/10.0.0.5:500 {
            address 10.0.0.5
        }
    }
}
`;

const PROFILE = oneProfile(3000);
const SERVER = oneServer();

/** What so many files are that bear on each other, by the name of the measure: their texts by their paths. @type {Record<string, (count: number) => Record<string, string>>} */
const CROWDS = {
  'scripts-of-one-folder': (count) => ({ ...each(count, (index) => ({ [`server-${index}.ps1`]: SERVER })), 'profile.xml': PROFILE }),
  'registry-files-of-one-folder': (count) => ({ ...each(count, (index) => ({ [`server-${index}.reg`]: REGISTRY })), 'profile.xml': PROFILE }),
  'deployments-of-one-project': (count) => ({ ...each(count, (index) => customer(index, {})), 'aovpn.json': JSON.stringify({ deployments: named(count) }) }),
  'balancers-of-customers': (count) => each(count, (index) => customer(index, { 'lb/bigip.conf': BALANCER })),
};

/**
 * How many times as long a check takes of ten times as many files that bear on each other.
 * @param {import('../bench.mjs').Context} context
 */
export async function crowds({ folder }) {
  /** @type {Record<string, number>} */
  const ratios = {};
  for (const [name, texts] of Object.entries(CROWDS)) {
    const [few = Number.NaN, many = Number.NaN] = [await checkTime(join(folder, 'few'), texts(FEW)), await checkTime(join(folder, 'many'), texts(MANY))];
    ratios[name] = many / few;
  }
  return ratios;
}

/** @param {string} folder @param {Record<string, string>} texts */
async function checkTime(folder, texts) {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // In one thread: few files are read in one anyway.
  const { milliseconds } = await check(folder, ['--threads', '1']);
  rmSync(folder, { recursive: true });
  return milliseconds;
}

/** @param {number} count @param {(index: number) => Record<string, string>} make */
function each(count, make) {
  return Object.assign({}, ...Array.from({ length: count }, (_, index) => make(index)));
}

/** @param {number} index @param {Record<string, string>} more */
function customer(index, more) {
  const texts = { 'client/profile.xml': PROFILE.replaceAll('contoso', `customer${index}`), 'server/rras.ps1': SERVER, ...more };
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`customer-${index}/${path}`, text]));
}

/** @param {number} count */
function named(count) {
  return Array.from({ length: count }, (_, index) => ({
    name: `customer-${index}`,
    clients: [`customer-${index}/client/**`],
    servers: [`customer-${index}/server/**`],
  }));
}
