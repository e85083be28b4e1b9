import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { exportMetrics, type MetricsFormatName, metricsFormats } from '@tributary/exports';
import type { RunState } from '@tributary/rounds';
import { useSave } from '../files/use-save.ts';
import { ErrorPanel } from './query-panels.tsx';

interface MetricsFilesProps {
  readonly runName: string;
  readonly state: RunState;
}

const formats = Object.keys(metricsFormats) as MetricsFormatName[];

/** Every committed round's figures, as files for other programs. */
export const MetricsFiles = ({ runName, state }: MetricsFilesProps) => {
  const save = useSave();
  return (
    <Card component="section" aria-label="Figures of all rounds">
      <Title order={2} size="h5" mb="md">
        Figures of all rounds
      </Title>
      <Group component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }} align="flex-start">
        {formats.map((format) => (
          <li key={format} style={{ flex: '1 1 220px' }}>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              disabled={state.history.length === 0}
              onClick={() => save.mutate(() => exportMetrics(format, { name: runName, state }))}
            >
              {metricsFormats[format].title}
            </Button>
            <Text size="xs" c="dimmed" mt={4}>
              {metricsFormats[format].description}
            </Text>
          </li>
        ))}
      </Group>
      {save.error !== null && <ErrorPanel error={save.error} title="The file could not be made" />}
    </Card>
  );
};
