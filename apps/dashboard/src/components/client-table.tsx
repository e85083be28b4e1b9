import { Anchor, Code, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconServer, IconWorld } from '@tabler/icons-react';
import type { ConnectedClient, RunId } from '@tributary/protocol';
import { Link } from 'react-router';
import { useRuns } from '../api/runs.ts';
import { shortId } from '../view/format.ts';
import { Age } from './age.tsx';
import { BackendBadge } from './backend-badge.tsx';

/** The connected clients, one in each row. */
export const ClientTable = ({ clients }: { readonly clients: readonly ConnectedClient[] }) => {
  const runs = useRuns();
  const names = new Map(runs.data?.map(({ runId, name }) => [runId, name]));
  return (
    <Table.ScrollContainer type="native" minWidth={720}>
      <Table verticalSpacing="sm" horizontalSpacing="lg" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Client</Table.Th>
            <Table.Th>Kind</Table.Th>
            <Table.Th>Backend</Table.Th>
            <Table.Th>Runs</Table.Th>
            <Table.Th>Connected</Table.Th>
            <Table.Th>Id</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clients.map((client) => (
            <ClientRow key={client.clientId} client={client} runNames={names} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

interface ClientRowProps {
  readonly client: ConnectedClient;
  readonly runNames: ReadonlyMap<RunId, string>;
}

const ClientRow = ({ client, runNames }: ClientRowProps) => {
  const { clientId, device, connectedAt, runs } = client;
  const isBrowser = device.kind === 'browser';
  const KindIcon = isBrowser ? IconWorld : IconServer;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {device.name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <KindIcon size={16} aria-hidden />
          {isBrowser ? 'Browser' : 'Node'}
        </Group>
      </Table.Td>
      <Table.Td>
        <BackendBadge backend={device.backend} reason={device.backendReason} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs">
          {runs.map((runId) => (
            <Anchor key={runId} component={Link} to={`/runs/${runId}`} size="sm">
              {runNames.get(runId) ?? shortId(runId)}
            </Anchor>
          ))}
          {runs.length === 0 && (
            <Text size="sm" c="dimmed">
              None now
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Age at={connectedAt} />
      </Table.Td>
      <Table.Td>
        <Tooltip label={clientId} withArrow>
          <Code>{shortId(clientId)}</Code>
        </Tooltip>
      </Table.Td>
    </Table.Tr>
  );
};
