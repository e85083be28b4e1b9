import { Card, Text } from '@mantine/core';

interface FigureProps {
  readonly label: string;
  readonly value: string;
  /** Small print below. */
  readonly note?: string;
  readonly isWide?: boolean;
}

/** One number of a run, and what it is. */
export const Figure = ({ label, value, note, isWide = false }: FigureProps) => (
  <Card padding="sm" {...(isWide && { style: { gridColumn: 'span 2' } })}>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text size="xl" fw={650} lh={1.3}>
      {value}
    </Text>
    {note !== undefined && (
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    )}
  </Card>
);
