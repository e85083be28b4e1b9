import type { RunDetail, RunId } from '@tributary/protocol';
import { federatedScores } from '@tributary/rounds';
import { useEffect } from 'react';
import { useRun } from '../api/runs.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { ErrorPanel, LoadingPanel } from '../components/query-panels.tsx';
import { judgedRounds } from '../view/judged-rounds.ts';
import { latestState } from '../view/run-log.ts';
import type { ComparedRun } from './compared-run.ts';

interface RunReaderProps {
  readonly runId: RunId;
  /** Called with the run, and again whenever it has gone on. */
  readonly onRead: (run: ComparedRun) => void;
}

/** Reads a run and follows its log; shows nothing but that it is not there yet, or cannot be had. */
export const RunReader = ({ runId, onRead }: RunReaderProps) => {
  const run = useRun(runId);
  if (run.data !== undefined) return <LogReader key={runId} detail={run.data} onRead={onRead} />;
  return run.error === null ? (
    <LoadingPanel />
  ) : (
    <ErrorPanel
      error={run.error}
      title={`The run ${runId} cannot be compared`}
      onRetry={() => void run.refetch()}
    />
  );
};

interface LogReaderProps extends Pick<RunReaderProps, 'onRead'> {
  readonly detail: RunDetail;
}

const LogReader = ({ detail, onRead }: LogReaderProps) => {
  const { summary, config } = detail;
  const { log, failure } = useRunLog({ runId: summary.runId, config }, latestState);
  const state = log?.state;
  useEffect(() => {
    if (state === undefined) return;
    onRead({
      ...{ summary: { ...summary, status: state.status }, config, state },
      judged: judgedRounds(state.history, federatedScores(state)),
    });
  }, [summary, config, state, onRead]);
  if (failure !== null) return <ErrorPanel error={failure.error} onRetry={failure.tryAgain} />;
  return log === null ? <LoadingPanel /> : null;
};
