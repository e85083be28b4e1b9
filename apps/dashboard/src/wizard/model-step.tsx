import { Alert, Button, Card, Group, Loader, Stack, Text } from '@mantine/core';
import { IconGauge } from '@tabler/icons-react';
import { type ModelInput, modelOf, preprocessedInput } from '@tributary/model-zoo';
import { dataSchemaSchema } from '@tributary/protocol';
import { Link } from 'react-router';
import { PreprocessingList } from '../form/preprocessing-list.tsx';
import { useModelSpeeds } from '../try-out/use-model-speeds.ts';
import { modelsFor, publicName } from '../view/catalogue.ts';
import { modelFacts } from '../view/model-facts.ts';
import { findWireSizes } from '../view/wire-sizes.ts';
import { AdvancedSections } from './advanced-sections.tsx';
import { BringModel } from './bring-model.tsx';
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

/** What stands for a model that was brought. */
const BROUGHT = '';

/** The models to choose from: those of the zoo that fit, and one that was brought. */
const offered = ({ form, brought }: NewRunDraft, input: ModelInput) => {
  const { task } = form.values;
  const own = typeof task.model === 'string' ? brought : task.model;
  return [
    ...(own === null ? [] : [own])
      .filter((model) => modelOf(model).accepts?.(input) === undefined)
      .map((model) => ({
        ...{ value: BROUGHT, model, title: model.title },
        description: `${model.layers.length} layers, brought by you.`,
      })),
    ...modelsFor(task).map(({ value, label, description }) => ({
      ...{ value, model: value, title: label, description },
    })),
  ];
};

interface FittingModelsProps {
  readonly run: NewRunDraft;
  /** What examples are when they reach the model. */
  readonly input: ModelInput;
}

const FittingModels = ({ run, input }: FittingModelsProps) => {
  const { form } = run;
  const { task } = form.values;
  const options = offered(run, input);
  const { isMeasuring, problem, measure, ...speeds } = useModelSpeeds(input);
  const choose = (value: string) => {
    const chosen = options.find((option) => option.value === value);
    if (chosen) form.setFieldValue('task.model', chosen.model);
  };
  return (
    <Stack>
      <Card>
        <Stack>
          <ChoiceCards
            label="Model"
            columns={2}
            choices={options.map(({ model, ...choice }) => ({
              ...choice,
              more: modelFacts(
                findWireSizes({ ...form.values, task: { ...task, model } }),
                speeds.of(model),
              ).map((fact) => (
                <Text key={fact} size="xs" mt={4}>
                  {fact}
                </Text>
              )),
            }))}
            value={publicName(task.model)}
            onChange={choose}
          />
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconGauge size={16} aria-hidden />}
              disabled={isMeasuring}
              onClick={() => measure(options.map(({ model }) => model))}
            >
              Measure their speed
            </Button>
            <Text size="xs" c="dimmed" style={{ flex: '1 1 220px' }} aria-live="polite">
              {isMeasuring && <Loader size={12} mr={6} aria-hidden />}
              {isMeasuring
                ? `Measured ${speeds.count} of ${options.length} in this browser …`
                : 'Trains each for a moment in this browser. A phone may be several times slower.'}
            </Text>
          </Group>
          {problem !== null && (
            <Alert color="red" role="alert" title="The speed could not be measured">
              {problem}
            </Alert>
          )}
          <BringModel input={input} onBring={run.bringModel} />
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
