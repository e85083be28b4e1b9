import {
  type CardFormatName,
  type CheckpointFormatName,
  cardFormats,
  checkpointFormats,
  devicesSeen,
  type ExportedFile,
  exportCheckpoint,
  exportModelCard,
  modelCard,
} from '@tributary/exports';
import type { Checkpoint, RunConfig } from '@tributary/protocol';
import type { RunState } from '@tributary/rounds';
import { fetchWeights } from '../api/checkpoints.ts';
import type { Devices } from '../view/client-name.ts';

/** What the files of a run's checkpoints are made from. */
export interface FileSource {
  readonly config: RunConfig;
  readonly state: Pick<RunState, 'history'>;
  readonly devices: Devices;
}

/** A file that a checkpoint can be had as, or why not. */
export interface FileChoice {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** A sentence; null where the file can be made. */
  readonly refusal: string | null;
  make(checkpoint: Checkpoint): Promise<ExportedFile>;
}

/** All that a run's checkpoints can be written as: the models first, then the cards. */
export const checkpointChoices = (source: FileSource): FileChoice[] => [
  ...keysOf(checkpointFormats).map((format) => modelChoice(format, source)),
  ...keysOf(cardFormats).map((format) => cardChoice(format, source)),
];

const modelChoice = (format: CheckpointFormatName, { config }: FileSource): FileChoice => {
  const { title, description, refuse } = checkpointFormats[format];
  return {
    ...{ key: format, title, description, refusal: refuse(config) ?? null },
    make: async ({ round, digest }) =>
      exportCheckpoint(format, { config, round, digest, weights: await fetchWeights(digest) }),
  };
};

const cardChoice = (format: CardFormatName, { config, state, devices }: FileSource): FileChoice => {
  const { title, description } = cardFormats[format];
  return {
    ...{ key: `card-${format}`, title, description, refusal: null },
    make: async ({ round }) => {
      const seen = devicesSeen([
        { event: { type: 'presenceChanged', joined: { ...devices }, left: {} } },
      ]);
      return exportModelCard(format, modelCard({ config, state, round, devices: seen }));
    },
  };
};

const keysOf = <Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(record) as Name[];
