import { SimpleGrid } from '@mantine/core';
import { type Cohort, reportedMembers } from '@tributary/rounds';
import { formatBytes, formatDuration, NO_VALUE } from '../view/format.ts';
import type { RoundPoint } from '../view/round-series.ts';
import { type AttemptStory, lossesByKind } from '../view/round-story.ts';
import { lossSummary } from '../view/round-words.ts';
import { Figure } from './figure.tsx';

interface RoundFiguresProps {
  /** Absent while the round is open. */
  readonly point: RoundPoint | undefined;
  readonly stories: readonly AttemptStory[];
  readonly cohort: Cohort;
}

/** A round in numbers: who took part, what it moved, and what its time was spent on. */
export const RoundFigures = ({ point, stories, cohort }: RoundFiguresProps) => {
  const last = stories.at(-1);
  const counted = reportedMembers(cohort).length;
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 4 }} spacing="md">
      <Figure
        label="Updates that counted"
        value={`${counted} of ${Object.keys(cohort).length}`}
        {...(stories.length > 1 && { note: `in attempt ${stories.length}` })}
      />
      {last !== undefined && (
        <Figure
          label="Dropped out"
          value={String(lostIn(last))}
          note={lossSummary(lossesByKind(last.lanes))}
        />
      )}
      <Figure label="From the clients" value={point ? formatBytes(point.bytesUp) : NO_VALUE} />
      <Figure label="To the clients" value={point ? formatBytes(point.bytesDown) : NO_VALUE} />
      {point && (
        <>
          <Figure
            label="Waiting for clients"
            value={formatDuration(point.waitingMs)}
            note="before it opened, and after the last report"
          />
          <Figure
            label="Training"
            value={formatDuration(point.trainingMs)}
            note={`and ${formatDuration(point.transferMs)} of download and upload`}
          />
          <Figure label="Averaging" value={formatDuration(point.averagingMs)} />
          <Figure label="Testing" value={formatDuration(point.testingMs)} />
        </>
      )}
    </SimpleGrid>
  );
};

const lostIn = ({ lanes }: AttemptStory): number =>
  lanes.filter(({ loss }) => loss !== null).length;
