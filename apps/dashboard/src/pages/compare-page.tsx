import {
  Anchor,
  Breadcrumbs,
  MultiSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useRuns } from '../api/runs.ts';
import {
  type ComparedRun,
  compareAddress,
  MAX_COMPARED,
  onlyCompared,
  runsInAddress,
} from '../compare/compared-run.ts';
import { OutcomeTable } from '../compare/outcome-table.tsx';
import type { CurveAxis } from '../compare/overlaid-curves.ts';
import { OverlayCard } from '../compare/overlay-card.tsx';
import { RunLegend } from '../compare/run-legend.tsx';
import { RunReader } from '../compare/run-reader.tsx';
import { SettingsTable } from '../compare/settings-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { distinctNames } from '../view/distinct-names.ts';
import { countOf } from '../view/format.ts';

/** Several runs side by side: the address names them, so that it can be sent to others. */
export const ComparePage = () => {
  const [params] = useSearchParams();
  const runIds = runsInAddress(params.get('runs'));
  const [read, setRead] = useState<Readonly<Record<string, ComparedRun>>>({});
  const onRead = useCallback(
    (run: ComparedRun) => setRead((known) => ({ ...known, [run.summary.runId]: run })),
    [],
  );
  useEffect(() => setRead((known) => onlyCompared(known, runIds)), [runIds.join()]);
  const runs = withDistinctNames(runIds.flatMap((runId) => read[runId] ?? []));
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/runs" size="sm">
          Runs
        </Anchor>
        <Text size="sm" c="dimmed">
          Compare
        </Text>
      </Breadcrumbs>
      <PageHeader title="Compare runs" subtitle="What they were told, and what came of it." />
      <Stack gap="lg">
        <RunChoice runIds={runIds} />
        {runIds.map((runId) => (
          <RunReader key={runId} runId={runId} onRead={onRead} />
        ))}
        {runIds.length === 0 && (
          <EmptyState
            icon={<IconGitCompare aria-hidden />}
            title="No runs are chosen"
            hint={`Choose two to ${MAX_COMPARED} runs above.`}
          />
        )}
        {runs.length > 0 && <Comparison runs={runs} />}
      </Stack>
    </>
  );
};

/** As all tables, legends and charts below call them. */
const withDistinctNames = (runs: readonly ComparedRun[]): ComparedRun[] => {
  const names = distinctNames(runs.map(({ summary }) => summary));
  return runs.map((run) => {
    const name = names.get(run.summary.runId) ?? run.summary.name;
    return { ...run, summary: { ...run.summary, name } };
  });
};

const RunChoice = ({ runIds }: { readonly runIds: readonly string[] }) => {
  const all = useRuns().data ?? [];
  const navigate = useNavigate();
  const names = distinctNames(all);
  const strangers = runIds.filter((runId) => !names.has(runId));
  return (
    <MultiSelect
      label="Runs"
      description={`Up to ${MAX_COMPARED}.`}
      placeholder={runIds.length < MAX_COMPARED ? 'Add a run' : ''}
      data={[
        ...all.map(({ runId, round }) => ({
          value: runId,
          label: `${names.get(runId)}, ${countOf(round, 'round')}`,
        })),
        ...strangers.map((runId) => ({ value: runId, label: runId })),
      ]}
      value={[...runIds]}
      maxValues={MAX_COMPARED}
      searchable
      onChange={(chosen) => navigate(compareAddress(chosen), { replace: true })}
    />
  );
};

const Comparison = ({ runs }: { readonly runs: readonly ComparedRun[] }) => {
  const [axis, setAxis] = useState<CurveAxis>('round');
  return (
    <>
      <OutcomeTable runs={runs} />
      <SegmentedControl
        value={axis}
        onChange={(value) => setAxis(value === 'bytes' ? 'bytes' : 'round')}
        data={[
          { value: 'round', label: 'By round' },
          { value: 'bytes', label: 'By bytes sent' },
        ]}
        aria-label="What the curves are drawn over"
        style={{ alignSelf: 'flex-start' }}
      />
      <RunLegend runs={runs} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <OverlayCard runs={runs} axis={axis} metric="accuracy" />
        <OverlayCard runs={runs} axis={axis} metric="loss" />
      </SimpleGrid>
      <SettingsTable runs={runs} />
    </>
  );
};
