import { Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { CatalogueOption } from '../view/catalogue.ts';
import { CatalogueSelect } from './catalogue-select.tsx';
import { schemaFields } from './schema-fields.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';

/** What a registry says of an entry, as far as a form asks. */
interface Rule {
  readonly paper: string;
  readonly params: z.ZodObject;
}

interface RuleInputsProps {
  readonly form: RunForm;
  readonly label: string;
  readonly options: readonly CatalogueOption[];
  /** The chosen entry's name, or an option that stands for none. */
  readonly value: string;
  /** Undefined where none is chosen. */
  readonly rule: Rule | undefined;
  /** Where its parameters stand in the form. */
  readonly path: string;
  readonly onChange: (name: string) => void;
}

/** A choice from a registry, where it comes from, and inputs for its parameters. */
export const RuleInputs = ({
  form,
  label,
  options,
  value,
  rule,
  path,
  onChange,
}: RuleInputsProps) => (
  <Stack gap="xs">
    <CatalogueSelect label={label} options={options} value={value} onChange={onChange} />
    {rule && (
      <>
        <Text size="xs" c="dimmed">
          {rule.paper}
        </Text>
        <SchemaInputs form={form} fields={schemaFields(rule.params)} path={path} />
      </>
    )}
  </Stack>
);
