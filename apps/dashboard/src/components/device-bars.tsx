import { Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import type { DeviceGroup } from '../view/device-groups.ts';
import { formatNumber } from '../view/format.ts';

interface DeviceBarsProps {
  readonly title: string;
  readonly groups: readonly DeviceGroup[];
  /** What stands there where there is none. */
  readonly gap: string;
}

/** How many devices are of each sort; the words and numbers say all that the bars show. */
export const DeviceBars = ({ title, groups, gap }: DeviceBarsProps) => {
  const most = Math.max(1, ...groups.map(({ count }) => count));
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {groups.length === 0 && (
        <Text size="sm" c="dimmed">
          {gap}
        </Text>
      )}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {groups.map(({ label, count }) => (
          <li key={label}>
            <Group justify="space-between" gap="xs">
              <Text size="sm">{label}</Text>
              <Text size="sm" fw={600}>
                {formatNumber(count)}
              </Text>
            </Group>
            <Progress value={(100 * count) / most} size="sm" aria-hidden />
          </li>
        ))}
      </Stack>
    </Card>
  );
};
