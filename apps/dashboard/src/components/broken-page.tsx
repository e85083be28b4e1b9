import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** A tab that is older than the coordinator asks for parts that are no longer there. */
export const BrokenPage = () => (
  <Alert
    color="red"
    icon={<IconAlertTriangle aria-hidden />}
    title="This page could not be shown"
    role="alert"
  >
    <Text size="sm">
      Part of it did not come, or did not work. The coordinator may be away, or newer than this tab.
    </Text>
    <Group mt="md">
      <Button variant="default" onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </Group>
  </Alert>
);
