import { Fieldset, NumberInput, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { RunConfig } from '@tributary/protocol';
import type { Field, GroupField, NumberField } from './schema-fields.ts';
import { withoutUnit } from './setting-rows.ts';

export type RunForm = UseFormReturnType<RunConfig>;

interface SchemaInputsProps {
  readonly form: RunForm;
  readonly fields: readonly Field[];
  /** Where the fields' values stand in the form, e.g. `strategy.hyperparams`; empty for its top. */
  readonly path?: string;
}

/** An input for every field of a schema; groups become fieldsets. */
export const SchemaInputs = ({ form, fields, path = '' }: SchemaInputsProps) =>
  fields.length > 0 && (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {fields.map((field) => (
        <SchemaInput
          key={field.key}
          form={form}
          field={field}
          path={path === '' ? field.key : `${path}.${field.key}`}
        />
      ))}
    </SimpleGrid>
  );

interface SchemaInputProps {
  readonly form: RunForm;
  readonly field: Field;
  readonly path: string;
}

const SchemaInput = ({ form, field, path }: SchemaInputProps) => {
  const shared = { label: withoutUnit(field), description: field.description };
  switch (field.kind) {
    case 'number':
      return <SchemaNumberInput form={form} field={field} path={path} />;
    case 'choice':
      return (
        <Select
          {...shared}
          {...form.getInputProps(path)}
          data={[...field.options]}
          allowDeselect={false}
        />
      );
    case 'text':
      return <TextInput {...shared} {...form.getInputProps(path)} maxLength={field.maxLength} />;
    case 'toggle':
      return <Switch {...shared} {...form.getInputProps(path, { type: 'checkbox' })} />;
    case 'group':
      return field.whenOn ? (
        <OptionalGroup form={form} field={field} path={path} />
      ) : (
        <Fieldset legend={field.title} style={{ gridColumn: '1 / -1' }}>
          <SchemaInputs form={form} fields={field.fields} path={path} />
        </Fieldset>
      );
  }
};

interface OptionalGroupProps extends SchemaInputProps {
  readonly field: GroupField;
}

/** A switch, and the settings that there are when it is on. */
const OptionalGroup = ({ form, field, path }: OptionalGroupProps) => {
  const { value, onChange } = form.getInputProps(path);
  const isOn = typeof value === 'object' && value !== null;
  return (
    <Stack style={{ gridColumn: '1 / -1' }}>
      <Switch
        label={field.title}
        description={field.description}
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? field.whenOn : null)}
      />
      {isOn && <SchemaInputs form={form} fields={field.fields} path={path} />}
    </Stack>
  );
};

interface SchemaNumberInputProps extends SchemaInputProps {
  readonly field: NumberField;
}

/** Times in milliseconds (keys that end in `Ms`) are shown in seconds. */
const SchemaNumberInput = ({ form, field, path }: SchemaNumberInputProps) => {
  const isTime = field.key.endsWith('Ms');
  const scale = isTime ? 1000 : 1;
  const { value, onChange, ...inputProps } = form.getInputProps(path);
  const whenEmpty = (entered: string) => (field.optional && entered === '' ? null : entered);
  return (
    <NumberInput
      {...inputProps}
      label={withoutUnit(field)}
      description={field.description}
      value={typeof value === 'number' ? value / scale : ''}
      onChange={(entered) =>
        onChange(typeof entered === 'number' ? entered * scale : whenEmpty(entered))
      }
      {...(field.optional && { placeholder: 'off' })}
      allowDecimal={!field.integer || isTime}
      step={field.step}
      suffix={isTime ? ' s' : ''}
      thousandSeparator=","
      {...(field.min === undefined ? {} : { min: field.min / scale })}
      {...(field.max === undefined ? {} : { max: field.max / scale })}
    />
  );
};
