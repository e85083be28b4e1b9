import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { TableView } from '../desk/desk.ts';

/** A column that is asked for. */
export interface WantedColumn {
  /** As the mapping calls it. */
  readonly name: string;
  readonly description: string;
}

interface ColumnMappingProps {
  readonly view: TableView;
  readonly wanted: readonly WantedColumn[];
  readonly mapping: Readonly<Record<string, number | null>>;
  readonly onChange: (name: string, at: number | null) => void;
}

const NONE = '';

/** Which column of the file stands for which of those that are asked for. */
export const ColumnMappingForm = ({ view, wanted, mapping, onChange }: ColumnMappingProps) => {
  const missing = wanted.filter(({ name }) => (mapping[name] ?? null) === null);
  const options = [
    { value: NONE, label: '– choose –' },
    ...view.header.map((name, at) => ({ value: String(at), label: name })),
  ];
  return (
    <details open={missing.length > 0 || undefined}>
      <summary>
        {missing.length === 0
          ? `Columns: all ${wanted.length} found`
          : `Columns: ${missing.length} of ${wanted.length} are still to be chosen`}
      </summary>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        {wanted.map(({ name, description }) => {
          const at = mapping[name] ?? null;
          return (
            <NativeSelect
              key={name}
              label={name}
              description={at === null ? description : `${description} – ${sampleOf(view, at)}`}
              value={at === null ? NONE : String(at)}
              error={at === null && 'Choose a column of the file.'}
              data={options}
              onChange={({ currentTarget: { value } }) =>
                onChange(name, value === NONE ? null : Number(value))
              }
            />
          );
        })}
      </SimpleGrid>
    </details>
  );
};

/** What stands there in the first rows. */
const sampleOf = ({ preview }: TableView, at: number): string =>
  `here ${preview
    .slice(0, 3)
    .map((cells) => cells[at] || 'nothing')
    .join(', ')}`;
