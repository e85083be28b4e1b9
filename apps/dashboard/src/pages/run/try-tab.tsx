import { Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Checkpoint } from '@tributary/protocol';
import { TryModel } from '@tributary/try-model';
import { fetchWeights, useCheckpoints } from '../../api/checkpoints.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { wasmPaths } from '../../try-out/wasm-paths.ts';
import { checkpointLabel } from '../../view/checkpoint-label.ts';
import { useRunContext } from './run-context.ts';

/** The run's models, asked about an example of one's own. */
export const TryTab = () => {
  const { summary, config } = useRunContext();
  const checkpoints = useCheckpoints(summary.runId);
  return (
    <QueryView query={checkpoints}>
      {(all) => {
        const kept = preferred(all.filter((checkpoint) => checkpoint.kept));
        return kept.length === 0 ? (
          <EmptyState
            icon={<IconPencil aria-hidden />}
            title="There is no model yet"
            hint="A run has its first model as soon as it is started, and a better one after each round."
          />
        ) : (
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              The model runs in this browser: what you draw, choose or type here goes nowhere.
            </Text>
            <TryModel
              task={config.task}
              models={kept.map((checkpoint) => ({
                digest: checkpoint.digest,
                label: checkpointLabel(checkpoint),
              }))}
              weightsOf={weightsOf}
              wasmPaths={wasmPaths}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
};

const weightsOf = async (digest: string): Promise<Float32Array> =>
  (await fetchWeights(digest)).values;

/** The current one comes first: it is what others use. The same model twice is one. */
const preferred = (kept: readonly Checkpoint[]): Checkpoint[] => {
  const byDigest = new Map<string, Checkpoint>();
  for (const checkpoint of [...kept].sort((a, b) => Number(b.current) - Number(a.current))) {
    if (!byDigest.has(checkpoint.digest)) byDigest.set(checkpoint.digest, checkpoint);
  }
  return [...byDigest.values()];
};
