import { Button, Text } from '@mantine/core';
import type { Findings } from '@tributary/local-data';
import { useState } from 'react';
import { formatCount } from '../view/format.ts';

interface FindingListProps {
  readonly findings: Findings;
}

const FIRST = 5;

/** What was found, the first few at once and more when asked for. */
export const FindingList = ({ findings: { total, shown } }: FindingListProps) => {
  const [all, setAll] = useState(false);
  const listed = all ? shown : shown.slice(0, FIRST);
  const unlisted = total - listed.length;
  return (
    <>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {listed.map(({ message }) => (
          <li key={message}>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {message}
            </Text>
          </li>
        ))}
      </ul>
      {!all && shown.length > FIRST && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          Show {formatCount(shown.length - FIRST)} more
        </Button>
      )}
      {unlisted > 0 && (all || shown.length <= FIRST) && (
        <Text size="sm" c="dimmed">
          and {formatCount(unlisted)} more
        </Text>
      )}
    </>
  );
};
