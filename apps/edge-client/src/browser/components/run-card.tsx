import { Badge, Group, Progress, Stack, Text } from '@mantine/core';
import type { InvitedRun } from '@tributary/protocol';
import { aboutRun } from '../view/about-run.ts';
import { describeStanding, scoreSoFar } from '../view/describe-run.ts';
import { Card } from './card.tsx';

/** What a run wants to learn, for someone who has never heard of it. */
export const RunCard = ({ run }: { readonly run: InvitedRun }) => {
  const { name } = run;
  const about = aboutRun(run);
  const score = scoreSoFar(run);
  return (
    <Card title={name}>
      <Stack gap="xs">
        <Text size="lg" lh={1.4}>
          {about.goal}
        </Text>
        <Text size="sm" c="dimmed">
          {about.dataTitle}: {about.dataDescription} Model: {about.modelTitle}.
        </Text>
        <Progress
          value={(100 * run.round) / run.rounds}
          size="sm"
          mt={4}
          aria-label={`Progress of ${name}`}
        />
        <Group justify="space-between" gap="xs">
          <Text size="sm">{describeStanding(run)}</Text>
          {score !== null && (
            <Badge variant="light" tt="none" size="lg">
              {score}
            </Badge>
          )}
        </Group>
      </Stack>
    </Card>
  );
};
