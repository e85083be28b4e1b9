import { isEnded, type RunAction, type RunDetail } from '@tributary/protocol';
import type { Command } from 'commander';
import { type Connection, type ConnectionFlags, connect, withConnection } from '../connection.ts';
import { describeRun, runTable } from '../describe-run.ts';
import { assignment, seconds, wholeNumber } from '../parse-value.ts';
import { type RunConfigFlags, readRunConfig } from '../run-config.ts';
import { watchToEnd } from '../watch-to-end.ts';
import { addExportCommand } from './export-command.ts';

/** `tributary run …`: what an admin does with runs. */
export const addRunCommands = (program: Command): void => {
  const run = program.command('run').description('Create runs, steer them, watch them.');
  addCreate(run);
  for (const { action, about } of ACTIONS) addAction(run, action, about);
  addList(run);
  addShow(run);
  addWatch(run);
  addExportCommand(run);
};

const CREATE_EXAMPLES = `
Examples:
  tributary run create --task digits --rounds 5 --clients 3 --start
  tributary run create --config run.yaml --set privacy.mode=none
  tributary run show RUN --json | jq .config | tributary run create --config - --name again`;

const addCreate = (run: Command): void => {
  withConnection(
    run
      .command('create')
      .description('Create a run from a config, or from a template and a few words.')
      .option('--config <file>', 'its config as JSON or YAML; - reads it from standard input')
      .option('--task <name>', 'a template instead, e.g. digits (docs/zoo.md lists them)')
      .option('--name <name>', 'how it is called in lists')
      .option('--rounds <n>', 'how many rounds it trains', wholeNumber(1, 100_000))
      .option('--clients <n>', 'how many clients a round waits for', wholeNumber(1, 100_000))
      .option('--strategy <name>', 'how updates become the next model, e.g. FedAdam')
      .option('--deadline <seconds>', 'when a round ends at the latest', seconds)
      .option('--seed <n>', 'what chance follows from', wholeNumber(0, 0xffff_ffff))
      .option('--set <field=value>', 'any other field, e.g. cohort.overSelection=1.3', assignment)
      .option('--start', 'start it at once')
      .addHelpText('after', CREATE_EXAMPLES),
  ).action(async (flags: ConnectionFlags & RunConfigFlags & { readonly start?: boolean }) => {
    const config = await readRunConfig(flags);
    const connection = connect(flags);
    const created = await connection.api.post('/api/runs', { body: config });
    const { runId } = created.summary;
    const run = flags.start ? await act(connection, runId, 'start') : created;
    connection.output.result(run, () =>
      flags.start
        ? `Created and started ${nameOf(run)}.\nWatch it: tributary run watch ${runId}`
        : `Created ${nameOf(run)}.\nStart it: tributary run start ${runId}`,
    );
  });
};

const ACTIONS: readonly { readonly action: RunAction; readonly about: string }[] = [
  { action: 'start', about: 'Start a run that was created.' },
  { action: 'pause', about: 'Let the open round finish, and then wait.' },
  { action: 'resume', about: 'Go on with a paused run.' },
  { action: 'stop', about: 'End a run for good. What it has learnt stays.' },
];

const addAction = (run: Command, action: RunAction, about: string): void => {
  withConnection(run.command(action).description(about).argument('<run>', "the run's id")).action(
    async (runId: string, flags: ConnectionFlags) => {
      const connection = connect(flags);
      const acted = await act(connection, runId, action);
      connection.output.result(acted, () => `${nameOf(acted)} is ${acted.summary.status}.`);
    },
  );
};

const addList = (run: Command): void => {
  withConnection(
    run
      .command('list')
      .description('List runs, newest first.')
      .option('--active', 'only those that have not ended'),
  ).action(async (flags: ConnectionFlags & { readonly active?: boolean }) => {
    const { api, output } = connect(flags);
    const runs = (await api.get('/api/runs')).filter(
      ({ status }) => !flags.active || !isEnded(status),
    );
    output.result(runs, () => (runs.length === 0 ? 'There are no runs.' : runTable(runs)));
  });
};

const addShow = (run: Command): void => {
  withConnection(
    run
      .command('show')
      .description('Show where a run stands, its config, and the models that are kept of it.')
      .argument('<run>', "the run's id"),
  ).action(async (runId: string, flags: ConnectionFlags) => {
    const { api, output } = connect(flags);
    const params = { path: { runId } };
    const [detail, checkpoints] = await Promise.all([
      api.get('/api/runs/{runId}', { params }),
      api.get('/api/runs/{runId}/checkpoints', { params }),
    ]);
    output.result({ ...detail, checkpoints }, () => describeRun(detail, checkpoints));
  });
};

const addWatch = (run: Command): void => {
  withConnection(
    run
      .command('watch')
      .description(
        'Follow a run until it ends. Fails when it fails or is stopped; Ctrl-C leaves it alone.',
      )
      .argument('<run>', "the run's id"),
  ).action(async (runId: string, flags: ConnectionFlags) => {
    const connection = connect(flags);
    const params = { path: { runId } };
    await watchToEnd(connection, await connection.api.get('/api/runs/{runId}', { params }));
  });
};

const act = ({ api }: Connection, runId: string, action: RunAction): Promise<RunDetail> =>
  api.post('/api/runs/{runId}/{action}', { params: { path: { runId, action } } });

const nameOf = ({ summary }: RunDetail): string => `${summary.runId} (${summary.name})`;
