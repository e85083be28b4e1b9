/** Lets a few in at a time, in the order in which they came. */
export interface Turnstile {
  /** Resolves when there is room, with what gives the place back; calling that again changes nothing. */
  enter(): Promise<() => void>;
}

export interface TurnstileOptions {
  readonly places: number;
  /** Whoever takes longer than this goes on, but its place is somebody else's: the slow must not hold up the fast. */
  readonly holdMs: number;
}

export const createTurnstile = ({ places, holdMs }: TurnstileOptions): Turnstile => {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const takePlace = (): (() => void) => {
    taken++;
    let isHeld = true;
    const giveBack = () => {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(timer);
      taken--;
      waiting.shift()?.();
    };
    const timer = setTimeout(giveBack, holdMs);
    timer.unref();
    return giveBack;
  };
  return {
    enter: () =>
      new Promise((resolve) => {
        if (taken < places) resolve(takePlace());
        else waiting.push(() => resolve(takePlace()));
      }),
  };
};
