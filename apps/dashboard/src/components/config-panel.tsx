import { Card, SimpleGrid, Text, Title } from '@mantine/core';
import type { RunConfig } from '@tributary/protocol';
import { useMemo } from 'react';
import { configRows } from '../form/config-rows.ts';

/** Everything that defines the run, in words. */
export const ConfigPanel = ({ config }: { readonly config: RunConfig }) => {
  const rows = useMemo(() => configRows(config), [config]);
  return (
    <Card component="section" aria-label="Settings">
      <Title order={2} size="h5" mb="md">
        Settings
      </Title>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} m={0}>
        {rows.map(({ title, value }) => (
          <div key={title}>
            <Text component="dt" size="xs" c="dimmed">
              {title}
            </Text>
            <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
};
