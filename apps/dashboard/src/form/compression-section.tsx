import { Divider, Stack, Text } from '@mantine/core';
import { compressors } from '@tributary/fedavg';
import { compressionSpecSchema } from '@tributary/protocol';
import { isLossy, pipelineWords } from '../view/pipeline-words.ts';
import { CatalogueSelect } from './catalogue-select.tsx';
import type { FormSection } from './form-section.ts';
import {
  codecOf,
  codecOptions,
  MAX_TRANSFORMS,
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

const CompressionInputs = ({ form }: { readonly form: RunForm }) => {
  const { up, down } = form.values.compression;
  const setUp = (stages: typeof up) => form.setFieldValue('compression.up', stages);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        An update passes through these stages before it leaves the device; the coordinator decodes
        it straight into the sum.
      </Text>
      <CatalogueSelect
        label="Updates on their way up"
        options={pipelineOptions}
        value={pipelineOf(up)}
        onChange={(name) => setUp(stagesOf(name) ?? up)}
      />
      <UpdateStages form={form} />
      {isLossy(up) && <SchemaInputs form={form} fields={feedback} path="compression" />}
      <Divider />
      <RuleInputs
        form={form}
        label="Models on their way down"
        options={codecOptions}
        value={codecOf(down)}
        rule={compressors.get(codecOf(down))}
        path={`compression.down.${down.length - 1}.params`}
        onChange={(name) => form.setFieldValue('compression.down', withCodec(down, name))}
      />
    </Stack>
  );
};

const ordinals = ['First', 'Second', 'Third', 'Fourth'];

/** The transforms with a free place after them, and the codec. */
const UpdateStages = ({ form }: { readonly form: RunForm }) => {
  const { up } = form.values.compression;
  const setUp = (stages: typeof up) => form.setFieldValue('compression.up', stages);
  const codecAt = up.length - 1;
  const places = Math.max(codecAt, Math.min(codecAt + 1, MAX_TRANSFORMS));
  return (
    <>
      {Array.from({ length: places }, (_, place) => {
        const name = place < codecAt ? (up[place]?.name ?? NO_TRANSFORM) : NO_TRANSFORM;
        return (
          <RuleInputs
            key={ordinals[place]}
            form={form}
            label={`${ordinals[place]}, what is sent`}
            options={transformOptions(up, place)}
            value={name}
            rule={name === NO_TRANSFORM ? undefined : compressors.get(name)}
            path={`compression.up.${place}.params`}
            onChange={(chosen) => setUp(withTransform(up, place, chosen))}
          />
        );
      })}
      <RuleInputs
        form={form}
        label="Last, how numbers are written"
        options={codecOptions}
        value={codecOf(up)}
        rule={compressors.get(codecOf(up))}
        path={`compression.up.${codecAt}.params`}
        onChange={(name) => setUp(withCodec(up, name))}
      />
    </>
  );
};
