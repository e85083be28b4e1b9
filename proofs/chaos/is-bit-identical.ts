import { deriveSeed } from '@tributary/fedavg';
import { taskModel } from '@tributary/model-zoo';
import { encodeFrame } from '@tributary/protocol';
import { aggregateRound, reportedMembers } from '@tributary/rounds';
import { createMemoryBlobs } from '@tributary/rounds/testing';
import { type RunEvidence, stateOf } from './judge-run.ts';
import { scriptedDelta } from './scripted-delta.ts';

/**
 * Whether every committed checkpoint is, to the last bit, what the same updates lead to where nothing ever
 * happened: the run is done again in memory, from the first model on, with updates made anew.
 */
export const isBitIdentical = async (evidence: RunEvidence): Promise<boolean> => {
  const { config } = evidence;
  const { manifest, init } = taskModel(config.task);
  const { history } = stateOf(evidence);
  const frameOf = (round: number, clientId: string): Uint8Array => {
    const seed = deriveSeed(config.seed, 'client', round, clientId);
    const values = scriptedDelta(seed, init(config.seed).length);
    return encodeFrame('delta', { manifest, values });
  };
  const blobs = createMemoryBlobs();
  let base = await blobs.put(encodeFrame('weights', { manifest, values: init(config.seed) }));
  let optimizerState: string | null = null;
  for (const { round, cohort, checkpoint } of history) {
    const spool = createMemoryBlobs();
    const updates = [];
    for (const [clientId, member] of reportedMembers(cohort)) {
      const { staleness, digest, numExamples, metrics } = member;
      const made = await spool.put(frameOf(round - (staleness ?? 0), clientId));
      if (made !== digest) return false;
      const steps = Math.max(1, metrics.steps);
      updates.push({ digest, numExamples, steps, ...(staleness !== undefined && { staleness }) });
    }
    const folded = await aggregateRound(
      {
        ...{ config, round, base, optimizerState, updates },
        ...{ openings: round, numClients: updates.length, clipNorm: null },
      },
      { blobs, spool },
    );
    if (folded.checkpoint !== checkpoint) return false;
    base = folded.checkpoint;
    optimizerState = folded.optimizerState;
  }
  return true;
};
