/** The longest that somebody who is to rest waits for answers to what was said before. */
const PATIENCE_MS = 2_000;

/** Lets a connection rest and wake, one after the other, in the order in which it was asked for. */
interface Rests {
  /** Notes something that must have been heard before the connection may end. */
  said(answered: Promise<unknown>): void;
  rest(): void;
  wake(): void;
  /** Whatever was asked for before comes to nothing. */
  close(): void;
}

/**
 * A socket that hangs up at once takes what was just said with it: the other side drops what it has not handled.
 * So a rest begins when all has been answered, or after a moment.
 */
export const restAfterSaid = ({
  hangUp,
  connect,
}: {
  readonly hangUp: () => void;
  readonly connect: () => void;
}): Rests => {
  const unanswered = new Set<Promise<unknown>>();
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  const next = (act: () => void) => {
    last = last.then(() => (isClosed ? undefined : act()));
  };
  return {
    said: (answered) => {
      unanswered.add(answered);
      const forget = () => void unanswered.delete(answered);
      answered.then(forget, forget);
    },
    rest: () => {
      last = last.then(() => settledWithin(PATIENCE_MS, [...unanswered]));
      next(hangUp);
    },
    wake: () => next(connect),
    close: () => {
      isClosed = true;
      hangUp();
    },
  };
};

const settledWithin = async (ms: number, promises: readonly Promise<unknown>[]): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(promises), patience]);
  clearTimeout(timer);
};
