import { Alert, Anchor, Breadcrumbs, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { RunDetail } from '@tributary/protocol';
import { isEnded } from '@tributary/protocol';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useRun } from '../api/runs.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { Age } from '../components/age.tsx';
import { ConfigPanel } from '../components/config-panel.tsx';
import { InviteButton } from '../components/invite-button.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorPanel, LoadingPanel } from '../components/query-panels.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RoundCharts } from '../components/round-charts.tsx';
import { RoundPanel } from '../components/round-panel.tsx';
import { RoundsTable } from '../components/rounds-table.tsx';
import { RunActions } from '../components/run-actions.tsx';
import { RunFigures } from '../components/run-figures.tsx';
import { StatusBadge } from '../components/tone-badge.tsx';
import { catalogue, labelOf, predictedNumber } from '../view/catalogue.ts';
import { roundSeries } from '../view/round-series.ts';

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
  const { log, refusal } = useRunLog(runId, config);
  const history = log?.state.history;
  const points = useMemo(() => roundSeries(history ?? []), [history]);
  const status = log?.state.status ?? summary.status;
  const numbers = predictedNumber(summary.task.dataset);
  const reason = log === null ? summary.statusReason : log.state.statusReason;
  return (
    <>
      <PageHeader
        title={summary.name}
        badge={<StatusBadge status={status} />}
        subtitle={
          <>
            {labelOf(catalogue.models, summary.task.model)} on{' '}
            {labelOf(catalogue.datasets, summary.task.dataset)}, {summary.strategy}. Created{' '}
            <Age at={summary.createdAt} />.
          </>
        }
      >
        {!isEnded(status) && <InviteButton runId={runId} />}
        <RunActions runId={runId} name={summary.name} status={status} />
      </PageHeader>
      <Stack gap="lg">
        {reason !== null && <ReasonAlert isFailure={status === 'failed'} reason={reason} />}
        {refusal !== null && <ErrorPanel error={new Error(refusal.message)} />}
        {log === null ? (
          refusal === null && <LoadingPanel />
        ) : (
          <>
            <RoundPanel runId={runId} log={log} config={config} />
            <RunFigures
              points={points}
              rounds={config.rounds}
              state={log.state}
              predictsNumbers={numbers !== null}
            />
            <RoundCharts points={points} numbers={numbers} />
            <RoundsTable
              points={points}
              runName={summary.name}
              predictsNumbers={numbers !== null}
            />
          </>
        )}
        <ConfigPanel config={config} />
      </Stack>
    </>
  );
};

interface ReasonAlertProps {
  readonly isFailure: boolean;
  readonly reason: string;
}

const ReasonAlert = ({ isFailure, reason }: ReasonAlertProps) => (
  <Alert
    color={isFailure ? 'red' : 'orange'}
    icon={<IconAlertTriangle aria-hidden />}
    title={isFailure ? 'The run failed' : 'The run paused by itself'}
    role="alert"
  >
    {reason}
  </Alert>
);
