import { Accordion, SimpleGrid, Text } from '@mantine/core';
import type { RunConfig } from '@tributary/protocol';
import { useMemo } from 'react';
import { configRows } from '../form/config-rows.ts';

/** Everything that defines the run, folded away until someone asks. */
export const ConfigPanel = ({ config }: { readonly config: RunConfig }) => {
  const rows = useMemo(() => configRows(config), [config]);
  return (
    <Accordion variant="contained">
      <Accordion.Item value="config">
        <Accordion.Control>Configuration</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid component="dl" cols={{ base: 2, sm: 3, md: 4 }} m={0}>
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
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
};
