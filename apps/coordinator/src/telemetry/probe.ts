import type { Storage } from '../storage/storage.ts';

/** A database that takes longer than this to say 1 is as good as gone. */
const LIMIT_MS = 2_000;

/** Asks the database for a sign of life. */
export const isAnswering = async (storage: Pick<Storage, 'probe'>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LIMIT_MS);
  });
  const answer = storage.probe().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
};
