import { Button, Group, Stack, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconRotateClockwise } from '@tabler/icons-react';
import { openCohort, type RoundRecord } from '@tributary/rounds';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { ArrivalChart } from '../../components/arrival-chart.tsx';
import { CohortCard } from '../../components/cohort-card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LaneTable } from '../../components/lane-table.tsx';
import { RoundFigures } from '../../components/round-figures.tsx';
import { UpdateStrip } from '../../components/update-strip.tsx';
import { roundStory } from '../../view/round-story.ts';
import { marksOfRecord, updateMarks } from '../../view/stand-out.ts';
import { useRunContext } from './run-context.ts';

/** One round: who was asked, when the updates came, who dropped out and why, and what they were like. */
export const RoundPage = () => {
  const { summary, log } = useRunContext();
  const { round: asked = '' } = useParams();
  const round = Number(asked);
  const { history, phase } = log.state;
  const record = history[round - 1];
  const isOpen = record === undefined && round === log.state.round && phase.name !== 'idle';
  if (record === undefined && !isOpen) {
    return (
      <EmptyState
        icon={<IconRotateClockwise aria-hidden />}
        title={`There is no round ${asked} yet`}
        hint={`This run has done ${history.length} so far.`}
      >
        <Button component={Link} to={`/runs/${summary.runId}/rounds`} variant="default">
          All rounds
        </Button>
      </EmptyState>
    );
  }
  return <OneRound round={round} record={record} />;
};

interface OneRoundProps {
  readonly round: number;
  /** Absent while it is open. */
  readonly record: RoundRecord | undefined;
}

const OneRound = ({ round, record }: OneRoundProps) => {
  const { log, config, points } = useRunContext();
  // A committed round stays as it is however the log grows.
  const told = record === undefined ? log : record;
  const stories = useMemo(() => roundStory(log, round, config), [told, round, config]);
  const cohort = record?.cohort ?? openCohort(log.state) ?? {};
  const marks = record ? marksOfRecord(record) : updateMarks(cohort);
  return (
    <Stack gap="lg">
      <RoundHeader round={round} isOpen={record === undefined} />
      <RoundFigures point={points[round - 1]} stories={stories} cohort={cohort} />
      {stories.toReversed().map((story) => (
        <ArrivalChart key={story.attempt} story={story} />
      ))}
      <UpdateStrip marks={marks} devices={log.devices} />
      {stories.length === 0 ? (
        <CohortCard cohort={cohort} devices={log.devices} />
      ) : (
        stories
          .toReversed()
          .map((story) => (
            <LaneTable key={story.attempt} story={story} devices={log.devices} cohort={cohort} />
          ))
      )}
    </Stack>
  );
};

const RoundHeader = ({ round, isOpen }: { readonly round: number; readonly isOpen: boolean }) => {
  const { summary, log } = useRunContext();
  const base = `/runs/${summary.runId}/rounds`;
  const { history, phase } = log.state;
  const hasNext = round < history.length || (round === history.length && phase.name !== 'idle');
  return (
    <Group justify="space-between">
      <Title order={2} size="h3">
        Round {round}
        {isOpen && ', open'}
      </Title>
      <Group gap="xs">
        <Button component={Link} to={base} variant="default" size="xs">
          All rounds
        </Button>
        {round > 1 && (
          <Button
            component={Link}
            to={`${base}/${round - 1}`}
            variant="default"
            size="xs"
            leftSection={<IconChevronLeft size={14} aria-hidden />}
          >
            Round {round - 1}
          </Button>
        )}
        {hasNext && (
          <Button
            component={Link}
            to={`${base}/${round + 1}`}
            variant="default"
            size="xs"
            rightSection={<IconChevronRight size={14} aria-hidden />}
          >
            Round {round + 1}
          </Button>
        )}
      </Group>
    </Group>
  );
};
