import { parseArgs } from 'node:util';
import { wholeNumber } from '../support/whole-number.ts';

/** How `pnpm chaos` was asked to run. */
export interface ChaosOptions {
  /** How often the coordinator is killed. */
  readonly kills: number;
  /** Everything that is left to chance follows from it, except for how processes share the machine. */
  readonly seed: number;
  /** On which database; with `both` the last fifth of the kills is on PostgreSQL, where that is installed. */
  readonly database: 'embedded' | 'postgres' | 'both';
  /** Print one line of JSON at the end. */
  readonly json: boolean;
}

/** @throws {Error} that names the option which is wrong. */
export const parseChaosOptions = (args: readonly string[]): ChaosOptions => {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      database: { type: 'string', default: 'both' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    kills: wholeNumber('kills', values.kills),
    seed: wholeNumber('seed', values.seed),
    database: databaseOf(values.database),
    json: values.json,
  };
};

const databaseOf = (text: string): ChaosOptions['database'] => {
  if (text === 'embedded' || text === 'postgres' || text === 'both') return text;
  throw new Error(`--database must be embedded, postgres or both, not "${text}".`);
};
