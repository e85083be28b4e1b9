import { Group, Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { SharingFact } from '../view/sharing-facts.ts';
import { Card } from './card.tsx';

interface FactListProps {
  readonly title: string;
  readonly facts: readonly SharingFact[];
  readonly icon: Icon;
  readonly color: string;
}

/** Facts under one heading, each with a short title and its particulars. */
export const FactList = ({ title, facts, icon: FactIcon, color }: FactListProps) => (
  <Card title={title}>
    <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {facts.map((fact) => (
        <Group key={fact.title} component="li" gap="sm" align="flex-start" wrap="nowrap">
          <ThemeIcon variant="light" color={color} size={28} radius="xl" aria-hidden>
            <FactIcon size={16} />
          </ThemeIcon>
          <div>
            <Text fw={600} lh={1.75}>
              {fact.title}
            </Text>
            <Text size="sm" c="dimmed">
              {fact.detail}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  </Card>
);
