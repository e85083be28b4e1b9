import { Alert, Button, FileButton, Group, Select, Stack, Text } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import {
  DatasetError,
  type GuessedTable,
  guessTable,
  type TableDataSchema,
} from '@tributary/model-zoo';
import { useState } from 'react';
import { countOf } from '../../view/format.ts';
import { TABLE_FILES } from '../table-files.ts';
import { firstRows } from './first-rows.ts';
import { possibleTargets, schemaFromGuess } from './schema-from-guess.ts';

interface ExampleTableProps {
  readonly schema: TableDataSchema;
  readonly onChange: (schema: TableDataSchema) => void;
}

interface LoadedTable {
  readonly file: string;
  readonly table: GuessedTable;
}

/** Fills in the columns from a file of the person's own, which is read here and goes nowhere. */
export const ExampleTable = ({ schema, onChange }: ExampleTableProps) => {
  const [loaded, setLoaded] = useState<LoadedTable | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | null) => {
    if (file === null) return;
    try {
      const table = guessTable(await firstRows(file), file.name, schema.missing);
      const targets = possibleTargets(table, schema.target.kind);
      const target = targets.includes(schema.target.column) ? schema.target.column : targets.at(-1);
      setLoaded({ file: file.name, table });
      setProblem(null);
      onChange(schemaFromGuess(schema, table, target ?? ''));
    } catch (error) {
      // A file that was moved or may not be read is a DOMException.
      if (!(error instanceof DatasetError || error instanceof DOMException)) throw error;
      setProblem(error.message);
    }
  };
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton onChange={take} accept={TABLE_FILES}>
          {(props) => (
            <Button {...props} variant="light" leftSection={<IconTable size={16} aria-hidden />}>
              Fill in from an example table
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" style={{ flex: '1 1 200px' }}>
          A CSV or TSV file with the columns’ names in its first line. It is read in this browser
          and not uploaded.
        </Text>
      </Group>
      {problem !== null && (
        <Alert color="red" role="alert" title="This table cannot be read">
          {problem}
        </Alert>
      )}
      {loaded && <Findings loaded={loaded} schema={schema} onChange={onChange} />}
    </Stack>
  );
};

const Findings = ({
  loaded: { file, table },
  schema,
  onChange,
}: ExampleTableProps & { readonly loaded: LoadedTable }) => {
  const targets = possibleTargets(table, schema.target.kind);
  const left = table.columns.filter(({ column }) => column === null);
  return (
    <Stack gap="xs" aria-live="polite">
      <Text size="sm">
        Read {countOf(table.numRows, 'row')} of {file}. Look the columns over: ranges are what was
        seen, and somewhat more.
      </Text>
      {left.map(({ name, reason }) => (
        <Text key={name} size="xs" c="dimmed">
          Left out “{name}”: {reason}.
        </Text>
      ))}
      {targets.length === 0 ? (
        <Alert color="orange" title="Nothing here can be predicted">
          {schema.target.kind === 'class'
            ? 'No column has only a few different values. Choose another goal or another table.'
            : 'No column holds numbers. Choose another goal or another table.'}
        </Alert>
      ) : (
        <Select
          label="Which column is to be predicted?"
          data={targets}
          value={targets.includes(schema.target.column) ? schema.target.column : null}
          allowDeselect={false}
          onChange={(target) => target !== null && onChange(schemaFromGuess(schema, table, target))}
        />
      )}
    </Stack>
  );
};
