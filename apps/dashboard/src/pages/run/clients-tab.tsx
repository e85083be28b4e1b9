import { SimpleGrid, Stack } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { isEnded } from '@tributary/protocol';
import { useMemo } from 'react';
import { DeviceBars } from '../../components/device-bars.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { InviteButton } from '../../components/invite-button.tsx';
import { ParticipantsTable } from '../../components/participants-table.tsx';
import { useTally } from '../../components/use-tally.ts';
import { groupByBackend, groupByPlatform, groupBySpeed } from '../../view/device-groups.ts';
import { devicesAsTrained } from '../../view/devices-as-trained.ts';
import { useRunContext } from './run-context.ts';

/** Who takes part in this run, and with what. */
export const ClientsTab = () => {
  const { summary, config, log } = useRunContext();
  const { state } = log;
  const { clients: tallies } = useTally(state.history, config.clientWork);
  const devices = useMemo(() => devicesAsTrained(log.devices, tallies), [log.devices, tallies]);
  const speeds = useMemo(
    () =>
      new Map(
        [...tallies].flatMap(([clientId, { examplesPerSecond }]) =>
          examplesPerSecond === null ? [] : [[clientId, examplesPerSecond] as const],
        ),
      ),
    [tallies],
  );
  const backends = useMemo(() => groupByBackend(devices), [devices]);
  const platforms = useMemo(() => groupByPlatform(devices), [devices]);
  if (Object.keys(devices).length === 0) {
    return (
      <EmptyState
        icon={<IconDevices aria-hidden />}
        title="Nobody has joined this run yet"
        hint="Clients that are connected join when the run is started; until then they stand on the page of all clients."
      >
        {!isEnded(state.status) && <InviteButton runId={summary.runId} />}
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="lg">
        <DeviceBars title="By backend" groups={backends} gap="" />
        <DeviceBars title="By platform" groups={platforms} gap="" />
        <DeviceBars
          title="By speed, in examples per second"
          groups={groupBySpeed(speeds)}
          gap="Known once a round with their updates is done; under local privacy never."
        />
      </SimpleGrid>
      <ParticipantsTable devices={devices} tallies={tallies} connected={state.clients} />
    </Stack>
  );
};
