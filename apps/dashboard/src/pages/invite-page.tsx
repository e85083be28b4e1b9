import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { isEnded, type RunDetail } from '@tributary/protocol';
import { Link, useParams } from 'react-router';
import { useClients } from '../api/clients.ts';
import { useRun, useRunAction, useRuns } from '../api/runs.ts';
import { useMayChange } from '../api/session.ts';
import { JoinInvitation } from '../components/join-invitation.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ErrorPanel } from '../components/query-panels.tsx';
import { QueryView } from '../components/query-view.tsx';
import { presenceSentence } from '../view/presence-sentence.ts';

/** What comes after a run was made: devices. */
export const InvitePage = () => {
  const { runId = '' } = useParams();
  const run = useRun(runId);
  return <QueryView query={run}>{(detail) => <Invite detail={detail} />}</QueryView>;
};

const Invite = ({ detail: { summary, config } }: { readonly detail: RunDetail }) => {
  const { runId, name } = summary;
  const command = useRunAction();
  const mayChange = useMayChange();
  // Of the two, the list is told when something changes.
  const { status } = useRuns().data?.find((run) => run.runId === runId) ?? summary;
  return (
    <Stack maw={860} mx="auto">
      <PageHeader
        title={`${name} is ready`}
        subtitle={
          status === 'created'
            ? 'It is not started yet. Devices can join meanwhile.'
            : 'Watch it, or invite more devices at any time.'
        }
      />
      {mayChange && !isEnded(status) && (
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
      )}
      <Presence runId={runId} status={status} wanted={config.cohort.minClients} />
      {command.error !== null && <ErrorPanel error={command.error} />}
      <Group justify="flex-end">
        {mayChange && status === 'created' && (
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
  );
};

interface PresenceProps extends Pick<Parameters<typeof presenceSentence>[0], 'status' | 'wanted'> {
  readonly runId: string;
}

/** Who has come so far, as it changes. */
const Presence = ({ runId, ...run }: PresenceProps) => {
  const clients = useClients();
  return (
    <Card component="section" aria-label="Devices now" aria-live="polite">
      <QueryView query={clients}>
        {(list) => (
          <Group gap="sm" wrap="nowrap">
            <IconDevices size={20} aria-hidden style={{ flex: 'none' }} />
            <Text size="sm">
              {presenceSentence({
                ...run,
                inRun: list.filter(({ runs }) => runs.includes(runId)).length,
                connected: list.length,
              })}
            </Text>
          </Group>
        )}
      </QueryView>
    </Card>
  );
};
