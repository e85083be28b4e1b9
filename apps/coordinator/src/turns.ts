/** Work that is done one piece after the other. */
export interface Turns {
  /** A piece that fails stops nobody behind it. */
  take<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Resolves when everything that was taken so far is done. */
  settled(): Promise<unknown>;
}

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (work) => {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
    settled: () => last,
  };
};
