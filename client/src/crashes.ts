/** So many crashes within the time below are outlived; one more is too many. */
const MOST = 4;

/** In milliseconds. */
const WITHIN = 3 * 60_000;

/** What a crash of the server leads to. */
export type AfterCrash = 'restart-and-tell' | 'restart' | 'give-up';

/** Decides what follows when the server ends that nobody has told to. The user hears of the first crash, and when it is given up; the log has all of them. */
export class Crashes {
  #times: readonly number[] = [];
  #isTold = false;

  /** @param now when it crashed, in milliseconds */
  add(now: number): AfterCrash {
    this.#times = [...this.#times.filter((time) => now - time <= WITHIN), now];
    if (this.#times.length > MOST) return 'give-up';
    if (this.#isTold) return 'restart';
    this.#isTold = true;
    return 'restart-and-tell';
  }
}
