import { NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Column, TableDataSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';
import { useEffect, useState } from 'react';
import { formatRange } from '../describe-prediction.ts';
import { emptyColumns, middleRow, type Row, rowExample } from '../row-example.ts';

interface RowInputProps {
  readonly schema: TableDataSchema;
  readonly onChange: (example: UnlabelledExamples | null) => void;
}

/** A row of the table, field by field; it begins in the middle of every range. */
export const RowInput = ({ schema, onChange }: RowInputProps) => {
  const [row, setRow] = useState<Row>(() => middleRow(schema));
  const empty = emptyColumns(schema, row);
  // Only what is filled in makes another example.
  useEffect(() => {
    onChange(empty.length === 0 ? rowExample(schema, row) : null);
  }, [row]);
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Every field begins in the middle of its range: put in what you know.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {schema.columns.map((column) => (
          <Field
            key={column.name}
            column={column}
            value={row[column.name] ?? null}
            isMissed={empty.includes(column.name)}
            onChange={(value) => setRow((known) => ({ ...known, [column.name]: value }))}
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
};

interface FieldProps {
  readonly column: Column;
  readonly value: number | string | null;
  readonly isMissed: boolean;
  readonly onChange: (value: number | string | null) => void;
}

const Field = ({ column, value, isMissed, onChange }: FieldProps) =>
  column.kind === 'category' ? (
    <Select
      label={column.name}
      description={column.mayBeMissing ? 'may be left empty' : undefined}
      data={[...column.categories]}
      value={value === null ? null : String(value)}
      placeholder="not known"
      clearable={column.mayBeMissing === true}
      allowDeselect={false}
      searchable={column.categories.length > 10}
      onChange={onChange}
    />
  ) : (
    <NumberInput
      label={column.name}
      description={`${formatRange(column.range)}${column.mayBeMissing ? ', or empty' : ''}`}
      value={value ?? ''}
      error={isMissed ? 'Fill this in: every device brings it.' : null}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
    />
  );
