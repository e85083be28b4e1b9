import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import type { RunOffer } from '@tributary/protocol';
import { describeRun } from '../view/describe-run.ts';
import { Card } from './card.tsx';

/** What a run wants to learn, for someone who has never heard of it. */
export const RunCard = ({ run }: { readonly run: RunOffer }) => {
  const story = describeRun(run);
  return (
    <Card title={story.name}>
      <Stack gap="xs">
        <Text size="lg" lh={1.4}>
          {story.goal}
        </Text>
        <Text size="sm" c="dimmed">
          {story.dataTitle}: {story.dataDescription} Model: {story.modelTitle}.
        </Text>
        <Progress
          value={(100 * run.round) / run.rounds}
          size="sm"
          mt={4}
          aria-label={`Progress of ${story.name}`}
        />
        <Group justify="space-between" gap="xs">
          <Text size="sm">{story.standing}</Text>
          {story.score !== null && (
            <Badge variant="light" tt="none" size="lg">
              {story.score}
            </Badge>
          )}
        </Group>
      </Stack>
    </Card>
  );
};
