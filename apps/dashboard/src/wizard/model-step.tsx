import { Alert, Button, Card, Group, Loader, Stack, Text } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { type ModelInput, preprocessedInput } from '@tributary/model-zoo';
import { dataSchemaSchema, type RunConfig } from '@tributary/protocol';
import { Link } from 'react-router';
import { PreprocessingList } from '../form/preprocessing-list.tsx';
import { useModelSpeeds } from '../try-out/use-model-speeds.ts';
import { modelsFor } from '../view/catalogue.ts';
import { modelFacts } from '../view/model-facts.ts';
import { findWireSizes } from '../view/wire-sizes.ts';
import { AdvancedSections } from './advanced-sections.tsx';
import { ChoiceCards } from './choice-cards.tsx';
import type { NewRunDraft } from './use-new-run.ts';
import { stepAddress } from './wizard-frame.tsx';

/** Which of the models that fit the data is trained, and in what form it travels. */
export const ModelStep = ({ run }: { readonly run: NewRunDraft }) => {
  const { task } = run.form.values;
  if (typeof task.dataset !== 'string' && !dataSchemaSchema.safeParse(task.dataset).success) {
    return (
      <Alert color="orange" title="First the data">
        <Text size="sm">Which models fit depends on what devices bring.</Text>
        <Button mt="sm" variant="default" component={Link} to={stepAddress('data')}>
          Describe the data
        </Button>
      </Alert>
    );
  }
  return <FittingModels run={run} input={preprocessedInput(task)} />;
};

const FittingModels = ({
  run,
  input,
}: {
  readonly run: NewRunDraft;
  readonly input: ModelInput;
}) => {
  const { form } = run;
  const { task } = form.values;
  const options = modelsFor(task);
  const { speeds, isMeasuring, problem, measure } = useModelSpeeds(input);
  return (
    <Stack>
      <Card>
        <Stack>
          <ChoiceCards
            label="Model"
            columns={2}
            choices={options.map(({ value, label, description }) => ({
              ...{ value, description, title: label },
              more: modelFacts(findWireSizes(withModel(form.values, value)), speeds.get(value)).map(
                (fact) => (
                  <Text key={fact} size="xs" mt={4}>
                    {fact}
                  </Text>
                ),
              ),
            }))}
            value={task.model}
            onChange={(model) => form.setFieldValue('task.model', model)}
          />
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconGauge size={16} aria-hidden />}
              disabled={isMeasuring}
              onClick={() => measure(options.map(({ value }) => value))}
            >
              Measure their speed
            </Button>
            <Text size="xs" c="dimmed" style={{ flex: '1 1 220px' }} aria-live="polite">
              {isMeasuring && <Loader size={12} mr={6} aria-hidden />}
              {isMeasuring
                ? `Measured ${speeds.size} of ${options.length} in this browser …`
                : 'Trains each for a moment in this browser. A phone may be several times slower.'}
            </Text>
          </Group>
          {problem !== null && (
            <Alert color="red" role="alert" title="The speed could not be measured">
              {problem}
            </Alert>
          )}
        </Stack>
      </Card>
      {task.preprocessing.length > 0 && (
        <Card>
          <PreprocessingList steps={task.preprocessing} />
        </Card>
      )}
      <AdvancedSections run={run} keys={['compression']} />
    </Stack>
  );
};

const withModel = (config: RunConfig, model: string): RunConfig => ({
  ...config,
  task: { ...config.task, model },
});
