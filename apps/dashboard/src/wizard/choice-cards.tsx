import { Group, Radio, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly description: string;
  /** Beneath the description. */
  readonly more?: ReactNode;
}

interface ChoiceCardsProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly columns?: number;
}

/** A card is a button, which would put its content in the middle of a higher row. */
const atTop = { display: 'flex', alignItems: 'flex-start' } as const;

/** One of a few things, each with a sentence of its own. */
export const ChoiceCards = ({ label, choices, value, onChange, columns = 3 }: ChoiceCardsProps) => (
  <Radio.Group label={label} value={value} onChange={onChange}>
    <SimpleGrid cols={{ base: 1, xs: 2, md: columns }} spacing="xs" mt="xs">
      {choices.map(({ value: own, title, description, more }) => (
        <Radio.Card key={own} value={own} p="sm" aria-label={title} style={atTop}>
          <Group wrap="nowrap" align="flex-start" gap="xs">
            <Radio.Indicator />
            <div>
              <Text size="sm" fw={600} lh={1.3}>
                {title}
              </Text>
              <Text size="xs" c="dimmed" mt={4}>
                {description}
              </Text>
              {more}
            </div>
          </Group>
        </Radio.Card>
      ))}
    </SimpleGrid>
  </Radio.Group>
);
