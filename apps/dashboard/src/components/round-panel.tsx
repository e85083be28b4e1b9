import { Box, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { RunConfig, RunId } from '@tributary/protocol';
import { openCohort, type ReportingPhase, reportedMembers } from '@tributary/rounds';
import { useClientProgress } from '../api/use-client-progress.ts';
import { cohortRows } from '../view/cohort-rows.ts';
import { formatCountdown } from '../view/format.ts';
import { phaseSentence } from '../view/phase-sentence.ts';
import type { RunLog } from '../view/run-log.ts';
import { CohortTable } from './cohort-table.tsx';
import { JoinInvitation } from './join-invitation.tsx';
import { useNow } from './use-now.ts';

interface RoundPanelProps {
  readonly runId: RunId;
  readonly log: RunLog;
  readonly config: RunConfig;
}

/** What the run does now: the phase in words, the deadline, and every member of the open round. */
export const RoundPanel = ({ runId, log, config }: RoundPanelProps) => {
  const { state, devices } = log;
  const { phase, round } = state;
  const cohort = openCohort(state);
  const progress = useClientProgress(runId, round);
  const { headline, detail } = phaseSentence(state, config);
  return (
    <Card component="section" aria-label="Now">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Box aria-live="polite">
            <Title order={2} size="h4">
              {headline}
            </Title>
            {detail !== null && (
              <Text size="sm" c="dimmed">
                {detail}
              </Text>
            )}
          </Box>
          {'deadlineAt' in phase && <Deadline at={phase.deadlineAt} />}
        </Group>
        {phase.name === 'reporting' && <ReportedBar phase={phase} />}
        {cohort && <CohortTable rows={cohortRows(cohort, { devices, progress })} />}
        {phase.name === 'waiting' && <JoinInvitation runId={runId} />}
      </Stack>
    </Card>
  );
};

const Deadline = ({ at }: { readonly at: number }) => {
  const now = useNow(1_000);
  return (
    <Box ta="right" style={{ flexShrink: 0 }}>
      <Text size="xs" c="dimmed">
        Deadline in
      </Text>
      <Text fw={650} role="timer">
        {formatCountdown(at - now)}
      </Text>
    </Box>
  );
};

const ReportedBar = ({ phase }: { readonly phase: ReportingPhase }) => {
  const size = Object.keys(phase.cohort).length;
  const reported = reportedMembers(phase.cohort).length;
  return (
    <Progress
      value={(100 * reported) / size}
      color="teal"
      aria-label="Clients that have reported"
    />
  );
};
