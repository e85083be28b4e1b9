import { Box, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { LoggedEvent, RunConfig } from '@tributary/protocol';
import type { Cohort, RunState } from '@tributary/rounds';
import { useMemo } from 'react';
import { cohortRows } from '../view/cohort-rows.ts';
import { eventSentence } from '../view/event-sentence.ts';
import { formatTime } from '../view/format.ts';
import { phaseSentence } from '../view/phase-sentence.ts';
import type { RunLog } from '../view/run-log.ts';
import { CohortTable } from './cohort-table.tsx';
import { StatusBadge } from './tone-badge.tsx';

interface MomentCardProps {
  readonly log: RunLog;
  readonly seq: number;
  readonly state: RunState;
  readonly cohort: Cohort | null;
  readonly config: RunConfig;
}

/** A moment of a run: what had just happened, what it was doing, who had reported, and what came next. */
export const MomentCard = ({ log, seq, state, cohort, config }: MomentCardProps) => {
  const { events, devices } = log;
  const rows = useMemo(
    () => cohort && cohortRows(cohort, { devices, progress: null }),
    [cohort, devices],
  );
  const { headline, detail } = phaseSentence(state, config);
  const next = seq < log.seq ? events[seq] : undefined;
  return (
    <Card component="section" aria-label="Then">
      <Stack gap="md">
        <Moment title="What had just happened" logged={events[seq - 1]} log={log} />
        <Box aria-live="polite">
          <Group gap="sm">
            <Title order={2} size="h4">
              {headline}
            </Title>
            <StatusBadge status={state.status} />
          </Group>
          {detail !== null && (
            <Text size="sm" c="dimmed">
              {detail}
            </Text>
          )}
        </Box>
        {rows !== null && <CohortTable rows={rows} isPast />}
        {next !== undefined && <Moment title="What came next" logged={next} log={log} />}
      </Stack>
    </Card>
  );
};

interface MomentProps {
  readonly title: string;
  readonly logged: LoggedEvent | undefined;
  readonly log: RunLog;
}

const Moment = ({ title, logged, log }: MomentProps) =>
  logged === undefined ? null : (
    <Box>
      <Text size="xs" c="dimmed">
        {title}, {formatTime(logged.at)}
      </Text>
      <Text size="sm">{eventSentence(logged.event, log.devices)}</Text>
    </Box>
  );
