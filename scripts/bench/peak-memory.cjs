// Loaded into a process that is measured (node --require): at its end it writes the most memory that it ever held, in bytes.
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK, String(peak()));
});

/** Where the system tells it, without what the process had from its parent before it became itself. */
function peak() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
