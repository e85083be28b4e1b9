import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import type { JoinTokenInfo } from '@tributary/protocol';
import { useRevokeJoinToken } from '../api/access.ts';
import { useRuns } from '../api/runs.ts';
import { formatNumber, formatTime, NO_VALUE, shortId } from '../view/format.ts';
import { ErrorText } from './query-panels.tsx';

/** The invitations that have not expired, each with a way to withdraw it. */
export const JoinTokenTable = ({ tokens }: { readonly tokens: readonly JoinTokenInfo[] }) => {
  const runs = useRuns();
  const names = new Map(runs.data?.map(({ runId, name }) => [runId, name]));
  return (
    <Table.ScrollContainer type="native" minWidth={680}>
      <Table verticalSpacing="sm" horizontalSpacing="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Join link</Table.Th>
            <Table.Th>Opens</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th>Expires</Table.Th>
            <Table.Th ta="right">Clients</Table.Th>
            <Table.Th>
              <VisuallyHidden>Revoke</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td>{token.label || shortId(token.id)}</Table.Td>
              <Table.Td>
                {token.runId === null
                  ? 'Any run'
                  : (names.get(token.runId) ?? shortId(token.runId))}
              </Table.Td>
              <Table.Td>{formatTime(token.createdAt)}</Table.Td>
              <Table.Td>{formatTime(token.expiresAt)}</Table.Td>
              <Table.Td ta="right">{describeUses(token)}</Table.Td>
              <Table.Td ta="right">
                <RevokeButton token={token} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

const describeUses = ({ uses, maxUses }: JoinTokenInfo): string =>
  uses === null || maxUses === null
    ? NO_VALUE
    : `${formatNumber(uses)} of ${formatNumber(maxUses)}`;

const RevokeButton = ({ token }: { readonly token: JoinTokenInfo }) => {
  const revoke = useRevokeJoinToken();
  if (token.revokedAt !== null) {
    return (
      <Text size="sm" c="dimmed">
        Revoked
      </Text>
    );
  }
  const confirm = () =>
    modals.openConfirmModal({
      title: 'Revoke this join link?',
      centered: true,
      children: (
        <Text size="sm">
          Nobody can join by it any more, and the clients that did are disconnected. With another
          link they come back as the same clients.
        </Text>
      ),
      labels: { confirm: 'Revoke the link', cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => revoke.mutate(token.id, { onError: notifyFailure }),
    });
  return (
    <Button
      size="xs"
      variant="light"
      color="red"
      loading={revoke.isPending}
      onClick={confirm}
      aria-label={`Revoke ${token.label || shortId(token.id)}`}
    >
      Revoke
    </Button>
  );
};

const notifyFailure = (error: Error) =>
  notifications.show({
    color: 'red',
    title: 'The link was not revoked',
    message: <ErrorText error={error} />,
    autoClose: 10_000,
  });
