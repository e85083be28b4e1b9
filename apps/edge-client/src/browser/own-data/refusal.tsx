import { Text } from '@mantine/core';
import { Warning } from '../components/warning.tsx';

interface RefusalProps {
  /** A sentence; nothing is shown without one. */
  readonly reason: string | null;
  /** What is still there from before. */
  readonly keeps?: string | undefined;
}

/** Why a file was not read; nothing else has changed. */
export const Refusal = ({ reason, keeps }: RefusalProps) =>
  reason === null ? null : (
    <Warning title="This was not read">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {reason}
      </Text>
      {keeps !== undefined && (
        <Text size="sm" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          Nothing else has changed: {keeps} is still here.
        </Text>
      )}
    </Warning>
  );
