import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useRun, useRunAction } from '../api/runs.ts';
import { JoinInvitation } from '../components/join-invitation.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorPanel } from '../components/query-panels.tsx';
import { QueryView } from '../components/query-view.tsx';

/** What comes after a run was made: devices. */
export const InvitePage = () => {
  const { runId = '' } = useParams();
  const run = useRun(runId);
  const command = useRunAction();
  return (
    <QueryView query={run}>
      {({ summary, config }) => (
        <Stack maw={860} mx="auto">
          <PageHeader
            title={`${summary.name} is ready`}
            subtitle={
              summary.status === 'created'
                ? 'It is not started yet. Devices can join meanwhile.'
                : `It begins as soon as ${config.cohort.minClients} devices are there.`
            }
          />
          <Card component="section" aria-label="Invite devices">
            <Stack>
              <Text size="sm">
                {typeof summary.task.dataset === 'string'
                  ? 'Whoever opens this link lends a device. Without data of their own they get a part of the public data.'
                  : 'Whoever opens this link lends a device and brings their own data, which is checked there and stays there.'}
              </Text>
              <JoinInvitation runId={runId} />
            </Stack>
          </Card>
          {command.error !== null && <ErrorPanel error={command.error} />}
          <Group justify="flex-end">
            {summary.status === 'created' && (
              <Button
                variant="default"
                loading={command.isPending}
                onClick={() => command.mutate({ runId, action: 'start' })}
              >
                Start
              </Button>
            )}
            <Button component={Link} to={`/runs/${runId}`}>
              Watch the run
            </Button>
          </Group>
        </Stack>
      )}
    </QueryView>
  );
};
