import { parseArgs } from 'node:util';
import { wholeNumber } from '../support/whole-number.ts';

/** How `pnpm load` was asked to run. */
export interface LoadOptions {
  readonly clients: number;
  /** So many of them report in every round. */
  readonly cohort: number;
  readonly rounds: number;
  /** In how many processes the clients live. */
  readonly processes: number;
  /** Decides the first weights and who is drawn. */
  readonly seed: number;
  /** Print one line of JSON at the end. */
  readonly json: boolean;
}

/** @throws {Error} that names the option which is wrong. */
export const parseLoadOptions = (args: readonly string[]): LoadOptions => {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      clients: { type: 'string', default: '5000' },
      cohort: { type: 'string' },
      rounds: { type: 'string', default: '200' },
      processes: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const clients = wholeNumber('clients', values.clients);
  const cohort = wholeNumber('cohort', values.cohort ?? String(Math.ceil(clients / 10)));
  if (cohort > clients) throw new Error('--cohort must not be larger than --clients.');
  return {
    ...{ clients, cohort },
    rounds: wholeNumber('rounds', values.rounds),
    processes: wholeNumber('processes', values.processes),
    seed: wholeNumber('seed', values.seed),
    json: values.json,
  };
};
