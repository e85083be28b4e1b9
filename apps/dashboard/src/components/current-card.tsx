import { Anchor, Button, Card, Code, CopyButton, Group, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Checkpoint, RunId } from '@tributary/protocol';
import { currentPath } from '../api/checkpoints.ts';
import { checkpointLabel } from '../view/checkpoint-label.ts';

interface CurrentCardProps {
  readonly runId: RunId;
  readonly current: Checkpoint | undefined;
}

/** Where applications find the checkpoint that was chosen for them. */
export const CurrentCard = ({ runId, current }: CurrentCardProps) => {
  const address = window.location.origin + currentPath(runId);
  return (
    <Card component="section" aria-label="For applications">
      <Title order={2} size="h5" mb="xs">
        For applications
      </Title>
      <Text size="sm" mb="sm">
        {current === undefined
          ? 'No checkpoint is the current one yet. Make one current, and applications find it at one address that stays the same.'
          : `${checkpointLabel({ ...current, current: false })} is the current one. It stays until another takes its place.`}
      </Text>
      <Group gap="xs">
        <Code style={{ overflowWrap: 'anywhere' }}>{address}</Code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-sm"
              onClick={copy}
              leftSection={
                copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
              }
            >
              {copied ? 'Copied' : 'Copy the address'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        It asks for the viewer token (<Code>Authorization: Bearer …</Code>), leads on to the model
        itself, and answers 304 to whoever has it already.{' '}
        <Anchor href="/docs" inherit underline="always">
          HTTP interface
        </Anchor>
      </Text>
    </Card>
  );
};
