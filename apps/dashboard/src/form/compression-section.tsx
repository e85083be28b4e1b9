import { Divider, Stack, Text } from '@mantine/core';
import { compressors } from '@tributary/fedavg';
import { compressionSpecSchema, type RunConfig } from '@tributary/protocol';
import type { FormSection } from './form-section.ts';
import {
  codecOf,
  codecOptions,
  NO_TRANSFORM,
  transformOf,
  transformOptions,
  withCodec,
  withTransform,
} from './pipeline-choice.ts';
import { RuleInputs } from './rule-inputs.tsx';
import { schemaFields } from './schema-fields.ts';
import { type RunForm, SchemaInputs } from './schema-inputs.tsx';

const feedback = schemaFields(compressionSpecSchema.pick({ errorFeedback: true }));

const namesOf = (stages: RunConfig['compression']['up']): string =>
  stages.map(({ name }) => name).join(', then ');

/** How many bytes updates and models take. */
export const compressionSection: FormSection = {
  key: 'compression',
  title: 'Compression',
  holds: ['compression'],
  summarise: ({ compression: { up, down, errorFeedback } }) =>
    `Updates ${namesOf(up)}${errorFeedback ? ', with error feedback' : ''}; models ${namesOf(down)}`,
  draw: (form) => <CompressionInputs form={form} />,
};

const CompressionInputs = ({ form }: { readonly form: RunForm }) => {
  const { up, down } = form.values.compression;
  const transform = transformOf(up);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        An update passes through these stages before it leaves the device; the coordinator decodes
        it straight into the sum.
      </Text>
      <RuleInputs
        form={form}
        label="First, for updates"
        options={transformOptions}
        value={transform}
        rule={transform === NO_TRANSFORM ? undefined : compressors.get(transform)}
        path="compression.up.0.params"
        onChange={(name) => form.setFieldValue('compression.up', withTransform(up, name))}
      />
      <RuleInputs
        form={form}
        label="Then, for updates"
        options={codecOptions}
        value={codecOf(up)}
        rule={compressors.get(codecOf(up))}
        path={`compression.up.${up.length - 1}.params`}
        onChange={(name) => form.setFieldValue('compression.up', withCodec(up, name))}
      />
      <SchemaInputs form={form} fields={feedback} path="compression" />
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
