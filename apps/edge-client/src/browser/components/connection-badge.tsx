import { Badge } from '@mantine/core';
import type { ConnectionState } from '@tributary/client';

const colors: Record<ConnectionState, string> = {
  connecting: 'yellow',
  connected: 'teal',
  reconnecting: 'orange',
  paused: 'gray',
  refused: 'red',
  left: 'gray',
};

/** The state of the connection as a coloured word. */
export const ConnectionBadge = ({ connection }: { readonly connection: ConnectionState }) => (
  <Badge
    variant="dot"
    color={colors[connection]}
    size="lg"
    tt="capitalize"
    style={{ flexShrink: 0 }}
    data-testid="connection"
  >
    {connection}
  </Badge>
);
