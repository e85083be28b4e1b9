import type { Limits } from '../../limits.ts';
import { judgeFlow, noFlow, pour } from './flow.ts';

/** Spreads a crowd over time: pace steering, as in Bonawitz et al. 2019, Towards Federated Learning at Scale. */
export interface Pace {
  /** @returns null for whoever may come in, or after how many ms to come back */
  admit(now: number): number | null;
}

const MIN_WAIT_MS = 500;
/** Whoever comes for nothing must not make others wait for ever. */
const MAX_WAIT_MS = 30_000;

/** Those who are too many get one slot after the other, as many a second as may come in. */
export const createPace = ({
  arrivalBurst,
  arrivalsPerSecond,
}: Pick<Limits, 'arrivalBurst' | 'arrivalsPerSecond'>): Pace => {
  const limits = {
    ...{ messageBurst: arrivalBurst, messagesPerSecond: arrivalsPerSecond },
    ...{ burstBytes: 0, bytesPerSecond: 0 },
  };
  let arrivals = noFlow;
  let slotAt = 0;
  return {
    admit: (now) => {
      const withThis = pour(arrivals, { messages: 1, bytes: 0 }, { limits, now });
      if (judgeFlow(withThis, limits) === 'within') {
        arrivals = withThis;
        return null;
      }
      slotAt = Math.max(slotAt, now + MIN_WAIT_MS) + 1000 / arrivalsPerSecond;
      slotAt = Math.min(slotAt, now + MAX_WAIT_MS);
      return Math.ceil(slotAt - now);
    },
  };
};
