import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useRef } from 'react';
import classes from './virtual-table.module.css';

export interface TableColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** Numbers stand at the end, so that their digits are above each other. */
  readonly align?: 'start' | 'end';
  /** On a phone it takes the whole width. */
  readonly isWide?: boolean;
  readonly width?: string;
  readonly cell: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  /** What the table is about. */
  readonly label: string;
  /** The first names the row. */
  readonly columns: readonly TableColumn<Row>[];
  readonly count: number;
  readonly rowAt: (index: number) => Row;
  readonly keyOf: (row: Row) => string | number;
  /** Beyond it the table scrolls by itself. */
  readonly maxHeightPx?: number;
  /** It is what its page is about: while its rows are few, they lengthen the page instead of scrolling by themselves. */
  readonly isMain?: boolean;
}

const ROW_PX = 37;
/** Fewer are all drawn: then searching in the page finds them. */
const FEW = 40;
const MAX_HEIGHT_PX = 560;

/**
 * A table of any length, of which only the rows in sight are drawn. It is a table for assistive technology too, with
 * the place of each row in the whole, and scrolls by keyboard.
 */
export const VirtualTable = <Row,>({
  label,
  columns,
  count,
  rowAt,
  keyOf,
  maxHeightPx = MAX_HEIGHT_PX,
  isMain = false,
}: VirtualTableProps<Row>) => {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: count <= FEW ? FEW : 8,
    getItemKey: (index) => keyOf(rowAt(index)),
  });
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section
      ref={scroller}
      className={classes.scroller}
      style={isMain && count <= FEW ? undefined : { maxHeight: maxHeightPx }}
      aria-label={label}
      tabIndex={0}
    >
      {/* Roles stay where the style sheet lays rows out as cards. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above. */}
      {/* biome-ignore-start lint/a11y/useSemanticElements: see above. */}
      <table className={classes.table} role="table" aria-label={label} aria-rowcount={count + 1}>
        <thead className={classes.head} role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map(({ key, title, align, width }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={align === 'end' ? classes.end : undefined}
                style={width === undefined ? undefined : { width }}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          <Gap heightPx={above} />
          {items.map(({ index, key }) => (
            <BodyRow
              key={key}
              measure={virtualizer.measureElement}
              index={index}
              columns={columns as readonly TableColumn<unknown>[]}
              row={rowAt(index)}
            />
          ))}
          <Gap heightPx={below} />
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above. */}
    </section>
    // biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above.
  );
};

/** The room of the rows that are not drawn. */
const Gap = ({ heightPx }: { readonly heightPx: number }) =>
  heightPx <= 0 ? null : (
    <tr aria-hidden>
      <td style={{ height: heightPx, padding: 0 }} />
    </tr>
  );

interface BodyRowProps {
  readonly measure: (node: HTMLTableRowElement | null) => void;
  readonly index: number;
  readonly columns: readonly TableColumn<unknown>[];
  readonly row: unknown;
}

/** Drawn once while it is in sight, however often the table scrolls; columns and rows must stay the same for it. */
const BodyRow = memo(({ measure, index, columns, row }: BodyRowProps) => (
  // biome-ignore-start lint/a11y/noRedundantRoles: roles stay where the style sheet lays rows out as cards.
  <tr ref={measure} data-index={index} className={classes.row} role="row" aria-rowindex={index + 2}>
    {cellsOf(columns, row)}
  </tr>
  // biome-ignore-end lint/a11y/noRedundantRoles: see above.
));
BodyRow.displayName = 'BodyRow';

const cellsOf = (columns: readonly TableColumn<unknown>[], row: unknown) =>
  columns.map(({ key, title, align, isWide, cell }, index) => {
    const className = [align === 'end' && classes.end, isWide && classes.wide]
      .filter(Boolean)
      .join(' ');
    // biome-ignore-start lint/a11y/noRedundantRoles: roles stay where the style sheet lays rows out as cards.
    return index === 0 ? (
      <th key={key} role="rowheader" scope="row" className={className}>
        {cell(row)}
      </th>
    ) : (
      <td key={key} role="cell" data-label={title} className={className}>
        {cell(row)}
      </td>
    );
    // biome-ignore-end lint/a11y/noRedundantRoles: see above.
  });
