import { SimpleGrid, TextInput } from '@mantine/core';
import type { TableDataSchema } from '@tributary/model-zoo';
import { type EditorProps, errorOfList } from './editor-props.ts';
import { NamesInput } from './names-input.tsx';
import { NumberField } from './number-field.tsx';

type Target = TableDataSchema['target'];

/** The column that is to be predicted. */
export const TargetEditor = ({ value, errors, onChange }: EditorProps<Target>) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
    <TextInput
      label="Predicted column"
      description="What the model learns to say of a row."
      value={value.column}
      error={errors.column}
      onChange={({ currentTarget }) => onChange({ ...value, column: currentTarget.value })}
    />
    {value.kind === 'class' ? (
      <NamesInput
        label="Classes"
        description="What stands in its cells, one of these."
        value={value.classes}
        error={errorOfList(errors, 'classes')}
        // How files wrote the classes before says nothing of new ones.
        onChange={(classes) => onChange({ kind: 'class', column: value.column, classes })}
      />
    ) : (
      <NumberField
        label="Learnt in units of"
        description="About as large as usual values are: 10,000 for the prices of cars."
        value={value.unit}
        error={errors.unit}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    )}
  </SimpleGrid>
);
