import { Card, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type PrivacyConfig, privacyModes } from '@tributary/fedavg';
import { ConflictList } from '../form/conflict-alert.tsx';
import { privacyFields } from '../form/privacy-fields.ts';
import { Forecast, privacyOf } from '../form/privacy-section.tsx';
import { SchemaInputs } from '../form/schema-inputs.tsx';
import { withFittingNoise } from '../view/fitting-noise.ts';
import { serverSees } from '../view/server-sees.ts';
import { ChoiceCards } from './choice-cards.tsx';
import { PrivacyChart } from './privacy-chart.tsx';
import type { NewRunDraft } from './use-new-run.ts';

/** What the server sees, what noise there is, and what it comes to over the rounds. */
export const PrivacyStep = ({ run: { form, judgement } }: { readonly run: NewRunDraft }) => {
  const { privacy } = form.values;
  const isWrong = (key: string) => form.errors[`privacy.${key}`] !== undefined;
  const choose = (mode: string) => {
    const privacy = privacyOf(mode as PrivacyConfig['mode']);
    // With enough noise for the planned rounds: whoever goes on from here has a run that lasts.
    form.setFieldValue('privacy', withFittingNoise({ ...form.values, privacy }).privacy);
    if (mode !== 'none' && 'weightedBy' in form.values.strategy.hyperparams) {
      form.setFieldValue('strategy.hyperparams.weightedBy', 'uniform');
    }
  };
  return (
    <Stack>
      <Card>
        <Stack>
          <ChoiceCards
            label="Noise"
            choices={Object.entries(privacyModes).map(([value, { title, description }]) => ({
              ...{ value, title, description },
            }))}
            value={privacy.mode}
            onChange={choose}
          />
          {privacy.mode !== 'none' && (
            <Text size="sm" c="dimmed">
              Every device counts the same now, however many examples it has: otherwise the noise
              would not hide who has many.
            </Text>
          )}
        </Stack>
      </Card>
      <ServerView run={form.values} />
      {privacy.mode !== 'none' && (
        <Card component="section" aria-label="Forecast">
          <Stack>
            <Title order={2} size="h5">
              What the run would spend
            </Title>
            <Forecast plan={form.values} forecast={judgement.forecast} />
            <PrivacyChart points={judgement.curve} budget={privacy.epsilonBudget} />
            <SchemaInputs form={form} fields={privacyFields(privacy, isWrong)} path="privacy" />
          </Stack>
        </Card>
      )}
      <ConflictList conflicts={judgement.conflicts} />
    </Stack>
  );
};

const ServerView = ({ run }: { readonly run: Parameters<typeof serverSees>[0] }) => {
  const { sees, never } = serverSees(run);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Sentences title="What the server sees" sentences={sees} />
      <Sentences title="What it never sees" sentences={never} />
    </SimpleGrid>
  );
};

const Sentences = ({
  title,
  sentences,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
}) => (
  <Card component="section" aria-label={title}>
    <Title order={2} size="h5" mb="xs">
      {title}
    </Title>
    <List size="sm" spacing="xs">
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  </Card>
);
