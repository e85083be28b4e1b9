import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import type { JoinTokenInfo, RunId } from '@tributary/protocol';
import { useRevokeJoinToken } from '../api/access.ts';
import { useRuns } from '../api/runs.ts';
import { formatMinute, formatNumber, NO_VALUE, shortId } from '../view/format.ts';
import { ErrorText } from './query-panels.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

/** The invitations that have not expired, each with a way to withdraw it. */
export const JoinTokenTable = ({ tokens }: { readonly tokens: readonly JoinTokenInfo[] }) => {
  const runs = useRuns();
  const names = new Map(runs.data?.map(({ runId, name }) => [runId, name]));
  return (
    <VirtualTable
      label="Links to join by"
      columns={columnsFor(names)}
      count={tokens.length}
      rowAt={(index) => tokens[index] as JoinTokenInfo}
      keyOf={({ id }) => id}
    />
  );
};

const columnsFor = (names: ReadonlyMap<RunId, string>): TableColumn<JoinTokenInfo>[] => [
  { key: 'link', title: 'Join link', cell: ({ id, label }) => label || shortId(id) },
  {
    ...{ key: 'opens', title: 'Opens' },
    cell: ({ runId }) => (runId === null ? 'Any run' : (names.get(runId) ?? shortId(runId))),
  },
  { key: 'made', title: 'Made', cell: ({ createdAt }) => formatMinute(createdAt) },
  { key: 'expires', title: 'Expires', cell: ({ expiresAt }) => formatMinute(expiresAt) },
  { key: 'clients', title: 'Clients', align: 'end', cell: describeUses },
  {
    key: 'revoke',
    title: 'Withdraw',
    isWide: true,
    cell: (token) => <RevokeButton token={token} />,
  },
];

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
