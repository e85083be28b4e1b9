import { Group, Paper, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface WarningProps {
  readonly title: string;
  /** Whether it is what the whole page is about. */
  readonly isHeading?: boolean;
  readonly children: ReactNode;
}

/** Something needs the person's attention; read aloud at once. */
export const Warning = ({ title, isHeading = false, children }: WarningProps) => (
  <Paper role="alert" withBorder p="md" radius="lg" bd="1px solid orange">
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <ThemeIcon variant="light" color="orange" size={28} radius="xl" aria-hidden>
        <IconAlertTriangle size={16} />
      </ThemeIcon>
      <div>
        <Text component={isHeading ? 'h1' : 'p'} m={0} fw={650} lh={1.75}>
          {title}
        </Text>
        {children}
      </div>
    </Group>
  </Paper>
);
