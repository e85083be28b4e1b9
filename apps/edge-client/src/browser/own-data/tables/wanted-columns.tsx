import { Text } from '@mantine/core';
import type { WantedColumn } from './column-mapping.tsx';

/** What a table must have, before one is chosen. */
export const WantedColumns = ({ wanted }: { readonly wanted: readonly WantedColumn[] }) => (
  <details>
    <summary>What its {wanted.length} columns hold</summary>
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {wanted.map(({ name, description }) => (
        <Text key={name} component="li" size="sm">
          <b>{name}</b>: {description}
        </Text>
      ))}
    </ul>
  </details>
);
