import { Anchor, Text } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import { useOnline } from '../hooks/use-online.ts';
import { localFailure } from '../view/local-failure.ts';
import { Warning } from './warning.tsx';

/** Training cannot go on here, or the last round failed: says why, and what may help. */
export const FailureNotice = ({ client }: { readonly client: ClientState }) => {
  const failure = localFailure(client);
  // Without a network everything fails, which the stage tells already.
  const isOnline = useOnline();
  if (failure === null || !isOnline) return null;
  return (
    <Warning title={failure.title}>
      <Text size="sm">{failure.message}</Text>
      <Text size="sm" mt="xs">
        {failure.advice}{' '}
        {failure.offerSafeBackend && (
          <Anchor href="?backend=wasm" size="sm" underline="always">
            Reload with the safest way to compute
          </Anchor>
        )}
      </Text>
    </Warning>
  );
};
