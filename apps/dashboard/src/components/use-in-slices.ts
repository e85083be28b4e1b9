import { useEffect, useRef, useState } from 'react';

/** About half a frame: typing and scrolling go on. */
const SLICE_MS = 8;

interface Progress<Item, Result> {
  readonly items: readonly Item[];
  readonly results: readonly Result[];
}

/**
 * Maps a long list little by little, so that the page stays quick. What it had of the same items before is kept, so
 * a list that grows costs its new items only.
 * @param map a pure function, the same one every time
 */
export const useInSlices = <Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): { readonly results: readonly Result[]; readonly isDone: boolean } => {
  const [progress, setProgress] = useState<Progress<Item, Result>>({ items: [], results: [] });
  const latest = useRef(progress);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const work = () => {
      const { items: before, results } = latest.current;
      const same = commonLength(before, items);
      const next = results.slice(0, same);
      const until = performance.now() + SLICE_MS;
      while (next.length < items.length && performance.now() < until) {
        next.push(map(items[next.length] as Item));
      }
      latest.current = { items: items.slice(0, next.length), results: next };
      setProgress(latest.current);
      if (next.length < items.length) timer = setTimeout(work, 0);
    };
    work();
    return () => clearTimeout(timer);
  }, [items, map]);
  return { results: progress.results, isDone: progress.results.length >= items.length };
};

/** Lists grow at their end, so it is enough to look there first. */
const commonLength = <Item>(a: readonly Item[], b: readonly Item[]): number => {
  let length = Math.min(a.length, b.length);
  while (length > 0 && a[length - 1] !== b[length - 1]) length--;
  return length;
};
