/** @param {readonly number[]} values @param {number} share 0 to 1: 0.5 is the median */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export function median(values) {
  return percentile(values, 0.5);
}

/** How long some work takes, in milliseconds. @param {() => unknown} work */
async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * The median time of each piece of work in milliseconds. They take turns, so that a machine that is slow for a moment is
 * slow for all of them.
 * @param {number} rounds
 * @param {(() => unknown)[]} works
 */
export async function mediansInTurn(rounds, ...works) {
  const times = works.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) for (const [index, work] of works.entries()) times[index]?.push(await timed(work));
  return times.map(median);
}
