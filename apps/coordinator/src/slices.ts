/** Work in the order in which it came, a little of it in each turn of the event loop. */
export interface Slices {
  add(work: () => void): void;
  /** What has not been done is not wanted any more. */
  close(): void;
}

/** After so long others get their turn. */
const SLICE_MS = 8;

/** Keeps a round's hundreds of messages from holding up everybody's heartbeat. Work must not throw. */
export const createSlices = (): Slices => {
  let waiting: (() => void)[] = [];
  let done = 0;
  let turn: NodeJS.Immediate | null = null;
  const work = (): void => {
    turn = null;
    const until = performance.now() + SLICE_MS;
    while (done < waiting.length && performance.now() < until) waiting[done++]?.();
    if (done < waiting.length) turn = setImmediate(work);
    else [waiting, done] = [[], 0];
  };
  return {
    add: (piece) => {
      waiting.push(piece);
      turn ??= setImmediate(work);
    },
    close: () => {
      if (turn) clearImmediate(turn);
      [waiting, done, turn] = [[], 0, null];
    },
  };
};
