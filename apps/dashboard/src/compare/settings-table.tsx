import { Card, Group, Switch, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { WideTable } from '../components/wide-table.tsx';
import { configRows } from '../form/config-rows.ts';
import { NO_VALUE } from '../view/format.ts';
import { compareSettings } from './compare-settings.ts';
import type { ComparedRun } from './compared-run.ts';

/** The settings in which the runs differ; all of them where somebody wants to see them. */
export const SettingsTable = ({ runs }: { readonly runs: readonly ComparedRun[] }) => {
  const [showsAll, setShowsAll] = useState(false);
  const settings = compareSettings(runs.map(({ config }) => configRows(config)));
  const shown = showsAll ? settings : settings.filter(({ differs }) => differs);
  return (
    <Card component="section" aria-label="Settings" padding={0}>
      <Group justify="space-between" px="lg" pt="lg" pb="xs">
        <Title order={2} size="h5">
          Settings
        </Title>
        <Switch
          label="Show those that are the same too"
          checked={showsAll}
          onChange={({ currentTarget }) => setShowsAll(currentTarget.checked)}
        />
      </Group>
      {shown.length === 0 ? (
        <Text px="lg" pb="lg" size="sm" c="dimmed">
          These runs have the same settings.
        </Text>
      ) : (
        <WideTable label="How the runs differ" minWidthPx={160 * (runs.length + 1)}>
          <Table horizontalSpacing="lg" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Setting</Table.Th>
                {runs.map(({ summary }) => (
                  <Table.Th key={summary.runId} scope="col">
                    {summary.name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ key, title, values, differs }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" fw={differs ? 600 : 400}>
                    {title}
                  </Table.Th>
                  {runs.map(({ summary }, place) => (
                    <Table.Td key={summary.runId} style={{ overflowWrap: 'anywhere' }}>
                      {values[place] ?? NO_VALUE}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Card>
  );
};
