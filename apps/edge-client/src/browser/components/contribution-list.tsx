import { Badge, Group, Stack, Text } from '@mantine/core';
import type { Contribution } from '@tributary/client';
import { describeContribution } from '../view/describe-contribution.ts';
import { countOf } from '../view/format.ts';
import { Card } from './card.tsx';

const colors = { good: 'teal', neutral: 'gray', bad: 'orange' } as const;
const SHOWN = 12;

const ContributionItem = ({ contribution }: { readonly contribution: Contribution }) => {
  const { label, tone, detail } = describeContribution(contribution);
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>Round {contribution.round}</Text>
        <Badge variant="dot" tt="none" color={colors[tone]}>
          {label}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {detail}
      </Text>
    </li>
  );
};

/** What became of each round that this device worked on, newest first. */
export const ContributionList = ({
  contributions,
}: {
  readonly contributions: readonly Contribution[];
}) => {
  const older = contributions.length - SHOWN;
  return (
    <Card title="Contributions">
      {contributions.length === 0 && (
        <Text c="dimmed">Nothing yet. Each finished round is listed here.</Text>
      )}
      <Stack gap="sm" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {contributions
          .map((contribution, index) => ({ contribution, index }))
          .slice(-SHOWN)
          .reverse()
          .map(({ contribution, index }) => (
            <ContributionItem key={index} contribution={contribution} />
          ))}
      </Stack>
      {older > 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          and {countOf(older, 'earlier round')}
        </Text>
      )}
    </Card>
  );
};
