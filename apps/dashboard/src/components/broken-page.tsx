import { Text } from '@mantine/core';
import { FailureAlert, ReloadStep } from './query-panels.tsx';

/** A tab that is older than the coordinator asks for parts that are no longer there. */
export const BrokenPage = () => (
  <FailureAlert title="This page could not be shown">
    <Text size="sm">
      Part of it did not come, or did not work. The coordinator may be away, or newer than this tab.
    </Text>
    <ReloadStep />
  </FailureAlert>
);
