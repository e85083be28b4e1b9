import { parseArgs } from 'node:util';

export interface ReplayOptions {
  readonly runId: string;
  readonly stateDir: string;
  /** A PostgreSQL URL; PGlite in `stateDir` when absent. */
  readonly databaseUrl?: string | undefined;
  /** One round only; all when absent. */
  readonly round?: number | undefined;
  readonly json: boolean;
}

export const HELP = `Usage: tributary replay <run> [options]

Reads a run's log again and checks that all that is kept of the run agrees with it. Rounds whose
updates are kept are computed again, to the last bit. Ends with 1 when something does not hold.

  --round <n>        one round only (0 is the first model)
  --state-dir <dir>  the coordinator's state folder (.tributary)
  --json             print the result as one line of JSON
  --help             show this

Environment: DATABASE_URL, as for the coordinator. Without it the coordinator must be stopped.
`;

/**
 * Reads the options; null when help was asked for.
 * @throws {Error} that says what is wrong.
 */
export const parseReplayOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReplayOptions | null => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      round: { type: 'string' },
      'state-dir': { type: 'string', default: '.tributary' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [runId, ...others] = positionals;
  if (runId === undefined || others.length > 0) {
    throw new Error('Name one run: tributary replay <run>. Its id is in the address of its page.');
  }
  const round = values.round === undefined ? undefined : Number(values.round);
  if (round !== undefined && !(Number.isInteger(round) && round >= 0)) {
    throw new Error(`--round must be a round's number, not "${values.round}".`);
  }
  return {
    ...{ runId, round, json: values.json },
    ...{ stateDir: values['state-dir'], databaseUrl: env.DATABASE_URL },
  };
};
