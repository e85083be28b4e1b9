import { Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowUpRight, IconBolt, IconDoorExit, IconLock } from '@tabler/icons-react';
import type { JoinInfo } from '@tributary/protocol';
import { FactList } from '../components/fact-list.tsx';
import { PageFrame } from '../components/page-frame.tsx';
import { RunCard } from '../components/run-card.tsx';
import { isOpen } from '../view/describe-run.ts';
import { sharingFacts } from '../view/sharing-facts.ts';

interface InvitationScreenProps {
  readonly info: JoinInfo;
  readonly onAccept: () => void;
}

/** Everything a person should know before lending a device, and the button. */
export const InvitationScreen = ({ info, onAccept }: InvitationScreenProps) => {
  const runs = info.runs.filter(isOpen);
  const facts = sharingFacts(runs);
  return (
    <PageFrame
      actions={
        <Button fullWidth size="xl" radius="lg" onClick={onAccept}>
          Continue
        </Button>
      }
    >
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            Lend this device?
          </Title>
          <Text c="dimmed" mt={4}>
            <b>{info.coordinator}</b> asks your device to help train a model that many devices
            share. The data stays on the device.
          </Text>
        </div>
        {runs.length === 0 && (
          <Text fw={600}>
            Nothing is being trained right now. You can join and wait; your device starts with the
            next run.
          </Text>
        )}
        {runs.map((run) => (
          <RunCard key={run.runId} run={run} />
        ))}
        <FactList title="What leaves" facts={facts.leaves} icon={IconArrowUpRight} color="orange" />
        <FactList title="What stays here" facts={facts.stays} icon={IconLock} color="teal" />
        <FactList title="What it costs" facts={facts.costs} icon={IconBolt} color="gray" />
        <FactList
          title="How to leave"
          facts={[{ title: 'Any time', detail: facts.leaving }]}
          icon={IconDoorExit}
          color="gray"
        />
      </Stack>
    </PageFrame>
  );
};
