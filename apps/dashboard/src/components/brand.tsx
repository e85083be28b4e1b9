import { Group, Text } from '@mantine/core';

/** Three streams that become one, and the name. */
export const Brand = () => (
  <Group gap="xs" wrap="nowrap">
    <svg
      aria-hidden="true"
      width="26"
      height="26"
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--mantine-color-river-6)"
      strokeWidth="3.2"
      strokeLinecap="round"
    >
      <path d="M6 4c0 9 10 8 10 16v8M26 4c0 9-10 8-10 16M16 4v16" />
    </svg>
    <Text component="span" fw={700} size="lg" lh={1}>
      Tributary
    </Text>
  </Group>
);
