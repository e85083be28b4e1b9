import { type Golden, goldenChecks } from '../index.ts';

/** What came of one vector in this browser. */
export interface GoldenOutcome {
  readonly id: string;
  /** Why it does not hold; undefined when it does. */
  readonly complaint?: string;
}

const outcomeOf = ({ id, run }: ReturnType<typeof goldenChecks>[number]): GoldenOutcome => {
  try {
    run();
    return { id };
  } catch (error) {
    return { id, complaint: String(error) };
  }
};

// For the test that drives the page.
Object.assign(globalThis, {
  checkGolden: (golden: Golden) => goldenChecks(golden).map(outcomeOf),
});
