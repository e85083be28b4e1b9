/** Something that is to happen at a virtual time, in ms. */
export interface Timed {
  readonly at: number;
}

/** What happens next; what is due at the same time comes in the order in which it was added. */
export interface EventQueue<Item extends Timed> {
  add(item: Item): void;
  /** Takes the earliest item out; undefined when there is none. */
  next(): Item | undefined;
  /** Everything that waits, in the order in which it will come. */
  waiting(): Item[];
}

interface Entry<Item> {
  readonly item: Item;
  readonly rank: number;
}

const isBefore = <Item extends Timed>(a: Entry<Item>, b: Entry<Item>): boolean =>
  a.item.at < b.item.at || (a.item.at === b.item.at && a.rank < b.rank);

/** A binary heap: thousands of clients wait for their turns. */
export const createEventQueue = <Item extends Timed>(
  items: readonly Item[] = [],
): EventQueue<Item> => {
  const heap: Entry<Item>[] = [];
  let ranks = 0;

  const rise = (start: number): void => {
    for (let child = start; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isBefore(heap[child] as Entry<Item>, heap[parent] as Entry<Item>)) return;
      swap(child, parent);
      child = parent;
    }
  };
  const sink = (): void => {
    for (let parent = 0; ; ) {
      let first = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        const entry = heap[child];
        if (entry && isBefore(entry, heap[first] as Entry<Item>)) first = child;
      }
      if (first === parent) return;
      swap(first, parent);
      parent = first;
    }
  };
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b] as Entry<Item>, heap[a] as Entry<Item>];
  };
  const add = (item: Item): void => {
    heap.push({ item, rank: ranks++ });
    rise(heap.length - 1);
  };
  for (const item of items) add(item);
  return {
    add,
    next: () => {
      const [first] = heap;
      const last = heap.pop();
      if (heap.length > 0 && last) {
        heap[0] = last;
        sink();
      }
      return first?.item;
    },
    waiting: () => [...heap].sort((a, b) => (isBefore(a, b) ? -1 : 1)).map(({ item }) => item),
  };
};
