import type { Crew } from '../crew.ts';
import type { CrewData } from '../crew-data.ts';
import { createHand, type HandTools } from './hand.ts';

/** A crew of one pair of hands, in this very thread: what is ordered is done in turn. */
export const createLoneCrew = (data: CrewData, tools: HandTools): Crew => {
  const hand = createHand(data, tools);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    threads: 1,
    publish: hand.publish,
    train: (order, signal) => inTurn(() => hand.train(order, { signal })),
    evaluate: (model, set) => inTurn(() => hand.evaluate(model, set)),
    recycle: () => undefined,
    close: () => tools.trainer.close(),
  };
};
