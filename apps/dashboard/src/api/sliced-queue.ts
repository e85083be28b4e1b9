/** Work that is done bit by bit, so that nothing else has to wait for all of it. */
export interface SlicedQueue<Item> {
  push(items: readonly Item[]): void;
  /** Calls back, once, as soon as all that was pushed so far is done. */
  onceEmpty(callback: () => void): void;
  stop(): void;
}

interface SlicedQueueOptions<Item> {
  /** What comes within this time after the first is done together. */
  readonly delayMs: number;
  readonly take: (items: readonly Item[]) => void;
  /** After each slice. */
  readonly onSlice: (isDone: boolean) => void;
}

/** About a frame's worth: whoever scrolls or types meanwhile notices nothing. */
const SLICE_MS = 10;
/** So many are taken before the clock is looked at. */
const TOGETHER = 1_024;

export const createSlicedQueue = <Item>({
  delayMs,
  take,
  onSlice,
}: SlicedQueueOptions<Item>): SlicedQueue<Item> => {
  let waiting: (readonly Item[])[] = [];
  /** How many of the first batch are done. */
  let offset = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let callbacks: (() => void)[] = [];
  const work = () => {
    timer = undefined;
    const until = performance.now() + SLICE_MS;
    while (waiting.length > 0 && performance.now() < until) {
      const batch = waiting[0] as readonly Item[];
      take(batch.slice(offset, offset + TOGETHER));
      offset += TOGETHER;
      if (offset < batch.length) continue;
      waiting.shift();
      offset = 0;
    }
    const isDone = waiting.length === 0;
    onSlice(isDone);
    if (!isDone) timer ??= setTimeout(work, 0);
    else tellEmpty();
  };
  const tellEmpty = () => {
    const told = callbacks;
    callbacks = [];
    for (const callback of told) callback();
  };
  return {
    push: (items) => {
      if (items.length === 0) return;
      waiting.push(items);
      timer ??= setTimeout(work, items.length > TOGETHER ? 0 : delayMs);
    },
    onceEmpty: (callback) => {
      callbacks.push(callback);
      if (waiting.length === 0) tellEmpty();
    },
    stop: () => {
      clearTimeout(timer);
      waiting = [];
      callbacks = [];
    },
  };
};
