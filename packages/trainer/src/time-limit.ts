/**
 * Waits for work at most so long. The signal tells the work that nobody waits for it any more.
 * @throws an Error with `message` when the time is up.
 */
export const withTimeLimit = async <T>(
  limitMs: number,
  message: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const expiry = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(message);
      expiry.abort(reason);
      reject(reason);
    }, limitMs);
  });
  try {
    return await Promise.race([work(expiry.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
};
