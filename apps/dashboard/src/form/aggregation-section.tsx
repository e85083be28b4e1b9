import { Divider, Stack, Switch, Text } from '@mantine/core';
import { aggregators } from '@tributary/fedavg';
import { aggregationSpecSchema, screeningSpecSchema } from '@tributary/protocol';
import { catalogue } from '../view/catalogue.ts';
import type { FormSection } from './form-section.ts';
import { RuleInputs } from './rule-inputs.tsx';
import { defaultsOf } from './run-draft.ts';
import { schemaFields } from './schema-fields.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';
import { settingRows } from './setting-rows.ts';

/** What stands for leaving the strategy its own aggregator. */
const OWN = 'own';

const options = [
  {
    value: OWN,
    label: "The strategy's own",
    description: 'Updates are put together as the strategy says.',
  },
  ...catalogue.aggregators,
];

const { preaggregator: setting } = aggregationSpecSchema.shape;
const preaggregatorSchema = setting.unwrap().unwrap();
const preaggregatorFields = schemaFields(preaggregatorSchema);
const preaggregatorText = setting.meta() ?? {};
const rootFields = schemaFields(aggregationSpecSchema.pick({ rootExamples: true }));
const screeningFields = schemaFields(screeningSpecSchema);

/** How updates become one, and which are left out. */
export const aggregationSection: FormSection = {
  key: 'aggregation',
  title: 'Aggregation and screening',
  holds: ['aggregation', 'screening'],
  summarise: ({ aggregation: { aggregator, preaggregator }, screening }) =>
    [
      aggregator?.name ?? "The strategy's own aggregator",
      ...(preaggregator ? [`behind ${preaggregator.name}`] : []),
      ...settingRows(screeningFields, screening).map(
        ({ title, value }) => `${title.toLowerCase()} ${value}`,
      ),
    ].join(', '),
  draw: (form) => <AggregationInputs form={form} />,
};

const AggregationInputs = ({ form }: { readonly form: RunForm }) => {
  const { aggregator, preaggregator } = form.values.aggregation;
  const rule = aggregator ? aggregators.get(aggregator.name) : undefined;
  return (
    <Stack>
      <RuleInputs
        form={form}
        label="Aggregator"
        options={options}
        value={aggregator?.name ?? OWN}
        rule={rule}
        path="aggregation.aggregator.params"
        onChange={(name) =>
          form.setFieldValue('aggregation.aggregator', name === OWN ? null : ruleOf(name))
        }
      />
      {rule?.needs.includes('root') && (
        <SchemaInputs form={form} fields={rootFields} path="aggregation" />
      )}
      <Switch
        label={preaggregatorText.title}
        description={preaggregatorText.description}
        checked={preaggregator !== null}
        onChange={({ currentTarget }) =>
          form.setFieldValue(
            'aggregation.preaggregator',
            currentTarget.checked ? preaggregatorSchema.parse({}) : null,
          )
        }
      />
      {preaggregator && (
        <SchemaInputs form={form} fields={preaggregatorFields} path="aggregation.preaggregator" />
      )}
      <Divider />
      <Text size="sm" c="dimmed">
        Updates that hold NaN or infinite values, or do not fit the model, are always refused. A
        client whose update is refused or left out is told why.
      </Text>
      <SchemaInputs form={form} fields={screeningFields} path="screening" />
    </Stack>
  );
};

const ruleOf = (name: string) => ({ name, params: defaultsOf(aggregators.get(name).params) });
