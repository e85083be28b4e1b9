import { Badge, Group, Text } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import { describeFallback } from '../view/describe-backend.ts';
import { Card } from './card.tsx';

/** Which part of the device computes, and why that one. */
export const BackendPanel = ({ backend, enrolled }: Pick<ClientState, 'backend' | 'enrolled'>) => {
  const fallback = backend === null ? null : describeFallback(backend);
  return (
    <Card title="How it computes">
      <Group gap="sm" align="flex-start" wrap="nowrap" mih={44}>
        <Badge variant="light" size="lg" data-testid="backend" style={{ flexShrink: 0 }}>
          {backend?.backend ?? '…'}
        </Badge>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {fallback ??
            backend?.reason ??
            (enrolled ? 'Chosen when a run starts.' : 'Trying what this device can do.')}
        </Text>
      </Group>
    </Card>
  );
};
