/** What may have changed since somebody looked last. */
export interface View {
  /** What has been touched since this was asked last. */
  take(): ReadonlySet<string>;
  /** Resolves when something may have changed since `take` was called last, at once where that is so already. */
  change(): Promise<void>;
  close(): void;
}

/** Hands out what has been touched to several who look at their own pace: what one has taken is still news to the others. */
export class Touched {
  readonly #source: () => ReadonlySet<string>;
  readonly #views = new Set<Set<string>>();
  #waiting: (() => void)[] = [];
  #changes = 0;

  /** @param source returns what has been touched since it was called last */
  constructor(source: () => ReadonlySet<string>) {
    this.#source = source;
  }

  /** A new view, to which what is touched from now on is news. */
  open(): View {
    const mine = new Set<string>();
    let seen = this.#changes;
    this.#views.add(mine);
    return {
      take: () => {
        seen = this.#changes;
        for (const uri of this.#source()) for (const view of this.#views) view.add(uri);
        const taken = new Set(mine);
        mine.clear();
        return taken;
      },
      change: async () => {
        if (seen === this.#changes) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      },
      close: () => {
        this.#views.delete(mine);
      },
    };
  }

  /** Makes news of one that nothing has happened to. */
  touch(uri: string): void {
    for (const view of this.#views) view.add(uri);
  }

  /** Has everybody who waits look again. */
  changed(): void {
    this.#changes++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
