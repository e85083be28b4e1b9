import { Card, Loader, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type DataSchema, describeData } from '@tributary/model-zoo';
import type { Prediction } from '@tributary/trainer';
import { type ClassShare, rankClasses } from '../class-shares.ts';
import { describeClasses, describeDifference, describeNumber } from '../describe-prediction.ts';
import type { TryableModel } from '../tryable-model.ts';
import type { Answers } from '../use-answers.ts';
import { AskingFailed } from './asking-failed.tsx';
import { ClassBars } from './class-bars.tsx';

interface AnswerPanelProps {
  readonly schema: DataSchema;
  /** Those that were asked, in the order of the answers. */
  readonly models: readonly TryableModel[];
  readonly answers: Answers;
  /** What to do for an answer. */
  readonly hint: string;
}

/** What each of the models says of the example, in words and in figures. */
export const AnswerPanel = ({ schema, models, answers, hint }: AnswerPanelProps) => {
  const { predictions, isAsking, error } = answers;
  const ranked = predictions.map((prediction) => rankedOf(schema, prediction));
  const [first, other] = ranked;
  return (
    <Card component="section" aria-label="What the model says" aria-busy={isAsking} withBorder>
      <Title order={2} size="h5" mb="md">
        What the model says {isAsking && <Loader size="xs" ml="xs" aria-label="Asking the model" />}
      </Title>
      <AskingFailed error={error} />
      {predictions.length === 0 && error === null && (
        <Text c="dimmed">{isAsking ? 'Loading the model …' : hint}</Text>
      )}
      {/* Read out when it changes. */}
      <Stack gap="md" aria-live="polite">
        {first && other && <Text>{describeDifference(first, other)}</Text>}
        <SimpleGrid cols={{ base: 1, xs: predictions.length > 1 ? 2 : 1 }}>
          {predictions.map((prediction, at) => (
            <Stack key={models[at]?.digest ?? at} gap="sm">
              {predictions.length > 1 && (
                <Title order={3} size="h6">
                  {models[at]?.label}
                </Title>
              )}
              <OneAnswer schema={schema} prediction={prediction} ranked={ranked[at] ?? null} />
            </Stack>
          ))}
        </SimpleGrid>
      </Stack>
    </Card>
  );
};

interface OneAnswerProps {
  readonly schema: DataSchema;
  readonly prediction: Prediction;
  readonly ranked: readonly ClassShare[] | null;
}

const OneAnswer = ({ schema, prediction, ranked }: OneAnswerProps) => {
  if (ranked !== null) {
    return (
      <>
        <Text fw={600}>{describeClasses(ranked)}</Text>
        <ClassBars ranked={ranked} />
      </>
    );
  }
  const target = schema.kind === 'table' ? schema.target : null;
  return target?.kind === 'number' ? (
    <Text fw={600}>{describeNumber(prediction.outputs[0] ?? Number.NaN, target)}</Text>
  ) : null;
};

/** Null where a number is predicted. */
const rankedOf = (
  schema: DataSchema,
  { outputs, width }: Prediction,
): readonly ClassShare[] | null => {
  const { classNames, target } = describeData(schema);
  return target === 'number' ? null : rankClasses(outputs.subarray(0, width), classNames);
};
