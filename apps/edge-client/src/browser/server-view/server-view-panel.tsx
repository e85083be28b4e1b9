import { Button, List, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core';
import type { MadeUpdate } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { Card } from '../components/card.tsx';
import { describeServerView } from './describe-server-view.ts';
import { pictureInWorker } from './picture-in-worker.ts';
import { SidePicture } from './side-picture.tsx';
import type { UpdatePicture } from './update-picture.ts';

interface ServerViewPanelProps {
  /** The newest; null before there is one, or where it is too large to be kept for a look. */
  readonly update: MadeUpdate | null;
  readonly protection: RunOffer['protection'];
}

/** This device's own last update as the coordinator receives it, beside the raw one. Nothing is reckoned until it is asked for. */
export const ServerViewPanel = ({ update, protection }: ServerViewPanelProps) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Card title="What could the server see?">
      {update === null ? (
        <Text c="dimmed">
          After the next round trained here you can look at your own update as it leaves.
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            Your update of round {update.round}: as training gave it, and as it left this device.
          </Text>
          {isOpen && (
            <Seen
              key={update.frame.byteLength + update.round}
              update={update}
              protection={protection}
            />
          )}
          <Button
            variant="light"
            mt={isOpen ? 'sm' : 0}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? 'Hide it' : 'Show my last update'}
          </Button>
        </>
      )}
    </Card>
  );
};

interface SeenProps {
  readonly update: MadeUpdate;
  readonly protection: RunOffer['protection'];
}

const Seen = ({ update, protection }: SeenProps) => {
  const picture = usePicture(update);
  if (picture === 'failed') {
    return <Text>The picture could not be made on this device. Training is not affected.</Text>;
  }
  if (picture === null) return <Skeleton height={220} aria-label="Looking at the update" />;
  const { protects, doesNot, figures } = describeServerView({ update, picture, protection });
  const highest = Math.max(...picture.raw.histogram, ...picture.sent.histogram);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2} spacing="md">
        <SidePicture title="As training gave it" side={picture.raw} highest={highest} />
        <SidePicture title="As the server gets it" side={picture.sent} highest={highest} />
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        Above: how many values are how large, on one scale. Below: some of the values in their
        order, blue above zero, orange below.
      </Text>
      <Table
        data={{ head: ['Figure', 'Raw', 'Sent'], body: figures.map((row) => [...row]) }}
        style={{ fontVariantNumeric: 'tabular-nums' }}
      />
      <Sentences title="What protects you" sentences={protects} />
      <Sentences title="What does not" sentences={doesNot} />
    </Stack>
  );
};

const Sentences = ({
  title,
  sentences,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
}) => (
  <div>
    <Text fw={600} size="sm">
      {title}
    </Text>
    <List size="sm" spacing={4}>
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List>
  </div>
);

const usePicture = (update: MadeUpdate): UpdatePicture | 'failed' | null => {
  const [picture, setPicture] = useState<UpdatePicture | 'failed' | null>(null);
  useEffect(() => {
    const stopping = new AbortController();
    pictureInWorker({ raw: update.raw.values, frame: update.frame }, stopping.signal).then(
      setPicture,
      () => {
        if (!stopping.signal.aborted) setPicture('failed');
      },
    );
    return () => stopping.abort();
  }, [update]);
  return picture;
};
