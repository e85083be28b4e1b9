import { addressKey } from '../gateway/limits/address-key.ts';
import type { Limits } from '../limits.ts';
import { RefusedError } from '../routes/refused-error.ts';

/** Guards a slow check of tokens against those who guess. */
export interface WrongTokens {
  /**
   * Runs the check, unless the address has had too many wrong tokens or has too many checks going on.
   * @throws {RefusedError}
   */
  check(address: string | undefined, isRight: () => Promise<boolean>): Promise<boolean>;
}

interface Guesser {
  wrong: number;
  checking: number;
  /** Unix ms; the wrong ones are forgotten then. */
  endsAt: number;
}

const MINUTE_MS = 60_000;
/** So many addresses are remembered; beyond them those that came first are forgotten. */
const REMEMBERED = 20_000;

export const createWrongTokens = (
  {
    wrongTokensPerMinute,
    maxTokenChecksPerAddress,
  }: Pick<Limits, 'wrongTokensPerMinute' | 'maxTokenChecksPerAddress'>,
  now: () => number,
): WrongTokens => {
  const guessers = new Map<string, Guesser>();
  const guesserOf = (address: string | undefined): Guesser => {
    const key = addressKey(address);
    const known = guessers.get(key);
    if (known !== undefined && (known.checking > 0 || known.endsAt > now())) return known;
    const guesser = { wrong: 0, checking: 0, endsAt: now() + MINUTE_MS };
    guessers.delete(key);
    guessers.set(key, guesser);
    const [first] = guessers.keys();
    if (guessers.size > REMEMBERED && first !== undefined) guessers.delete(first);
    return guesser;
  };
  return {
    check: async (address, isRight) => {
      const guesser = guesserOf(address);
      // What is being checked may be wrong as well.
      const isSpent = guesser.wrong + guesser.checking >= wrongTokensPerMinute;
      if (isSpent || guesser.checking >= maxTokenChecksPerAddress) {
        throw new RefusedError('too-many-requests');
      }
      guesser.checking++;
      try {
        const right = await isRight();
        if (!right) guesser.wrong++;
        return right;
      } finally {
        guesser.checking--;
      }
    },
  };
};
