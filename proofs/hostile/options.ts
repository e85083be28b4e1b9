import { parseArgs } from 'node:util';
import { wholeNumber } from '../support/whole-number.ts';

/** How `pnpm hostile` was asked to run. */
export interface HostileOptions {
  /** How many hostile inputs are sent in all. */
  readonly inputs: number;
  /** Everything that is sent follows from it. */
  readonly seed: number;
  /** Print one line of JSON at the end. */
  readonly json: boolean;
}

/** @throws {Error} that names the option which is wrong. */
export const parseHostileOptions = (args: readonly string[]): HostileOptions => {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      inputs: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    inputs: wholeNumber('inputs', values.inputs),
    seed: wholeNumber('seed', values.seed),
    json: values.json,
  };
};
