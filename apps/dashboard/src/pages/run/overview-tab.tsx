import { Stack } from '@mantine/core';
import { RoundPanel } from '../../components/round-panel.tsx';
import { RunCharts } from '../../components/run-charts.tsx';
import { RunFigures } from '../../components/run-figures.tsx';
import { useRunContext } from './run-context.ts';

/** What the run does now, and what has come of it. */
export const OverviewTab = () => {
  const { summary, config, log, points, federated, judged, numbers } = useRunContext();
  return (
    <Stack gap="lg">
      <RoundPanel runId={summary.runId} log={log} config={config} />
      <RunFigures
        points={points}
        judged={judged}
        config={config}
        state={log.state}
        predictsNumbers={numbers !== null}
      />
      <RunCharts config={config} federated={federated} points={points} numbers={numbers} />
    </Stack>
  );
};
