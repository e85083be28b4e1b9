import { Divider, SimpleGrid, Stack, Text } from '@mantine/core';
import { strategies } from '@tributary/fedavg';
import { type DataSpec, modelTitle, partitioners } from '@tributary/model-zoo';
import {
  dataSchemaSchema,
  partitionSpecSchema,
  type RunConfig,
  type TaskSpec,
} from '@tributary/protocol';
import { PartitionPicture } from '../components/partition-picture.tsx';
import {
  type CatalogueOption,
  catalogue,
  modelsFor,
  publicName,
  titleOfData,
} from '../view/catalogue.ts';
import { aggregationSection } from './aggregation-section.tsx';
import { CatalogueSelect } from './catalogue-select.tsx';
import { compressionSection } from './compression-section.tsx';
import { type FormSection, listed } from './form-section.ts';
import { PreprocessingList } from './preprocessing-list.tsx';
import { privacySection } from './privacy-section.tsx';
import { draftOnDataset, partitionerDefaults, strategyDefaults } from './run-draft.ts';
import { runFields } from './run-fields.ts';
import { schemaFields } from './schema-fields.ts';
import { SchemaInputs } from './schema-inputs.tsx';

/** A section that is nothing but settings of the run config's own schema. */
const settingsSection = (
  title: string,
  key: 'clientWork' | 'cohort' | 'reporting' | 'retention' | 'seed',
): FormSection => {
  const path = key === 'seed' ? '' : key;
  const own = (...given: Parameters<typeof runFields>) =>
    runFields(...given).filter((field) => field.key === key);
  return {
    key,
    title,
    holds: [key],
    summarise: (config) => listed(own(config), config),
    draw: (form) => {
      const isWrong = (setting: string) => form.errors[setting] !== undefined;
      const fields = own(form.values, isWrong).flatMap((field) =>
        field.kind === 'group' ? field.fields : [field],
      );
      return <SchemaInputs form={form} fields={fields} path={path} />;
    },
  };
};

const taskSection: FormSection = {
  key: 'task',
  title: 'Data and model',
  holds: ['task'],
  summarise: ({ task }) => `${modelTitle(task.model)} on ${titleOfData(task.dataset)}`,
  draw: (form) => (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <CatalogueSelect
        label="Data set"
        options={datasetOptions(form.values.task.dataset)}
        value={publicName(form.values.task.dataset)}
        onChange={(dataset) => form.setValues(draftOnDataset(form.values, dataset))}
      />
      <CatalogueSelect
        label="Model"
        options={fittingModels(form.values.task)}
        value={publicName(form.values.task.model)}
        onChange={(model) => form.setFieldValue('task.model', model)}
      />
      <PreprocessingList steps={form.values.task.preprocessing} />
    </SimpleGrid>
  ),
};

/** Own data is described in the wizard; from here it can only be left for a public data set. */
const datasetOptions = (data: DataSpec): readonly CatalogueOption[] =>
  typeof data === 'string'
    ? catalogue.datasets
    : [
        {
          ...{ value: publicName(data), label: titleOfData(data) },
          description: 'Data that every device brings, as it is described under “Data”.',
        },
        ...catalogue.datasets,
      ];

/** The models that fit, and one that somebody brought; all of them while the data is still being described. */
const fittingModels = (task: TaskSpec): readonly CatalogueOption[] => {
  const { dataset, model } = task;
  const fitting =
    typeof dataset === 'string' || dataSchemaSchema.safeParse(dataset).success
      ? modelsFor(task)
      : catalogue.models;
  const brought = { value: publicName(model), label: modelTitle(model) };
  return typeof model === 'string'
    ? fitting
    : [{ ...brought, description: 'A model that was brought, layer by layer.' }, ...fitting];
};

const partitionSeed = schemaFields(partitionSpecSchema.pick({ seed: true })).map((field) => ({
  ...field,
  description: 'Decides which client gets which examples.',
}));

const partitionSection: FormSection = {
  key: 'partition',
  title: 'Division of the demo data',
  holds: ['partition'],
  summarise: ({ partition }) =>
    [
      partition.partitioner,
      listed(schemaFields(partitioners.get(partition.partitioner).params), partition.params),
    ]
      .filter(Boolean)
      .join(': '),
  draw: (form) => (
    <Stack>
      <Text size="sm" c="dimmed">
        How the data set is dealt to clients that bring no data of their own.
      </Text>
      <CatalogueSelect
        label="Partitioner"
        options={catalogue.partitioners}
        value={form.values.partition.partitioner}
        onChange={(partitioner) =>
          form.setFieldValue('partition', {
            ...form.values.partition,
            partitioner,
            params: partitionerDefaults(partitioner),
          })
        }
      />
      <SchemaInputs
        form={form}
        fields={schemaFields(partitioners.get(form.values.partition.partitioner).params)}
        path="partition.params"
      />
      <SchemaInputs form={form} fields={partitionSeed} path="partition" />
      <PartitionPicture
        dataset={publicName(form.values.task.dataset)}
        partition={form.values.partition}
      />
    </Stack>
  ),
};

const strategySection: FormSection = {
  key: 'strategy',
  title: 'Strategy',
  holds: ['strategy'],
  summarise: ({ strategy }) =>
    `${strategy.name}: ${listed(schemaFields(strategies.get(strategy.name).hyperparams), strategy.hyperparams)}`,
  draw: (form) => {
    const { hyperparams, paper } = strategies.get(form.values.strategy.name);
    return (
      <Stack>
        <CatalogueSelect
          label="Strategy"
          options={catalogue.strategies}
          value={form.values.strategy.name}
          onChange={(name) =>
            form.setFieldValue('strategy', { name, hyperparams: strategyDefaults(name) })
          }
        />
        <Text size="xs" c="dimmed">
          {paper}
        </Text>
        <Divider />
        <SchemaInputs form={form} fields={schemaFields(hyperparams)} path="strategy.hyperparams" />
      </Stack>
    );
  },
};

/** Everything about a run but its name and its number of rounds. */
export const formSections: readonly FormSection[] = [
  taskSection,
  partitionSection,
  strategySection,
  aggregationSection,
  compressionSection,
  privacySection,
  settingsSection('Local training', 'clientWork'),
  settingsSection('Who takes part', 'cohort'),
  settingsSection('When a round ends', 'reporting'),
  settingsSection('Which checkpoints are kept', 'retention'),
  settingsSection('Randomness', 'seed'),
];

/** The sections that a run has: of data that devices bring, the coordinator has nothing to divide. */
export const sectionsFor = ({ task: { dataset } }: Pick<RunConfig, 'task'>): FormSection[] =>
  formSections.filter(({ key }) => key !== 'partition' || typeof dataset === 'string');

/** The sections that hold some settings. @param paths e.g. "clientWork.epochs" */
export const sectionsHolding = (paths: readonly string[]): FormSection[] =>
  formSections.filter(({ holds }) =>
    paths.some((path) => holds.some((part) => path.split('.')[0] === part)),
  );
