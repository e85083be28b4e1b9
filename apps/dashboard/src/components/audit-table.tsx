import { Code, Text } from '@mantine/core';
import type { AuditEntry } from '@tributary/protocol';
import { auditActor, auditWords } from '../view/audit-words.ts';
import { formatTime } from '../view/format.ts';
import { type TableColumn, VirtualTable } from './virtual-table.tsx';

/** Who changed what, newest first. */
export const AuditTable = ({ entries }: { readonly entries: readonly AuditEntry[] }) => (
  <VirtualTable
    label="Entries of the audit log"
    columns={columns}
    count={entries.length}
    rowAt={(index) => entries[index] as AuditEntry}
    keyOf={({ id }) => id}
  />
);

const columns: readonly TableColumn<AuditEntry>[] = [
  { key: 'when', title: 'When', cell: ({ at }) => formatTime(at) },
  { key: 'who', title: 'Who', cell: (entry) => auditActor(entry) },
  { key: 'what', title: 'What', cell: (entry) => <Deed entry={entry} /> },
  { key: 'outcome', title: 'Outcome', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
  { key: 'from', title: 'From', cell: ({ address }) => address },
];

const Deed = ({ entry }: { readonly entry: AuditEntry }) => {
  const { deed, object } = auditWords(entry);
  return (
    <span title={`${entry.action} ${entry.target}`}>
      {deed} {object !== '' && <Code>{object}</Code>}
    </span>
  );
};

const Outcome = ({ outcome }: Pick<AuditEntry, 'outcome'>) =>
  outcome === 'ok' ? (
    'Done'
  ) : (
    <Text size="sm" c="red" component="span">
      Refused: {outcome}
    </Text>
  );
