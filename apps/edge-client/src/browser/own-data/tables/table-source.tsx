import { Stack } from '@mantine/core';
import type { ColumnMapping } from '@tributary/local-data';
import type { TableDataSchema } from '@tributary/model-zoo';
import { useMemo } from 'react';
import type { SourceProps } from '../brought.ts';
import { describeColumn, describeTarget } from '../describe-schema.ts';
import { useDesk } from '../desk/use-desk.ts';
import { FilePicker } from '../file-picker.tsx';
import { Refusal } from '../refusal.tsx';
import { ColumnMappingForm } from './column-mapping.tsx';
import { TablePreview } from './table-preview.tsx';
import { TableReadingForm } from './table-reading.tsx';
import { type TableSteps, useCheckedTable } from './use-checked-table.ts';
import { WantedColumns } from './wanted-columns.tsx';

/** Rows of a CSV or TSV file. */
export const TableSource = ({ schema, onBrought }: SourceProps<TableDataSchema>) => {
  const call = useDesk();
  const steps = useMemo(
    (): TableSteps<ColumnMapping> => ({
      open: (picked, reading) => call('openTable', { picked, schema, reading }),
      check: (mapping) => call('checkTable', { schema, mapping }),
    }),
    [call, schema],
  );
  const [{ table, refusal, isBusy }, { open, remap }] = useCheckedTable(
    steps,
    ({ picked: { path }, checked }) => onBrought({ source: path, checked }),
  );
  const wanted = [
    ...schema.columns.map((column) => ({
      name: column.name,
      description: describeColumn(schema, column),
    })),
    { name: schema.target.column, description: describeTarget(schema) },
  ];
  return (
    <Stack gap="sm">
      {table === null && <WantedColumns wanted={wanted} />}
      <FilePicker
        what="a table (CSV or TSV)"
        buttons={[{ label: 'Choose a table', kind: 'file', accept: '.csv,.tsv,.tab,.txt,.data' }]}
        isBusy={isBusy}
        onPick={([picked]) => picked && open(picked)}
      />
      <Refusal reason={refusal} keeps={table?.picked.path} />
      {table && (
        <>
          <TableReadingForm view={table.view} onChange={(reading) => open(table.picked, reading)} />
          <ColumnMappingForm
            view={table.view}
            wanted={wanted}
            mapping={table.mapping}
            onChange={(name, at) => remap({ ...table.mapping, [name]: at })}
          />
          <TablePreview view={table.view} />
        </>
      )}
    </Stack>
  );
};
