import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { JOIN_TOKEN_LIFE_MS, type RunId } from '@tributary/protocol';
import { type SubmitEvent, useRef, useState } from 'react';
import { useAnotherJoinToken } from '../api/clients.ts';
import { ErrorPanel } from './query-panels.tsx';

const HOUR_MS = 3_600_000;

const lives = [
  { value: String(HOUR_MS), label: 'An hour' },
  { value: String(24 * HOUR_MS), label: 'A day' },
  { value: String(JOIN_TOKEN_LIFE_MS), label: 'A week' },
  { value: String(30 * 24 * HOUR_MS), label: '30 days' },
];

/** A link of its own for some devices: it can be told apart from others, and withdrawn without them. */
export const AnotherLink = ({ runId }: { readonly runId: RunId | undefined }) => {
  const [isOpen, { toggle, close }] = useDisclosure();
  const opener = useRef<HTMLButtonElement>(null);
  const onClose = () => {
    close();
    opener.current?.focus();
  };
  return (
    <Stack gap="sm">
      <Group>
        <Button
          ref={opener}
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          Another link
        </Button>
      </Group>
      {isOpen && <LinkForm runId={runId} onClose={onClose} />}
    </Stack>
  );
};

interface LinkFormProps {
  readonly runId: RunId | undefined;
  readonly onClose: () => void;
}

const LinkForm = ({ runId, onClose }: LinkFormProps) => {
  const [label, setLabel] = useState('');
  const [maxUses, setMaxUses] = useState<string | number>('');
  const [life, setLife] = useState(String(JOIN_TOKEN_LIFE_MS));
  const another = useAnotherJoinToken(runId);
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const wish = {
      label: label.trim(),
      maxUses: typeof maxUses === 'number' ? maxUses : null,
      expiresInMs: Number(life),
    };
    another.mutate(wish, { onSuccess: onClose });
  };
  return (
    <form onSubmit={make} aria-label="Another link">
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput
            label="Label"
            description="For you, e.g. a ward."
            maxLength={100}
            value={label}
            onChange={({ currentTarget }) => setLabel(currentTarget.value)}
          />
          <NumberInput
            label="How many devices"
            description="Empty: any number."
            min={1}
            max={100_000}
            allowDecimal={false}
            clampBehavior="strict"
            value={maxUses}
            onChange={setMaxUses}
          />
          <Select
            label="Valid for"
            description="Nobody joins after that."
            data={lives}
            value={life}
            allowDeselect={false}
            onChange={(chosen) => chosen !== null && setLife(chosen)}
          />
        </SimpleGrid>
        {another.error !== null && (
          <ErrorPanel error={another.error} title="The link was not made" />
        )}
        <Group gap="sm">
          <Button type="submit" size="xs" loading={another.isPending}>
            Make this link
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
