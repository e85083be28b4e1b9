import type { Checkpoint } from '@tributary/protocol';

/** Which of a run's models is meant: by its round, its digest, or what it is. */
export type CheckpointName = number | string;

const NONE = 'The run has no model yet. Start it, or wait for its first round.';

/**
 * @param checkpoints of one run, newest first
 * @param name `latest`, `current`, a round, or a digest
 * @throws {RangeError} that says which there are
 */
export const chooseCheckpoint = (
  checkpoints: readonly Checkpoint[],
  name: CheckpointName,
): Checkpoint => {
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept);
  const chosen = name === 'latest' ? kept[0] : kept.find((one) => isMeant(one, name));
  if (chosen !== undefined) return chosen;
  if (kept.length === 0) throw new RangeError(NONE);
  const rounds = kept.map(({ round }) => round).join(', ');
  throw new RangeError(
    name === 'current'
      ? 'No model of the run is the current one. Make one so on the dashboard, or take the latest.'
      : `The model ${typeof name === 'number' ? `of round ${name}` : name} is not kept. Those of these rounds are: ${rounds}.`,
  );
};

const isMeant = ({ round, digest, current }: Checkpoint, name: CheckpointName): boolean =>
  name === 'current' ? current : round === name || digest === name;
