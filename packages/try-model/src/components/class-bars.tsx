import { Box, Group, Progress, Stack, Text } from '@mantine/core';
import type { ClassShare } from '../class-shares.ts';
import { formatShare } from '../describe-prediction.ts';

/** Nobody reads more. */
const SHOWN = 5;

/** The likeliest classes, each with its share as a bar and a number. */
export const ClassBars = ({ ranked }: { readonly ranked: readonly ClassShare[] }) => (
  <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
    {ranked.slice(0, SHOWN).map(({ name, share }) => (
      <Box component="li" key={name}>
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            {formatShare(share)}
          </Text>
        </Group>
        <Progress value={100 * share} size="md" aria-hidden />
      </Box>
    ))}
  </Stack>
);
