import { z } from 'zod';

/** Changes of a run's config: objects are merged, everything else is replaced. */
export const overridesSchema = z.record(z.string(), z.unknown());

/**
 * A stage before the runs, once for each seed: some of the clients train a whole model, and the others
 * are the federation, of every variant. So variants that start from it and variants that do not are
 * compared over the same clients.
 */
export const pretrainingSchema = z.strictObject({
  /** Which of them: the first ones. */
  clients: z.literal('first').default('first'),
  /** How many of all clients; at least one, and all but one at most. */
  share: z.number().gt(0).lt(1),
  /** Whether their examples lie in one place, as one client that has them all. */
  together: z.boolean().default(false),
  /** Changes of the run's config, e.g. other rounds. */
  run: overridesSchema.default({}),
});

/** What the stage before the runs is called where the variants have their names. */
export const PRETRAINING = 'pretraining';
