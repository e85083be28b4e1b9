import { Card, Stack, Text, Title } from '@mantine/core';
import { strategies } from '@tributary/fedavg';
import type { ReactNode } from 'react';
import { CatalogueSelect } from '../form/catalogue-select.tsx';
import { ConflictList } from '../form/conflict-alert.tsx';
import { strategyDefaults } from '../form/run-draft.ts';
import { runFields } from '../form/run-fields.ts';
import { type Field, schemaFields } from '../form/schema-fields.ts';
import { type RunForm, SchemaInputs } from '../form/schema-inputs.tsx';
import { catalogue } from '../view/catalogue.ts';
import { effectSentences } from '../view/effect-sentences.ts';
import { findWireSizes } from '../view/wire-sizes.ts';
import { AdvancedSections } from './advanced-sections.tsx';
import type { NewRunDraft } from './use-new-run.ts';

/** How often, by what rule, how long on each device, with whom and until when; the rest is folded away. */
export const TrainingStep = ({ run }: { readonly run: NewRunDraft }) => {
  const { form, judgement } = run;
  const effects = effectSentences(form.values, findWireSizes(form.values));
  const { hyperparams, paper } = strategies.get(form.values.strategy.name);
  return (
    <Stack>
      <Part title="How often" effect={effects.rounds}>
        <SchemaInputs form={form} fields={fieldsIn(form, 'rounds')} />
      </Part>
      <Part title="By what rule" effect={paper}>
        <CatalogueSelect
          label="Strategy"
          options={catalogue.strategies}
          value={form.values.strategy.name}
          onChange={(name) =>
            form.setFieldValue('strategy', { name, hyperparams: strategyDefaults(name) })
          }
        />
        <SchemaInputs form={form} fields={schemaFields(hyperparams)} path="strategy.hyperparams" />
      </Part>
      <Part title="On each device" effect={effects.work}>
        <SchemaInputs form={form} fields={fieldsIn(form, 'clientWork')} path="clientWork" />
      </Part>
      <Part title="Who takes part" effect={effects.cohort}>
        <SchemaInputs form={form} fields={fieldsIn(form, 'cohort')} path="cohort" />
      </Part>
      <Part title="Until when" effect={effects.deadline}>
        <SchemaInputs form={form} fields={fieldsIn(form, 'reporting')} path="reporting" />
      </Part>
      <ConflictList conflicts={judgement.conflicts} />
      <Title order={2} size="h5" mt="sm">
        For experts
      </Title>
      <AdvancedSections run={run} keys={['aggregation', 'retention', 'seed']} />
    </Stack>
  );
};

/** The fields of a part of the run's own settings that have an effect now. */
const fieldsIn = (form: RunForm, part: string): readonly Field[] =>
  runFields(form.values, (path) => form.errors[path] !== undefined)
    .filter(({ key }) => key === part)
    .flatMap((field) => (field.kind === 'group' ? field.fields : [field]));

interface PartProps {
  readonly title: string;
  /** What the settings come to. */
  readonly effect: string;
  readonly children: ReactNode;
}

const Part = ({ title, effect, children }: PartProps) => (
  <Card component="section" aria-label={title}>
    <Stack gap="sm">
      <Title order={2} size="h5">
        {title}
      </Title>
      {children}
      <Text size="sm" c="dimmed" aria-live="polite">
        {effect}
      </Text>
    </Stack>
  </Card>
);
