import { NativeSelect, Stack, Switch, Text } from '@mantine/core';
import type { ClientState } from '@tributary/client';
import type { DeviceLimits } from '../session/device-limits.ts';
import { capChoices, capOfChoice, describeUse } from '../view/data-cap.ts';
import type { DeviceConditions } from '../view/rest-command.ts';
import { runInView } from '../view/run-in-view.ts';
import { Card } from './card.tsx';

interface LimitsPanelProps {
  readonly client: ClientState;
  readonly limits: DeviceLimits;
  readonly conditions: DeviceConditions;
  readonly onChange: (limits: Partial<DeviceLimits>) => void;
}

const UNTOLD = 'This browser does not tell, so the page cannot know.';

/** When this device may work: the person's own rules, kept by the page. */
export const LimitsPanel = ({ client, limits, conditions, onChange }: LimitsPanelProps) => {
  const { isCharging, isMetered } = conditions;
  return (
    <Card title="Your limits">
      <Stack gap="md">
        <NativeSelect
          label="Data limit"
          description={`${describeUse(client, runInView(client))} No round is begun that could go above the limit.`}
          data={[...capChoices]}
          value={limits.capBytes === null ? '' : String(limits.capBytes)}
          onChange={({ currentTarget }) => onChange({ capBytes: capOfChoice(currentTarget.value) })}
        />
        <Switch
          label="Only while charging"
          description={isCharging === null ? UNTOLD : 'Rests on battery, and goes on by itself.'}
          disabled={isCharging === null}
          checked={limits.onlyOnCharger}
          onChange={({ currentTarget }) => onChange({ onlyOnCharger: currentTarget.checked })}
        />
        <Switch
          label="Not over mobile data"
          description={
            isMetered === null ? UNTOLD : 'Rests on a metered connection, and goes on by itself.'
          }
          disabled={isMetered === null}
          checked={limits.onlyUnmetered}
          onChange={({ currentTarget }) => onChange({ onlyUnmetered: currentTarget.checked })}
        />
        <Switch
          label="Keep the screen on"
          description="A phone that goes to sleep stops training."
          checked={limits.keepsAwake}
          onChange={({ currentTarget }) => onChange({ keepsAwake: currentTarget.checked })}
        />
        <Text size="sm" c="dimmed">
          You can use other tabs meanwhile: training goes on in the background.
        </Text>
      </Stack>
    </Card>
  );
};
