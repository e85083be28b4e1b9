import { Card, Group, Text, Title } from '@mantine/core';
import type { Cohort } from '@tributary/rounds';
import { useMemo } from 'react';
import { clientName, compareNames, type Devices } from '../view/client-name.ts';
import { formatBytes, formatDuration, formatNorm, formatNumber, NO_VALUE } from '../view/format.ts';
import type { Lane } from '../view/round-lanes.ts';
import type { AttemptStory } from '../view/round-story.ts';
import { lossWords } from '../view/round-words.ts';
import { LaneBar } from './lane-bar.tsx';
import { ToneBadge } from './tone-badge.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

interface LaneTableProps {
  readonly story: AttemptStory;
  readonly devices: Devices;
  /** What the reducer knows of the members, of the attempt that counts. */
  readonly cohort: Cohort;
}

/** Every member of an attempt: when its update came, how its time was spent, or why none came. */
export const LaneTable = ({ story, devices, cohort }: LaneTableProps) => {
  const { lanes, openedAt } = story;
  const sorted = useMemo(
    () =>
      lanes
        .map((lane) => ({ lane, name: clientName(devices, lane.clientId) }))
        .sort((a, b) => compareNames(a.name, b.name)),
    [lanes, devices],
  );
  const widthMs = useMemo(
    () =>
      lanes.reduce(
        (most, { arrival, loss }) => Math.max(most, (arrival?.at ?? loss?.at ?? 0) - openedAt),
        1,
      ),
    [lanes, openedAt],
  );
  const columns: TableColumn<NamedLane>[] = [
    {
      ...{ key: 'client', title: 'Client' },
      cell: ({ name }) => (
        <Text size="sm" fw={600} component="span">
          {name}
        </Text>
      ),
    },
    { key: 'state', title: 'State', cell: ({ lane }) => <LaneBadge lane={lane} /> },
    {
      ...{ key: 'bar', title: 'From the opening on', width: '24%', isWide: true },
      cell: ({ lane }) => <LaneBar lane={lane} openedAt={openedAt} widthMs={widthMs * 1.05} />,
    },
    {
      ...{ key: 'after', title: 'After', align: 'end' },
      cell: ({ lane: { arrival, loss } }) => durationOr(arrival?.at ?? loss?.at ?? null, openedAt),
    },
    {
      ...{ key: 'training', title: 'Training', align: 'end' },
      cell: ({ lane: { arrival } }) => (arrival ? formatDuration(arrival.trainMs) : NO_VALUE),
    },
    {
      ...{ key: 'upload', title: 'Upload', align: 'end' },
      cell: ({ lane: { arrival } }) =>
        typeof arrival?.uploadMs === 'number' ? formatDuration(arrival.uploadMs) : NO_VALUE,
    },
    {
      ...{ key: 'norm', title: 'Norm', align: 'end' },
      cell: ({ lane }) => normOf(cohort, lane),
    },
    { key: 'detail', title: 'Detail', isWide: true, cell: ({ lane }) => detailOf(cohort, lane) },
  ];
  return (
    <Card component="section" aria-label="Members" padding={0}>
      <Group px="md" pt="md" pb="xs" justify="space-between">
        <Title order={2} size="h5">
          Members
        </Title>
        <Legend />
      </Group>
      <VirtualTable
        label="Members of the cohort"
        columns={columns}
        count={sorted.length}
        rowAt={(index) => sorted[index] as NamedLane}
        keyOf={({ lane }) => lane.clientId}
      />
    </Card>
  );
};

interface NamedLane {
  readonly lane: Lane;
  readonly name: string;
}

const Legend = () => (
  <Text size="xs" c="dimmed">
    Grey: download and getting ready. Blue: training. Green: upload. A dot: it arrived.
  </Text>
);

const LaneBadge = ({ lane: { arrival, loss } }: { readonly lane: Lane }) => {
  if (loss !== null) return <ToneBadge {...lossWords[loss.kind]} />;
  return arrival === null ? (
    <ToneBadge label="At work" tone="active" />
  ) : (
    <ToneBadge label="Counted" tone="good" />
  );
};

const durationOr = (at: number | null, openedAt: number): string =>
  at === null ? NO_VALUE : formatDuration(Math.max(0, at - openedAt));

const normOf = (cohort: Cohort, { clientId }: Lane): string => {
  const member = cohort[clientId];
  return member && 'norm' in member ? formatNorm(member.norm ?? null) : NO_VALUE;
};

const detailOf = (cohort: Cohort, { clientId, loss }: Lane): string => {
  if (loss !== null) return loss.why;
  const member = cohort[clientId];
  return member?.status === 'reported'
    ? `${formatNumber(member.numExamples)} examples, ${formatBytes(member.payloadBytes)}`
    : '';
};
