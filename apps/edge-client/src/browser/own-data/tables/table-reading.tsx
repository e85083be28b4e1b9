import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { TableReading } from '@tributary/local-data';
import type { TableView } from '../desk/desk.ts';

interface TableReadingProps {
  readonly view: TableView;
  readonly onChange: (reading: TableReading) => void;
}

const DELIMITERS = [
  { value: ',', label: 'commas' },
  { value: '\t', label: 'tabs' },
  { value: ';', label: 'semicolons' },
  { value: '|', label: 'upright bars' },
];

/** How the file is written: as it was guessed, to be corrected. */
export const TableReadingForm = ({ view, onChange }: TableReadingProps) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
    <NativeSelect
      label="The first row"
      value={String(view.hasHeader)}
      data={[
        { value: 'true', label: 'names the columns' },
        { value: 'false', label: 'is data already' },
      ]}
      onChange={({ currentTarget }) =>
        onChange({ delimiter: view.delimiter, hasHeader: currentTarget.value === 'true' })
      }
    />
    <NativeSelect
      label="Cells are divided by"
      value={view.delimiter}
      data={DELIMITERS}
      onChange={({ currentTarget }) => onChange({ delimiter: currentTarget.value })}
    />
  </SimpleGrid>
);
