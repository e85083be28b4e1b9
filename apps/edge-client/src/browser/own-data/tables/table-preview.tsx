import { Table, Text } from '@mantine/core';
import { formatCount } from '../../view/format.ts';
import type { TableView } from '../desk/desk.ts';
import classes from './table-preview.module.css';

/** The first rows as they stand in the file. */
export const TablePreview = ({ view }: { readonly view: TableView }) => (
  <details>
    <summary>
      The first {formatCount(view.preview.length)} of {formatCount(view.numRows)} rows
    </summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
    <section className={classes.scroll} tabIndex={0} aria-label={`First rows of ${view.file}`}>
      <Table withRowBorders={false} striped verticalSpacing={4} fz="xs">
        <Table.Thead>
          <Table.Tr>
            {view.header.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {view.preview.map((cells, row) => (
            <Table.Tr key={row}>
              {cells.map((cell, at) => (
                <Table.Td key={at}>
                  <Text fz="xs" truncate maw={160}>
                    {cell}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  </details>
);
