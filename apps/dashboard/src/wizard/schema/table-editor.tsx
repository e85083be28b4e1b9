import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Column, TableDataSchema } from '@tributary/model-zoo';
import { useRef } from 'react';
import { ColumnEditor } from './column-editor.tsx';
import { type EditorProps, errorsUnder } from './editor-props.ts';
import { ExampleTable } from './example-table.tsx';
import { NamesInput } from './names-input.tsx';
import { TargetEditor } from './target-editor.tsx';

/** The columns of a table, what is predicted of them, and how missing cells are written. */
export const TableEditor = ({ value, errors, onChange }: EditorProps<TableDataSchema>) => {
  const { columns } = value;
  const addButton = useRef<HTMLButtonElement>(null);
  const setColumns = (changed: readonly Column[]) => onChange(withColumns(value, changed));
  const remove = (at: number) => {
    setColumns(columns.toSpliced(at, 1));
    // Elsewhere the next column moves up, and its button is where the focus is.
    if (at === columns.length - 1) addButton.current?.focus();
  };
  return (
    <Stack>
      <ExampleTable schema={value} onChange={onChange} />
      <TargetEditor
        value={value.target}
        errors={errorsUnder(errors, 'target')}
        onChange={(target) => onChange({ ...value, target })}
      />
      <Title order={2} size="h5">
        Columns it is predicted from
      </Title>
      {columns.map((column, at) => (
        <ColumnEditor
          // A column is its place: names change while they are typed.
          key={at}
          number={at + 1}
          value={column}
          errors={errorsUnder(errors, `columns.${at}`)}
          onChange={(changed) => setColumns(columns.with(at, changed))}
          onRemove={() => remove(at)}
        />
      ))}
      {(errors.columns ?? errors['']) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errors.columns ? 'Add at least one column.' : errors['']}
        </Text>
      )}
      <Group>
        <Button
          ref={addButton}
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setColumns([...columns, { name: '', kind: 'number', range: [0, 1] }])}
        >
          Add a column
        </Button>
      </Group>
      {columns.some(({ mayBeMissing }) => mayBeMissing) && (
        <NamesInput
          label="Written for missing"
          description="An empty cell, and these."
          value={value.missing.filter((mark) => mark !== '')}
          error={errors.missing}
          onChange={(marks) => onChange({ ...value, missing: ['', ...marks] })}
        />
      )}
    </Stack>
  );
};

/** How files write the categories of a column that has changed says nothing of the new ones. */
const withColumns = (
  { codes, ...schema }: TableDataSchema,
  columns: readonly Column[],
): TableDataSchema => {
  const kept = Object.entries(codes ?? {}).filter(([name, written]) =>
    columns.some(
      (column) =>
        column.kind === 'category' &&
        column.name === name &&
        column.categories.length === written.length,
    ),
  );
  return { ...schema, columns, ...(kept.length > 0 && { codes: Object.fromEntries(kept) }) };
};
