/**
 * A handler that finishes one item before it takes the next: what is handed in meanwhile, by the handler
 * itself or by whom it calls, waits for its turn.
 */
export const oneAtATime = <Item extends object>(
  handle: (item: Item) => void,
): ((item: Item) => void) => {
  const waiting: Item[] = [];
  let isBusy = false;
  return (item) => {
    waiting.push(item);
    if (isBusy) return;
    isBusy = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) handle(next);
    } finally {
      isBusy = false;
    }
  };
};
