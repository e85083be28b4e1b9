import { Group, Text } from '@mantine/core';
import type { ComparedRun } from './compared-run.ts';
import { LineSample } from './line-sample.tsx';

/** Which line is whose, above all charts. */
export const RunLegend = ({ runs }: { readonly runs: readonly ComparedRun[] }) => (
  <Group component="ul" gap="lg" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Lines">
    {runs.map(({ summary, judged }, place) => (
      <Group component="li" key={summary.runId} gap="xs" wrap="nowrap">
        <LineSample place={place} />
        <Text size="sm">
          {summary.name}
          {judged.by === 'clients' && ', as its clients measured it'}
        </Text>
      </Group>
    ))}
  </Group>
);
