import { Button, Table } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

interface ChartOrTableProps {
  /** What the table is of, read aloud before it. */
  readonly caption: string;
  readonly head: readonly string[];
  /** Newest first. */
  readonly rows: readonly (readonly string[])[];
  readonly children: ReactNode;
}

/** More rows than this help nobody on a phone. */
const SHOWN = 50;

/** A picture, and the numbers behind it for whoever would rather read them. */
export const ChartOrTable = ({ caption, head, rows, children }: ChartOrTableProps) => {
  const [isTable, setIsTable] = useState(false);
  return (
    <>
      {isTable ? (
        <Table
          captionSide="top"
          data={{ caption, head: [...head], body: rows.slice(0, SHOWN).map((row) => [...row]) }}
          style={{ fontVariantNumeric: 'tabular-nums' }}
        />
      ) : (
        children
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        mt="xs"
        ml={-8}
        leftSection={isTable ? <IconChartLine size={16} /> : <IconTable size={16} />}
        onClick={() => setIsTable(!isTable)}
      >
        {isTable ? 'Show as a curve' : 'Show as a table'}
      </Button>
    </>
  );
};
