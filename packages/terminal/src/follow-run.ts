import { type Access, watchRun } from '@tributary/api-client';
import type { ClientProgress, RunConfig, RunDetail } from '@tributary/protocol';
import type { RoundRecord, RunState } from '@tributary/rounds';
import { describeCommitted, describeOpen } from './progress-view.ts';
import { RunEndError } from './run-end-error.ts';
import { type Obstacle, obstacleOf, type RunResult, resultOf } from './run-result.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_MS = 200;

export interface FollowOptions {
  readonly terminal: Terminal;
  /** Whether nobody is there to mend what holds the run up. */
  readonly unattended: boolean;
  /** Called for each committed round, also for those from before. */
  readonly onRound?: ((record: RoundRecord) => void) | undefined;
  /** Aborting it ends the watching, not the run. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Shows a run that was just started until it completes. What holds it up is printed once.
 * @throws {ApiError} when the coordinator does not show the run
 * @throws {RunEndError} when the run has ended otherwise, and, if it is `unattended`, also when it
 * stalls: nobody is there to mend it
 */
export const followRun = (
  access: Access,
  { summary, config }: RunDetail,
  { terminal, unattended, onRound, signal }: FollowOptions,
): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    const { rounds, cohort } = config;
    const progress = new Map<string, ClientProgress>();
    let state: RunState | undefined;
    let printed = 0;
    let obstacle: Obstacle | null = null;

    const redraw = () => {
      if (state === undefined) return;
      const now = Date.now();
      const known = obstacle?.sentence;
      obstacle = obstacleOf(state, now);
      if (obstacle !== null && isHopeless(obstacle, unattended)) return fail(obstacle.sentence);
      if (obstacle !== null && obstacle.sentence !== known) terminal.print(obstacle.sentence);
      terminal.show(describeOpen(state, progress, { rounds, minClients: cohort.minClients, now }));
    };
    const onState = (next: RunState) => {
      state = next;
      for (const record of next.history.slice(printed)) {
        terminal.print(describeCommitted(record, rounds));
        onRound?.(record);
      }
      printed = next.history.length;
      if (next.status === 'completed') {
        return finish(() => resolve(resultOf(next, nameOf(config.task.dataset))));
      }
      redraw();
    };
    const finish = (settle: () => void) => {
      clearInterval(timer);
      unwatch();
      terminal.show('');
      settle();
    };
    const fail = (sentence: string) => finish(() => reject(new RunEndError(sentence)));

    signal?.addEventListener('abort', () => finish(() => reject(signal.reason)), { once: true });
    const timer = setInterval(redraw, REDRAW_MS);
    const unwatch = watchRun(access, {
      runId: summary.runId,
      config,
      onState,
      onProgress: (latest) => void progress.set(latest.clientId, latest),
      onRefused: (error) => finish(() => reject(error)),
    });
  });

const nameOf = (dataset: RunConfig['task']['dataset']): string =>
  typeof dataset === 'string' ? dataset : dataset.title;

const isHopeless = ({ kind }: Obstacle, unattended: boolean): boolean =>
  kind === 'ended' || (kind === 'stalled' && unattended);
