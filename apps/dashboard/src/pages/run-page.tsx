import { Alert, Anchor, Breadcrumbs, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { modelTitle } from '@tributary/model-zoo';
import type { RunDetail, RunStatus } from '@tributary/protocol';
import { isEnded } from '@tributary/protocol';
import { federatedScores, initialRunState } from '@tributary/rounds';
import { useMemo } from 'react';
import { Link, Outlet, useParams } from 'react-router';
import { useFreshCheckpoints } from '../api/checkpoints.ts';
import { useRun } from '../api/runs.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { Age } from '../components/age.tsx';
import { InviteButton } from '../components/invite-button.tsx';
import { PageBoundary } from '../components/page-boundary.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorPanel, LoadingPanel } from '../components/query-panels.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RunActions } from '../components/run-actions.tsx';
import { RunTabs } from '../components/run-tabs.tsx';
import { StatusBadge } from '../components/tone-badge.tsx';
import { predictedNumber, titleOfData } from '../view/catalogue.ts';
import { countOf, formatNumber } from '../view/format.ts';
import { judgedRounds } from '../view/judged-rounds.ts';
import { roundSeries } from '../view/round-series.ts';
import { wholeLog } from '../view/run-log.ts';
import type { RunContext } from './run/run-context.ts';

/** A run: what stands above all its tabs, and the tab that the address names. */
export const RunPage = () => {
  const { runId = '' } = useParams();
  const run = useRun(runId);
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/runs" size="sm">
          Runs
        </Anchor>
        <Text size="sm" c="dimmed">
          {run.data?.summary.name ?? 'Run'}
        </Text>
      </Breadcrumbs>
      <QueryView query={run}>{(detail) => <LiveRun key={runId} detail={detail} />}</QueryView>
    </>
  );
};

const LiveRun = ({ detail: { summary, config } }: { readonly detail: RunDetail }) => {
  const { runId } = summary;
  const { log, failure, read } = useRunLog({ runId, config }, wholeLog);
  const { history, phase, round } = log?.state ?? initialRunState;
  // The first model is there before the first round.
  useFreshCheckpoints(runId, log && log.state.history.length + Number(log.state.model !== null));
  const points = useMemo(() => roundSeries(history), [history]);
  const federated = useMemo(
    () => federatedScores({ history, phase, round }),
    [history, phase, round],
  );
  const judged = useMemo(() => judgedRounds(history, federated), [history, federated]);
  const numbers = predictedNumber(summary.task.dataset);
  const status = log?.state.status ?? summary.status;
  const reason = log === null ? summary.statusReason : log.state.statusReason;
  return (
    <>
      <PageHeader
        title={summary.name}
        badge={<StatusBadge status={status} />}
        subtitle={
          <>
            {modelTitle(summary.task.model)} on {titleOfData(summary.task.dataset)},{' '}
            {summary.strategy}. Created <Age at={summary.createdAt} />.
          </>
        }
      >
        {!isEnded(status) && <InviteButton runId={runId} />}
        <RunActions runId={runId} name={summary.name} status={status} />
      </PageHeader>
      <RunTabs runId={runId} />
      <Stack gap="lg">
        {reason !== null && <ReasonAlert status={status} reason={reason} />}
        {failure !== null && <ErrorPanel error={failure.error} onRetry={failure.tryAgain} />}
        {log !== null ? (
          <PageBoundary>
            <Outlet
              context={
                { summary, config, log, points, federated, judged, numbers } satisfies RunContext
              }
            />
          </PageBoundary>
        ) : (
          failure === null && <LogLoading {...read} />
        )}
      </Stack>
    </>
  );
};

/** A long log takes a while; it says how far it is. */
const LogLoading = ({ events, rounds }: { readonly events: number; readonly rounds: number }) => (
  <>
    {events > 0 && (
      <Text size="sm" c="dimmed" role="status">
        Reading the log: {formatNumber(events)} events, {countOf(rounds, 'round')} so far…
      </Text>
    )}
    <LoadingPanel />
  </>
);

interface ReasonAlertProps {
  readonly status: RunStatus;
  readonly reason: string;
}

/** Why the run did by itself what nobody had asked for. */
const ReasonAlert = ({ status, reason }: ReasonAlertProps) => {
  const { title, color } = reasonWords(status);
  const Icon = status === 'completed' ? IconInfoCircle : IconAlertTriangle;
  return (
    <Alert color={color} icon={<Icon aria-hidden />} title={title} role="alert">
      {reason}
    </Alert>
  );
};

const reasonWords = (status: RunStatus) => {
  if (status === 'failed') return { title: 'The run failed', color: 'red' };
  return status === 'completed'
    ? { title: 'The run ended before its last round', color: 'river' }
    : { title: 'The run paused by itself', color: 'orange' };
};
