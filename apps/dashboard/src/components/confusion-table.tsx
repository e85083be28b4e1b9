import { Table, Text } from '@mantine/core';
import type { CheckpointReport } from '@tributary/protocol';
import { useId } from 'react';
import { classResults } from '../view/confusions.ts';
import { formatNumber, formatPercent } from '../view/format.ts';
import { WideTable } from './wide-table.tsx';

/** Beyond this the shade would swallow the number on it, in one of the two themes. */
const DARKEST = 40;

/** A row for each class and a column for what its examples were taken for; the more, the stronger the shade. */
export const ConfusionTable = ({ report }: { readonly report: CheckpointReport }) => {
  const { classNames, confusion } = report;
  const results = classResults(report);
  const hint = useId();
  return (
    <>
      <Text size="sm" c="dimmed" id={hint}>
        Rows: what an example is. Columns: what the model takes it for. The stronger the shade, the
        larger the share of its row; what is right stands on the diagonal.
      </Text>
      <WideTable label="Counts of all classes" minWidthPx={60 * (classNames.length + 2)}>
        <Table
          withColumnBorders
          verticalSpacing={4}
          horizontalSpacing={6}
          ta="right"
          aria-label="What was taken for what"
          aria-describedby={hint}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Class</Table.Th>
              {classNames.map((name) => (
                <Table.Th key={name} scope="col" ta="right">
                  {name}
                </Table.Th>
              ))}
              <Table.Th scope="col" ta="right">
                Right
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {results.map(({ name, total, accuracy }, row) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">{name}</Table.Th>
                {(confusion[row] ?? []).map((count, column) => (
                  <Table.Td
                    key={classNames[column]}
                    style={{ background: shadeOf(count / total, row === column) }}
                    {...(row === column && { fw: 700 })}
                  >
                    {formatNumber(count)}
                  </Table.Td>
                ))}
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatPercent(accuracy)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </>
  );
};

/** @param share in [0, 1], or NaN where the class has no example */
const shadeOf = (share: number, isRight: boolean): string => {
  if (!(share > 0)) return 'transparent';
  const color = isRight ? 'river' : 'orange';
  // Few mistakes are to be seen too.
  const strength = Math.round(DARKEST * (isRight ? share : Math.sqrt(share)));
  return `color-mix(in srgb, var(--mantine-color-${color}-6) ${strength}%, transparent)`;
};
