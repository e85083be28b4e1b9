import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What the table is about. */
  readonly label: string;
  readonly minWidthPx: number;
  readonly maxHeightPx?: number;
  readonly children: ReactNode;
}

/** Room for a table whose columns stand beside each other on a phone too: it scrolls by finger, wheel and keyboard. */
export const WideTable = ({ label, minWidthPx, maxHeightPx, children }: WideTableProps) => (
  <Table.ScrollContainer
    type="native"
    minWidth={minWidthPx}
    role="region"
    aria-label={label}
    tabIndex={0}
    {...(maxHeightPx !== undefined && { mah: maxHeightPx })}
  >
    {children}
  </Table.ScrollContainer>
);
