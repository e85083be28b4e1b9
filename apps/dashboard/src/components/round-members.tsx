import { Stack, Text } from '@mantine/core';
import type { RoundRecord } from '@tributary/rounds';
import { cohortRows } from '../view/cohort-rows.ts';
import { refusalSentences } from '../view/refusal-sentences.ts';
import { refusedIn } from '../view/refusals.ts';
import type { RunLog } from '../view/run-log.ts';
import { CohortTable } from './cohort-table.tsx';
import { RefusalList } from './refusal-list.tsx';

interface RoundMembersProps {
  readonly record: RoundRecord;
  readonly log: Pick<RunLog, 'devices' | 'refused'>;
}

/** Whose updates were refused until a round was committed, and what became of each member. */
export const RoundMembers = ({ record, log: { devices, refused } }: RoundMembersProps) => {
  const sentences = refusalSentences(refusedIn(record.round, refused), devices);
  return (
    <Stack gap="sm">
      {sentences.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            Refused until this round was done
          </Text>
          <RefusalList sentences={sentences} />
        </div>
      )}
      <CohortTable rows={cohortRows(record.cohort, { devices, progress: {} })} isPast />
    </Stack>
  );
};
