import { Alert, Anchor, Breadcrumbs, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { modelTitle } from '@tributary/model-zoo';
import type { RunDetail, RunStatus } from '@tributary/protocol';
import { isEnded } from '@tributary/protocol';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useRun } from '../api/runs.ts';
import { useRunLog } from '../api/use-run-log.ts';
import { Age } from '../components/age.tsx';
import { ConfigPanel } from '../components/config-panel.tsx';
import { InviteButton } from '../components/invite-button.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ParticipationPanel } from '../components/participation-panel.tsx';
import { ErrorPanel, LoadingPanel } from '../components/query-panels.tsx';
import { QueryView } from '../components/query-view.tsx';
import { RoundCharts } from '../components/round-charts.tsx';
import { RoundPanel } from '../components/round-panel.tsx';
import { RoundsTable } from '../components/rounds-table.tsx';
import { RunActions } from '../components/run-actions.tsx';
import { RunFigures } from '../components/run-figures.tsx';
import { StatusBadge } from '../components/tone-badge.tsx';
import { predictedNumber, titleOfData } from '../view/catalogue.ts';
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
            {modelTitle(summary.task.model)} on {titleOfData(summary.task.dataset)},{' '}
            {summary.strategy}. Created <Age at={summary.createdAt} />.
          </>
        }
      >
        {!isEnded(status) && <InviteButton runId={runId} />}
        <RunActions runId={runId} name={summary.name} status={status} />
      </PageHeader>
      <Stack gap="lg">
        {reason !== null && <ReasonAlert status={status} reason={reason} />}
        {refusal !== null && <ErrorPanel error={new Error(refusal.message)} />}
        {log === null ? (
          refusal === null && <LoadingPanel />
        ) : (
          <>
            <RoundPanel runId={runId} log={log} config={config} />
            <RunFigures
              points={points}
              config={config}
              state={log.state}
              predictsNumbers={numbers !== null}
            />
            <RoundCharts points={points} numbers={numbers} />
            <RoundsTable
              points={points}
              log={log}
              runId={runId}
              runName={summary.name}
              predictsNumbers={numbers !== null}
            />
            <ParticipationPanel log={log} />
          </>
        )}
        <ConfigPanel config={config} />
      </Stack>
    </>
  );
};

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
