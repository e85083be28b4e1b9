import { Alert, Button, FileButton, Group, List, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import type { ModelInput } from '@tributary/model-zoo';
import { encodeFrame, type LayersModel, storedModelSchema } from '@tributary/protocol';
import { useState } from 'react';
import { OutdatedPageError } from '../api/outdated-page-error.ts';
import { RequestError, request } from '../api/request.ts';
import { readBroughtModel } from './read-brought-model.ts';

interface BringModelProps {
  /** What examples are when they reach the model. */
  readonly input: ModelInput;
  readonly onBring: (model: LayersModel) => void;
}

interface Outcome {
  readonly problem: string | null;
  readonly notes: readonly string[];
}

const nothing: Outcome = { problem: null, notes: [] };

/** A model of the person's own, from files: read here, its first weights kept on the coordinator. */
export const BringModel = ({ input, onBring }: BringModelProps) => {
  const [{ problem, notes }, setOutcome] = useState(nothing);
  const [isBusy, setBusy] = useState(false);
  const take = async (files: File[]) => {
    if (files.length === 0) return;
    setBusy(true);
    setOutcome(nothing);
    try {
      const read = await readBroughtModel(files, input);
      const frame = read.weights && encodeFrame('weights', read.weights);
      const stored = frame && (await request(storedModelSchema, '/api/checkpoints', post(frame)));
      onBring({ ...read.model, ...(stored && { weights: stored.digest }) });
      setOutcome({ problem: null, notes: read.notes });
    } catch (error) {
      if (!isTold(error)) throw error;
      const detail = error instanceof RequestError && error.detail ? ` ${error.detail}` : '';
      setOutcome({ problem: error.message + detail, notes: [] });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton multiple onChange={take} accept=".json,.bin,application/json">
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={isBusy}
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              Bring a model of my own
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" style={{ flex: '1 1 220px' }}>
          The model.json of a TensorFlow.js Layers model with its .bin files, or what Keras’s
          model.to_json() says.
        </Text>
      </Group>
      <div aria-live="polite">
        {problem !== null && (
          <Alert color="red" role="alert" title="This model cannot be trained here">
            {problem}
          </Alert>
        )}
        {notes.length > 0 && (
          <List size="sm">
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        )}
      </div>
    </Stack>
  );
};

/** A file that was moved or may not be read is a DOMException. */
const isTold = (error: unknown): error is Error =>
  [RangeError, RequestError, OutdatedPageError, DOMException].some(
    (known) => error instanceof known,
  );

const post = (body: Uint8Array) => ({ method: 'POST', body }) as const;
