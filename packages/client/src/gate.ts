/** Lets callers wait for a condition that comes and goes. */
interface Gate {
  open(): void;
  shut(): void;
  /**
   * Resolves while the gate is open.
   * @throws the signal's reason when it aborts first.
   */
  pass(signal: AbortSignal): Promise<void>;
}

export const createGate = (): Gate => {
  let isOpen = false;
  const waiting = new Set<() => void>();
  return {
    open: () => {
      isOpen = true;
      for (const resume of [...waiting]) resume();
    },
    shut: () => {
      isOpen = false;
    },
    pass: (signal) =>
      new Promise((resolve, rejectPass) => {
        signal.throwIfAborted();
        if (isOpen) return resolve();
        const settle = () => {
          waiting.delete(settle);
          signal.removeEventListener('abort', settle);
          if (signal.aborted) rejectPass(signal.reason);
          else resolve();
        };
        waiting.add(settle);
        signal.addEventListener('abort', settle);
      }),
  };
};
