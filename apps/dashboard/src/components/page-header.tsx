import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** Stands beside the title. */
  readonly badge?: ReactNode;
  /** Buttons on the right. */
  readonly children?: ReactNode;
}

/** A page's title, in the document too, and what can be done with the whole page. */
export const PageHeader = ({ title, subtitle, badge, children }: PageHeaderProps) => {
  useDocumentTitle(`${title} · Tributary`);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <Box style={{ flex: '1 1 320px' }}>
        <Group gap="sm">
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {badge}
        </Group>
        {subtitle !== undefined && (
          <Text c="dimmed" size="sm" mt={4}>
            {subtitle}
          </Text>
        )}
      </Box>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
};
