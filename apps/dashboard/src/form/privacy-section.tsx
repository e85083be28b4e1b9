import { Stack, Text } from '@mantine/core';
import { type PrivacyConfig, privacyModes } from '@tributary/fedavg';
import { CatalogueSelect } from './catalogue-select.tsx';
import { type FormSection, listed } from './form-section.ts';
import { defaultsOf } from './run-draft.ts';
import { schemaFields } from './schema-fields.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';

type Mode = PrivacyConfig['mode'];

const options = Object.entries(privacyModes).map(([value, { title, description }]) => ({
  ...{ value, label: title, description },
}));

const fieldsOf = (mode: Mode) => schemaFields(privacyModes[mode].settings);

/** How much the model may tell of any one client. */
export const privacySection: FormSection = {
  key: 'privacy',
  title: 'Differential privacy',
  holds: ['privacy'],
  summarise: ({ privacy }) =>
    [privacyModes[privacy.mode].title, listed(fieldsOf(privacy.mode), privacy)]
      .filter(Boolean)
      .join(': '),
  draw: (form) => <PrivacyInputs form={form} />,
};

const PrivacyInputs = ({ form }: { readonly form: RunForm }) => {
  const { mode } = form.values.privacy;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Bounds what anybody can learn of one client from the models, and ends the run before more
        would leak than the budget allows.
      </Text>
      <CatalogueSelect
        label="Noise"
        options={options}
        value={mode}
        onChange={(chosen) => form.setFieldValue('privacy', privacyOf(chosen as Mode))}
      />
      <SchemaInputs form={form} fields={fieldsOf(mode)} path="privacy" />
    </Stack>
  );
};

const privacyOf = (mode: Mode) =>
  ({ mode, ...defaultsOf(privacyModes[mode].settings) }) as PrivacyConfig;
