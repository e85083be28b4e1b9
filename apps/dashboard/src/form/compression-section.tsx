import { Divider, Stack, Text } from '@mantine/core';
import { compressors } from '@tributary/fedavg';
import { compressionSpecSchema } from '@tributary/protocol';
import { isLossy, pipelineWords } from '../view/pipeline-words.ts';
import { CatalogueSelect } from './catalogue-select.tsx';
import type { FormSection } from './form-section.ts';
import {
  codecOf,
  codecOptions,
  maxTransforms,
  NO_TRANSFORM,
  pipelineOf,
  pipelineOptions,
  stagesOf,
  transformOptions,
  withCodec,
  withTransform,
} from './pipeline-choice.ts';
import { RuleInputs } from './rule-inputs.tsx';
import { schemaFields } from './schema-fields.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';

const feedback = schemaFields(compressionSpecSchema.pick({ errorFeedback: true }));

/** How many bytes updates and models take. */
export const compressionSection: FormSection = {
  key: 'compression',
  title: 'Compression',
  holds: ['compression'],
  summarise: ({ compression: { up, down, errorFeedback } }) =>
    isLossy([...up, ...down])
      ? `Updates ${pipelineWords(up)}${isLossy(up) && errorFeedback ? ', with error feedback' : ''}; models ${pipelineWords(down)}`
      : 'None: updates and models travel as they are, in float32',
  draw: (form) => <CompressionInputs form={form} />,
};

const CompressionInputs = ({ form }: { readonly form: RunForm }) => (
  <Stack>
    <Text size="sm" c="dimmed">
      An update passes through these stages before it leaves the device; the coordinator decodes it
      straight into the sum.
    </Text>
    <PipelineInputs form={form} way="up" />
    {isLossy(form.values.compression.up) && (
      <SchemaInputs form={form} fields={feedback} path="compression" />
    )}
    <Divider />
    <PipelineInputs form={form} way="down" />
  </Stack>
);

type Way = 'up' | 'down';

const labels = {
  up: { whole: 'Updates on their way up', what: 'what is sent', last: 'how numbers are written' },
  down: {
    whole: 'Models on their way down',
    what: 'what of the model is sent',
    last: "how the model's numbers are written",
  },
} as const satisfies Record<Way, unknown>;

const ordinals = ['First', 'Second', 'Third', 'Fourth'];

/** A pipeline worth trying, or the transforms with a free place after them and the codec. */
const PipelineInputs = ({ form, way }: { readonly form: RunForm; readonly way: Way }) => {
  const stages = form.values.compression[way];
  const path = `compression.${way}` as const;
  const set = (changed: typeof stages) => form.setFieldValue(path, changed);
  const codecAt = stages.length - 1;
  const places = Math.max(codecAt, Math.min(codecAt + 1, maxTransforms[way]));
  return (
    <>
      <CatalogueSelect
        label={labels[way].whole}
        options={pipelineOptions[way]}
        value={pipelineOf(stages)}
        onChange={(name) => set(stagesOf(name) ?? stages)}
      />
      {Array.from({ length: places }, (_, place) => {
        const name = place < codecAt ? (stages[place]?.name ?? NO_TRANSFORM) : NO_TRANSFORM;
        return (
          <RuleInputs
            key={ordinals[place]}
            form={form}
            label={`${ordinals[place]}, ${labels[way].what}`}
            options={transformOptions(stages, place, way)}
            value={name}
            rule={name === NO_TRANSFORM ? undefined : compressors.get(name)}
            path={`${path}.${place}.params`}
            onChange={(chosen) => set(withTransform(stages, place, chosen))}
          />
        );
      })}
      <RuleInputs
        form={form}
        label={`Last, ${labels[way].last}`}
        options={codecOptions}
        value={codecOf(stages)}
        rule={compressors.get(codecOf(stages))}
        path={`${path}.${codecAt}.params`}
        onChange={(name) => set(withCodec(stages, name))}
      />
    </>
  );
};
