import { deriveSeed } from '@tributary/fedavg';
import { type DataSchema, type DataSpec, dataSchemaOf, findData } from '@tributary/model-zoo';
import type { InvitedRun } from '@tributary/protocol';
import { aboutRun } from '../view/about-run.ts';

/** What one or several runs learn from. */
export interface DataNeed {
  /** The same for the same data. */
  readonly key: string;
  readonly title: string;
  /** What data of one's own must be; undefined where nobody brings such data as files. */
  readonly schema: DataSchema | undefined;
  /** Whether the coordinator hands out public data in place of one's own. */
  readonly hasDemo: boolean;
  readonly runs: readonly InvitedRun[];
}

/** What the open runs learn from; those that learn from the same need it once. */
export const dataNeeds = (runs: readonly InvitedRun[]): DataNeed[] => {
  const needs = new Map<string, DataNeed>();
  for (const run of runs) {
    const { dataset } = run.task;
    const key = dataKeyOf(dataset);
    const known = needs.get(key);
    needs.set(key, {
      key,
      title: aboutRun(run).dataTitle,
      schema: known?.schema ?? sameSchema(key, dataset),
      hasDemo: typeof dataset === 'string',
      runs: [...(known?.runs ?? []), run],
    });
  }
  return [...needs.values()];
};

/** Tells data that fit each other from others, and can be the name of a file. */
export const dataKeyOf = (dataset: DataSpec): string => {
  const text = JSON.stringify(dataset);
  return [0, 1].map((seed) => deriveSeed(seed, text).toString(16).padStart(8, '0')).join('');
};

const schemas = new Map<string, DataSchema | undefined>();

/** The same object every time, so that nothing is checked anew when the runs are asked for again. */
const sameSchema = (key: string, dataset: DataSpec): DataSchema | undefined => {
  if (!schemas.has(key)) schemas.set(key, schemaOf(dataset));
  return schemas.get(key);
};

/** An older page may not know the data set; then there are only demo shards. */
const schemaOf = (dataset: DataSpec): DataSchema | undefined =>
  findData(dataset) === undefined ? undefined : dataSchemaOf(dataset);
