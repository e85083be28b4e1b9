import type { CheckedData, TableReading } from '@tributary/local-data';
import { useCallback, useRef, useState } from 'react';
import type { OpenedTable, PickedFile } from '../desk/desk.ts';

/** How a kind of table is opened and checked. */
export interface TableSteps<Mapping> {
  open(picked: PickedFile, reading: TableReading): Promise<OpenedTable<Mapping>>;
  check(mapping: Mapping): Promise<CheckedData>;
}

/** A table that was opened, with what the person has changed and what was found. */
export interface CheckedTable<Mapping> extends OpenedTable<Mapping> {
  readonly picked: PickedFile;
  readonly checked: CheckedData;
}

interface CheckedTableState<Mapping> {
  readonly table: CheckedTable<Mapping> | null;
  /** Why the last file could not be opened; the table before it is still there. */
  readonly refusal: string | null;
  readonly isBusy: boolean;
}

interface CheckedTableActions<Mapping> {
  open(picked: PickedFile, reading?: TableReading): void;
  remap(mapping: Mapping): void;
}

/** A file on its way from the dialogue to checked examples; answers that come too late are passed over. */
export const useCheckedTable = <Mapping>(
  steps: TableSteps<Mapping>,
  onChecked: (table: CheckedTable<Mapping>) => void,
): readonly [CheckedTableState<Mapping>, CheckedTableActions<Mapping>] => {
  const [state, setState] = useState<CheckedTableState<Mapping>>({
    ...{ table: null, refusal: null, isBusy: false },
  });
  const latest = useRef(0);
  const work = useCallback(
    async (make: () => Promise<CheckedTable<Mapping>>) => {
      latest.current += 1;
      const turn = latest.current;
      setState((before) => ({ ...before, isBusy: true, refusal: null }));
      try {
        const table = await make();
        if (turn !== latest.current) return;
        setState({ table, refusal: null, isBusy: false });
        onChecked(table);
      } catch (error) {
        if (turn !== latest.current) return;
        const refusal = error instanceof Error ? error.message : String(error);
        setState((before) => ({ ...before, refusal, isBusy: false }));
      }
    },
    [onChecked],
  );
  const { table } = state;
  return [
    state,
    {
      open: (picked, reading = {}) =>
        void work(async () => {
          const opened = await steps.open(picked, reading);
          return { ...opened, picked, checked: await steps.check(opened.mapping) };
        }),
      remap: (mapping) => {
        if (table === null) return;
        void work(async () => ({ ...table, mapping, checked: await steps.check(mapping) }));
      },
    },
  ];
};
