import { Loader, Stack, Text } from '@mantine/core';
import { type PrivacyConfig, privacyModes } from '@tributary/fedavg';
import type { RunConfig } from '@tributary/protocol';
import { forecastSentences } from '../view/forecast-sentences.ts';
import type { PrivacyForecast } from '../view/privacy-forecast.ts';
import { CatalogueSelect } from './catalogue-select.tsx';
import { type FormSection, listed } from './form-section.ts';
import { privacyFields } from './privacy-fields.ts';
import { defaultsOf } from './run-draft.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';

type Mode = PrivacyConfig['mode'];

const options = Object.entries(privacyModes).map(([value, { title, description }]) => ({
  ...{ value, label: title, description },
}));

/** How much the model may tell of any one client. */
export const privacySection: FormSection = {
  key: 'privacy',
  title: 'Differential privacy',
  holds: ['privacy'],
  summarise: ({ privacy }) =>
    [privacyModes[privacy.mode].title, listed(privacyFields(privacy), privacy)]
      .filter(Boolean)
      .join(': '),
  draw: (form, { forecast }) => <PrivacyInputs form={form} forecast={forecast} />,
};

interface PrivacyInputsProps {
  readonly form: RunForm;
  readonly forecast: PrivacyForecast | null;
}

const PrivacyInputs = ({ form, forecast }: PrivacyInputsProps) => {
  const { mode } = form.values.privacy;
  const isWrong = (key: string) => form.errors[`privacy.${key}`] !== undefined;
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
      <SchemaInputs
        form={form}
        fields={privacyFields(form.values.privacy, isWrong)}
        path="privacy"
      />
      {mode !== 'none' && <Forecast plan={form.values} forecast={forecast} />}
    </Stack>
  );
};

interface ForecastProps {
  readonly plan: RunConfig;
  readonly forecast: PrivacyForecast | null;
}

/** What the settings would spend; nothing while they are not whole. */
export const Forecast = ({ plan, forecast }: ForecastProps) => (
  <div aria-live="polite">
    {forecast !== null &&
      forecastSentences(plan, forecast).map((sentence, index) => (
        <Text key={sentence} size="sm" {...(index === 0 ? { fw: 600 } : { c: 'dimmed' })}>
          {sentence}
          {index === 0 && !forecast.isExact && (
            <Loader size={12} ml="xs" aria-label="Counting more closely" />
          )}
        </Text>
      ))}
  </div>
);

/** A mode with its usual settings. */
export const privacyOf = (mode: Mode) =>
  ({ mode, ...defaultsOf(privacyModes[mode].settings) }) as PrivacyConfig;
