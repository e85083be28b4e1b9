import { Badge, Tooltip } from '@mantine/core';
import type { Device } from '@tributary/protocol';

interface BackendBadgeProps {
  readonly backend: Device['backend'];
  /** Why this one; shown on hover and on focus. */
  readonly reason: string;
}

const names = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'CPU' } as const;

/** What a client trains with. */
export const BackendBadge = ({ backend, reason }: BackendBadgeProps) => {
  if (backend === null) return <Badge color="gray">Choosing…</Badge>;
  const badge = (
    <Badge color={backend === 'webgpu' ? 'river' : 'gray'} tabIndex={reason === '' ? -1 : 0}>
      {names[backend]}
    </Badge>
  );
  return reason === '' ? (
    badge
  ) : (
    <Tooltip
      label={reason}
      multiline
      maw={320}
      withArrow
      events={{ hover: true, focus: true, touch: true }}
    >
      {badge}
    </Tooltip>
  );
};
