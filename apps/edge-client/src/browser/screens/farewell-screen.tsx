import { Button, Stack, Text, Title } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import { ContributionList } from '../components/contribution-list.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { describeFarewell } from '../view/describe-farewell.ts';

interface FarewellScreenProps {
  /** As it was when the device left; null when it left before it had joined. */
  readonly client: ClientState | null;
  readonly onJoinAgain: () => void;
}

/** Thanks, and what the device has given. */
export const FarewellScreen = ({ client, onJoinAgain }: FarewellScreenProps) => {
  const { title, sentences } = describeFarewell(client);
  return (
    <PageFrame
      actions={
        <Button fullWidth size="xl" radius="lg" onClick={onJoinAgain}>
          Join again
        </Button>
      }
    >
      <Stack gap="md">
        <div role="status">
          <Title order={1} size="h2">
            {title}
          </Title>
          {sentences.map((sentence) => (
            <Text key={sentence} mt="xs">
              {sentence}
            </Text>
          ))}
        </div>
        {client !== null && client.contributions.length > 0 && (
          <ContributionList contributions={client.contributions} />
        )}
      </Stack>
      <title>You have left – Tributary</title>
    </PageFrame>
  );
};
