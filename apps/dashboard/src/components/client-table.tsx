import { Anchor, Code, Group, Text, Tooltip } from '@mantine/core';
import { IconServer, IconWorld } from '@tabler/icons-react';
import type { ConnectedClient, RunId } from '@tributary/protocol';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useRuns } from '../api/runs.ts';
import { shortId } from '../view/format.ts';
import { Age } from './age.tsx';
import { BackendBadge } from './backend-badge.tsx';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

/** The connected clients, one in each row. */
export const ClientTable = ({ clients }: { readonly clients: readonly ConnectedClient[] }) => {
  const { data: runs } = useRuns();
  const columns = useMemo(
    () => columnsFor(new Map(runs?.map(({ runId, name }) => [runId, name]))),
    [runs],
  );
  return (
    <VirtualTable
      label="Connected clients"
      columns={columns}
      count={clients.length}
      rowAt={(index) => clients[index] as ConnectedClient}
      keyOf={({ clientId }) => clientId}
      isMain
    />
  );
};

const columnsFor = (runNames: ReadonlyMap<RunId, string>): TableColumn<ConnectedClient>[] => [
  {
    ...{ key: 'client', title: 'Client' },
    cell: ({ device }) => (
      <Text size="sm" fw={600} component="span">
        {device.name}
      </Text>
    ),
  },
  {
    key: 'kind',
    title: 'Kind',
    cell: ({ device }) => <Kind isBrowser={device.kind === 'browser'} />,
  },
  {
    ...{ key: 'backend', title: 'Backend' },
    cell: ({ device }) => <BackendBadge backend={device.backend} reason={device.backendReason} />,
  },
  { key: 'runs', title: 'Runs', cell: ({ runs }) => <RunLinks runs={runs} names={runNames} /> },
  { key: 'connected', title: 'Connected', cell: ({ connectedAt }) => <Age at={connectedAt} /> },
  {
    ...{ key: 'id', title: 'Id' },
    cell: ({ clientId }) => (
      <Tooltip label={clientId} withArrow>
        <Code>{shortId(clientId)}</Code>
      </Tooltip>
    ),
  },
];

const Kind = ({ isBrowser }: { readonly isBrowser: boolean }) => {
  const Icon = isBrowser ? IconWorld : IconServer;
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden />
      {isBrowser ? 'Browser' : 'Node'}
    </Group>
  );
};

interface RunLinksProps {
  readonly runs: readonly RunId[];
  readonly names: ReadonlyMap<RunId, string>;
}

const RunLinks = ({ runs, names }: RunLinksProps) =>
  runs.length === 0 ? (
    <Text size="sm" c="dimmed">
      None now
    </Text>
  ) : (
    <Group gap="xs">
      {runs.map((runId) => (
        <Anchor key={runId} component={Link} to={`/runs/${runId}`} size="sm">
          {names.get(runId) ?? shortId(runId)}
        </Anchor>
      ))}
    </Group>
  );
