import { Card, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  /** What to do next. */
  readonly hint: string;
  readonly children?: ReactNode;
}

/** What stands where there is nothing yet: why, and what to do. */
export const EmptyState = ({ icon, title, hint, children }: EmptyStateProps) => (
  <Card py="xl">
    <Stack align="center" gap="sm">
      <ThemeIcon variant="light" size={56} radius="xl">
        {icon}
      </ThemeIcon>
      <Title order={2} size="h3" ta="center">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={460}>
        {hint}
      </Text>
      {children}
    </Stack>
  </Card>
);
