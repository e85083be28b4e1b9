import { buildStrategy, strategies } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { runSettings } from './run-draft.ts';
import { type Field, schemaFields } from './schema-fields.ts';

const fields = schemaFields(runSettings);

/**
 * A run's own settings that have an effect under its strategy: where nobody waits for a cohort there is no
 * quorum.
 * @param isWrong whether a setting, by its path, is to be corrected and so must be seen in any case
 */
export const runFields = (
  { strategy }: Pick<RunConfig, 'strategy'>,
  isWrong: (path: string) => boolean = () => false,
): readonly Field[] =>
  isAsynchronous(strategy.name) && !isWrong('reporting.quorum')
    ? fields.map((field) =>
        field.kind === 'group' && field.key === 'reporting'
          ? { ...field, fields: field.fields.filter(({ key }) => key !== 'quorum') }
          : field,
      )
    : fields;

/** Its hyperparameters do not matter, and while somebody types they may be wrong. */
const isAsynchronous = (name: string): boolean =>
  strategies.find(name) !== undefined &&
  buildStrategy({ name, hyperparams: {} }).asynchronous !== undefined;
