import {
  ActionIcon,
  Checkbox,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Column } from '@tributary/model-zoo';
import { type EditorProps, errorOfList } from './editor-props.ts';
import { NamesInput } from './names-input.tsx';
import { NumberField } from './number-field.tsx';

interface ColumnEditorProps extends EditorProps<Column> {
  /** Counted from 1. */
  readonly number: number;
  readonly onRemove: () => void;
}

const kinds = [
  { value: 'number', label: 'Number' },
  { value: 'category', label: 'Category' },
];

/** One column of a table: its name, what its cells are, and whether one may be missing. */
export const ColumnEditor = ({ value, errors, number, onChange, onRemove }: ColumnEditorProps) => {
  const legend = value.name || `column ${number}`;
  return (
    <Paper withBorder p="sm" component="fieldset" aria-label={`Column ${legend}`} m={0}>
      <Stack gap="xs">
        <Group align="flex-start" wrap="nowrap" gap="xs">
          <SimpleGrid cols={{ base: 1, xs: 2 }} style={{ flex: 1 }} spacing="xs">
            <TextInput
              label="Column"
              value={value.name}
              error={errors.name}
              onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
            />
            <Select
              label="Cells are"
              data={kinds}
              value={value.kind}
              allowDeselect={false}
              onChange={(kind) =>
                kind !== null && kind !== value.kind && onChange(ofKind(value, kind))
              }
            />
          </SimpleGrid>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            mt={24}
            aria-label={`Remove the column ${legend}`}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
        <Cells value={value} errors={errors} onChange={onChange} />
        <Checkbox
          label="May be missing"
          checked={value.mayBeMissing === true}
          onChange={({ currentTarget }) =>
            onChange({ ...value, mayBeMissing: currentTarget.checked || undefined })
          }
        />
      </Stack>
    </Paper>
  );
};

const Cells = ({ value, errors, onChange }: EditorProps<Column>) => {
  if (value.kind === 'category') {
    return (
      <NamesInput
        label="Categories"
        value={value.categories}
        error={errorOfList(errors, 'categories')}
        onChange={(categories) => onChange({ ...value, categories })}
      />
    );
  }
  const [low, high] = value.range;
  return (
    <SimpleGrid cols={2} spacing="xs">
      <NumberField
        label="From about"
        value={low}
        error={errorOfList(errors, 'range')}
        onChange={(changed) => onChange({ ...value, range: [changed, high] })}
      />
      <NumberField
        label="To about"
        value={high}
        error={errorOfList(errors, 'range') !== undefined}
        onChange={(changed) => onChange({ ...value, range: [low, changed] })}
      />
    </SimpleGrid>
  );
};

const ofKind = ({ name, mayBeMissing }: Column, kind: string): Column => ({
  name,
  ...(mayBeMissing && { mayBeMissing }),
  ...(kind === 'category'
    ? { kind: 'category', categories: [] }
    : { kind: 'number', range: [0, 1] }),
});
