import { buildStrategy, strategies } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { runSettings } from './run-draft.ts';
import { type Field, schemaFields } from './schema-fields.ts';

const fields = schemaFields(runSettings);

/**
 * A run's own settings that have an effect under its strategy: where nobody waits for a cohort there is no
 * quorum, and nobody is hurried. What contradicts the strategy is there to be corrected.
 * @param isWrong whether a setting, by its path, is to be corrected and so must be seen in any case
 */
export const runFields = (
  { strategy, cohort, reporting }: Pick<RunConfig, 'strategy' | 'cohort' | 'reporting'>,
  isWrong: (path: string) => boolean = () => false,
): readonly Field[] => {
  if (!isAsynchronous(strategy.name)) return fields;
  const pointless: Readonly<Record<string, boolean>> = {
    'reporting.quorum': true,
    'reporting.adaptive': reporting.adaptive === null,
    'cohort.overSelection': cohort.overSelection === 1,
  };
  const isShown = (path: string) => !pointless[path] || isWrong(path);
  return fields.map((field) =>
    field.kind === 'group'
      ? { ...field, fields: field.fields.filter(({ key }) => isShown(`${field.key}.${key}`)) }
      : field,
  );
};

/** Its hyperparameters do not matter, and while somebody types they may be wrong. */
const isAsynchronous = (name: string): boolean =>
  strategies.find(name) !== undefined &&
  buildStrategy({ name, hyperparams: {} }).asynchronous !== undefined;
