import { Group, Paper, Progress, Text, Title } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import { useOnline } from '../hooks/use-online.ts';
import { describeStanding } from '../view/describe-run.ts';
import { describeStage, type Stage } from '../view/describe-stage.ts';
import { runInView } from '../view/run-in-view.ts';
import { ConnectionBadge } from './connection-badge.tsx';
import classes from './stage-panel.module.css';

/** An empty track while there is nothing to measure, so that the page keeps its shape. */
const StageProgress = ({ progress, title }: Stage) => (
  <Progress
    size="lg"
    radius="xl"
    mt="sm"
    aria-label={title}
    value={progress === 'unknown' ? 100 : (progress ?? 0)}
    animated={progress === 'unknown'}
    striped={progress === 'unknown'}
    transitionDuration={150}
  />
);

interface StagePanelProps {
  readonly client: ClientState;
  /** Of the training at this moment; null when none is under way. */
  readonly speed: string | null;
}

/** What the device does at this moment. */
export const StagePanel = ({ client, speed }: StagePanelProps) => {
  const stage = describeStage(client, useOnline());
  const run = runInView(client);
  return (
    <Paper component="section" aria-label="What this device does now" withBorder p="md" radius="lg">
      <Group justify="space-between" mb="sm" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} truncate>
            {run?.name ?? 'No run yet'}
          </Text>
          <Text size="sm" c="dimmed" truncate>
            {run === null ? 'Waiting for one' : describeStanding(run)}
          </Text>
        </div>
        <ConnectionBadge connection={client.connection} />
      </Group>
      <div role="status">
        <Title order={1} size="h3" className={classes.title ?? ''}>
          {stage.title}
        </Title>
      </div>
      <StageProgress {...stage} />
      <Text c="dimmed" mt="xs" className={classes.detail ?? ''}>
        {stage.detail}
        {speed !== null && ` · ${speed}`}
      </Text>
      <title>{`${stage.title} – Tributary`}</title>
    </Paper>
  );
};
