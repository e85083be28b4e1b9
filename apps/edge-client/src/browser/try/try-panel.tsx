import { Button, Skeleton, Text } from '@mantine/core';
import type { ReceivedModel } from '@tributary/client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Card } from '../components/card.tsx';

const load = () => import('./try-here.tsx');
const TryHere = lazy(async () => ({ default: (await load()).TryHere }));

interface TryPanelProps {
  /** The one that came last; null before there is one. */
  readonly model: ReceivedModel | null;
}

/** The shared model, to be tried on this device; nothing is computed until it is asked for. */
export const TryPanel = ({ model }: TryPanelProps) => {
  const [shown, setShown] = useState<ReceivedModel | null>(null);
  const isThere = model !== null;
  useEffect(() => {
    // While there is a network: it may be gone when somebody wants to try.
    if (isThere) load().catch(() => undefined);
  }, [isThere]);
  return (
    <Card title="Try the model here">
      {model === null && (
        <Text c="dimmed">
          As soon as a model has come to this device you can try it here, without a network too.
        </Text>
      )}
      {model !== null && (
        <Text size="sm" c="dimmed" mb="sm">
          {describeModel(shown ?? model)} It runs on this device: what you put in goes nowhere.
        </Text>
      )}
      {shown !== null && (
        <Suspense
          fallback={<Skeleton height={220} aria-label="Loading what the model is tried with" />}
        >
          <TryHere key={`${shown.runId} ${shown.round}`} model={shown} />
        </Suspense>
      )}
      {model !== null && shown !== model && (
        <Button variant="light" mt={shown === null ? 0 : 'sm'} onClick={() => setShown(model)}>
          {shown === null ? 'Try the model' : `Take the model of round ${model.round}`}
        </Button>
      )}
      {shown !== null && (
        <Button variant="subtle" mt="sm" onClick={() => setShown(null)}>
          Close
        </Button>
      )}
    </Card>
  );
};

const describeModel = ({ round }: ReceivedModel): string =>
  round === 1
    ? 'The model that came with round 1, before any training.'
    : `The model that came with round ${round}: what the rounds before it have taught.`;
