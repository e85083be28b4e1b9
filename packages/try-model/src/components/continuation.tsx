import { Box, Button, Card, Group, Slider, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconPlayerStop, IconPlayerTrackNext } from '@tabler/icons-react';
import type { NextCharacterSchema } from '@tributary/model-zoo';
import { useEffect, useId, useRef, useState } from 'react';
import { continueText } from '../continue-text.ts';
import type { TryableModel } from '../tryable-model.ts';
import { asError } from '../use-answers.ts';
import type { LazyModel } from '../use-model.ts';
import { AskingFailed } from './asking-failed.tsx';

interface ContinuationProps {
  readonly schema: NextCharacterSchema;
  readonly models: readonly TryableModel[];
  readonly model: LazyModel;
}

/** Characters of one go. */
const LENGTH = 200;

/** The beginning of a text, and how each model goes on with it. */
export const Continuation = ({ schema, models, model }: ContinuationProps) => {
  const [text, setText] = useState('');
  const [temperature, setTemperature] = useState(0.7);
  const { written, isWriting, error, start, stop } = useContinuation(schema, model);
  const label = useId();
  return (
    <Stack gap="md">
      <Card withBorder component="section" aria-label="Your example">
        <Stack gap="md">
          <Textarea
            label="Beginning"
            description={`The model looks back at ${schema.length} characters.`}
            autosize
            minRows={3}
            maxRows={8}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Box maw={420}>
            <Text size="sm" fw={500} id={label}>
              Temperature
            </Text>
            <Text size="xs" c="dimmed">
              At 0 always the likeliest character; higher, the more surprising.
            </Text>
            <Slider
              min={0}
              max={1.5}
              step={0.1}
              value={temperature}
              onChange={setTemperature}
              thumbLabel="Temperature"
              aria-labelledby={label}
              marks={[
                { value: 0, label: '0' },
                { value: 0.7, label: '0.7' },
                { value: 1.5, label: '1.5' },
              ]}
              mb="lg"
              styles={{ markLabel: { color: 'var(--mantine-color-dimmed)' } }}
            />
          </Box>
          <Group>
            {isWriting ? (
              <Button
                variant="default"
                leftSection={<IconPlayerStop size={16} aria-hidden />}
                onClick={stop}
              >
                Stop
              </Button>
            ) : (
              <Button
                leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
                disabled={text === ''}
                onClick={() => start({ text, temperature, models })}
              >
                Continue the text
              </Button>
            )}
          </Group>
        </Stack>
      </Card>
      <AskingFailed error={error} />
      {written.map(({ label: name, digest, beginning, continuation }) => (
        <Card withBorder component="section" key={digest} aria-label={`What ${name} writes`}>
          <Title order={2} size="h5" mb="xs">
            {name}
          </Title>
          <Text
            ff="monospace"
            size="sm"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            <Text span inherit c="dimmed">
              {beginning}
            </Text>
            <Text span inherit fw={600}>
              {continuation}
            </Text>
          </Text>
        </Card>
      ))}
    </Stack>
  );
};

interface Written extends TryableModel {
  readonly beginning: string;
  readonly continuation: string;
}

interface Beginning {
  readonly text: string;
  readonly temperature: number;
  readonly models: readonly TryableModel[];
}

/** Lets each model write, one after the other, until it is enough or is stopped. */
const useContinuation = (schema: NextCharacterSchema, model: LazyModel) => {
  const [written, setWritten] = useState<readonly Written[]>([]);
  const [isWriting, setWriting] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const going = useRef(0);
  const stop = () => {
    going.current += 1;
    setWriting(false);
  };
  useEffect(
    () => () => {
      going.current += 1;
    },
    [],
  );
  const start = async ({ text, temperature, models }: Beginning) => {
    going.current += 1;
    const mine = going.current;
    setError(null);
    setWriting(true);
    setWritten(models.map((each) => ({ ...each, beginning: text, continuation: '' })));
    const add = (digest: string, next: string) =>
      setWritten((all) =>
        all.map((each) =>
          each.digest === digest ? { ...each, continuation: each.continuation + next } : each,
        ),
      );
    try {
      const open = await model.open();
      for (const { digest } of models) {
        const weights = await model.weights(digest);
        const options = { schema, model: open, weights, temperature, chance: Math.random };
        let left = LENGTH;
        for await (const next of continueText(text, options)) {
          if (going.current !== mine) return;
          add(digest, next);
          left -= 1;
          if (left === 0) break;
        }
      }
    } catch (problem) {
      if (going.current === mine) setError(asError(problem));
    }
    if (going.current === mine) setWriting(false);
  };
  return { written, isWriting, error, stop, start: (from: Beginning) => void start(from) };
};
