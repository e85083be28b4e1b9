import { Code, Table, Text } from '@mantine/core';
import type { AuditEntry } from '@tributary/protocol';
import { auditActor, auditWords } from '../view/audit-words.ts';
import { formatTime } from '../view/format.ts';

/** Who changed what, newest first. */
export const AuditTable = ({ entries }: { readonly entries: readonly AuditEntry[] }) => (
  <Table.ScrollContainer type="native" minWidth={680}>
    <Table verticalSpacing={6} horizontalSpacing="lg" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Who</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th>Outcome</Table.Th>
          <Table.Th>From</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

const AuditRow = ({ entry }: { readonly entry: AuditEntry }) => {
  const { deed, object } = auditWords(entry);
  const isRefused = entry.outcome !== 'ok';
  return (
    <Table.Tr>
      <Table.Td>{formatTime(entry.at)}</Table.Td>
      <Table.Td>{auditActor(entry)}</Table.Td>
      <Table.Td title={`${entry.action} ${entry.target}`}>
        {deed} {object !== '' && <Code>{object}</Code>}
      </Table.Td>
      <Table.Td>
        <Text size="sm" {...(isRefused ? { c: 'red' } : {})}>
          {isRefused ? `Refused: ${entry.outcome}` : 'Done'}
        </Text>
      </Table.Td>
      <Table.Td>{entry.address}</Table.Td>
    </Table.Tr>
  );
};
