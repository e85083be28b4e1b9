import { Card, Group, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import type { DataSchema, TextsSchema } from '@tributary/model-zoo';
import type { UnlabelledExamples } from '@tributary/trainer';
import { useMemo, useState } from 'react';
import { canTry } from '../can-try.ts';
import { textExample } from '../text-example.ts';
import type { TryableModel } from '../tryable-model.ts';
import { useAnswers } from '../use-answers.ts';
import { type LazyModel, type ModelSource, useModel } from '../use-model.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { Continuation } from './continuation.tsx';
import { PictureInput } from './picture-input.tsx';
import { RowInput } from './row-input.tsx';

interface TryModelProps extends ModelSource {
  /** At least one; the first is asked unless another is chosen. */
  readonly models: readonly TryableModel[];
}

/** An example by hand, and what one of a run's models says of it, or two side by side. All of it on this device. */
export const TryModel = ({ models, ...source }: TryModelProps) => {
  const { dataset } = source.task;
  const key = JSON.stringify(dataset);
  // By what it says: the task may come anew, and its schema with it.
  const tried = useMemo(() => canTry(dataset), [key]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [second, setSecond] = useState<string | null>(null);
  const find = (digest: string | null) => models.find((each) => each.digest === digest);
  const first = find(chosen) ?? models[0];
  const other = find(second);
  const asked = [...new Set([first, other])].filter((each) => each !== undefined);
  const model = useModel(
    source,
    asked.map(({ digest }) => digest),
  );
  if ('reason' in tried) return <Text c="dimmed">{tried.reason}</Text>;
  if (first === undefined) return null;
  const { schema } = tried;
  const shared = { models: asked, model };
  return (
    <Stack gap="md">
      {models.length > 1 && (
        <Group gap="md">
          <Select
            label="Model"
            data={optionsOf(models)}
            value={first.digest}
            allowDeselect={false}
            searchable
            onChange={setChosen}
          />
          <Select
            label="Compare with"
            placeholder="no other"
            data={optionsOf(models.filter(({ digest }) => digest !== first.digest))}
            value={asked.length > 1 ? second : null}
            clearable
            searchable
            onChange={setSecond}
          />
        </Group>
      )}
      {schema.kind === 'next-character' ? (
        <Continuation schema={schema} {...shared} />
      ) : (
        <OneExample schema={schema} isCentred={typeof dataset === 'string'} {...shared} />
      )}
    </Stack>
  );
};

const optionsOf = (models: readonly TryableModel[]) =>
  models.map(({ digest, label }) => ({ value: digest, label }));

interface OneExampleProps {
  readonly schema: Exclude<DataSchema, { readonly kind: 'next-character' }>;
  /** Of pictures: see `PictureInput`. */
  readonly isCentred: boolean;
  readonly models: readonly TryableModel[];
  readonly model: LazyModel;
}

const hints = {
  images: 'Draw something or choose a picture, and the answer stands here.',
  table: 'Fill in the row, and the answer stands here.',
  texts: 'Type a sentence, and the answer stands here.',
} as const;

const OneExample = ({ schema, isCentred, models, model }: OneExampleProps) => {
  const [example, setExample] = useState<UnlabelledExamples | null>(null);
  const answers = useAnswers(
    model,
    models.map(({ digest }) => digest),
    example,
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <Card withBorder component="section" aria-label="Your example">
        {schema.kind === 'images' && (
          <PictureInput schema={schema} isCentred={isCentred} onChange={setExample} />
        )}
        {schema.kind === 'table' && <RowInput schema={schema} onChange={setExample} />}
        {schema.kind === 'texts' && <SentenceInput schema={schema} onChange={setExample} />}
      </Card>
      <AnswerPanel schema={schema} models={models} answers={answers} hint={hints[schema.kind]} />
    </SimpleGrid>
  );
};

interface SentenceInputProps {
  readonly schema: TextsSchema;
  readonly onChange: (example: UnlabelledExamples | null) => void;
}

const SentenceInput = ({ schema, onChange }: SentenceInputProps) => (
  <Textarea
    label="Text"
    description={`Up to ${schema.length} characters.`}
    autosize
    minRows={4}
    maxRows={12}
    maxLength={schema.length}
    onChange={({ currentTarget: { value } }) =>
      onChange(value.trim() === '' ? null : textExample(schema, value))
    }
  />
);
