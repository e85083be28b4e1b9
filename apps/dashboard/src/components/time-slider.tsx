import { ActionIcon, Card, Group, Slider, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatNumber } from '../view/format.ts';
import type { RunLog } from '../view/run-log.ts';

interface TimeSliderProps {
  readonly log: RunLog;
  /** The event that was the last at the moment shown. */
  readonly seq: number;
  readonly round: number;
  readonly onGo: (seq: number) => void;
}

/** Goes to any moment of a run: by round, and event by event with the arrow keys. */
export const TimeSlider = ({ log, seq, round, onGo }: TimeSliderProps) => {
  const { commits, state } = log;
  const ends = commits.slice(0, state.history.length);
  const before = ends.findLast((end) => end < seq) ?? 1;
  const after = ends.find((end) => end > seq) ?? log.seq;
  const roundWords = `round ${formatNumber(round)}`;
  return (
    <Card component="section" aria-label="Go to a moment">
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600}>
            Event {formatNumber(seq)} of {formatNumber(log.seq)}, {roundWords}
          </Text>
          <Group gap={4} wrap="nowrap">
            <Step
              label="To the end of the round before"
              onClick={() => onGo(before)}
              isOff={seq <= 1}
            >
              <IconChevronsLeft size={18} aria-hidden />
            </Step>
            <Step label="One event back" onClick={() => onGo(seq - 1)} isOff={seq <= 1}>
              <IconChevronLeft size={18} aria-hidden />
            </Step>
            <Step label="One event on" onClick={() => onGo(seq + 1)} isOff={seq >= log.seq}>
              <IconChevronRight size={18} aria-hidden />
            </Step>
            <Step
              label="To the end of this round"
              onClick={() => onGo(after)}
              isOff={seq >= log.seq}
            >
              <IconChevronsRight size={18} aria-hidden />
            </Step>
          </Group>
        </Group>
        <Slider
          min={1}
          max={Math.max(2, log.seq)}
          value={seq}
          onChange={onGo}
          label={null}
          thumbLabel="Event"
          marks={marksOf(ends)}
          thumbProps={{ 'aria-valuetext': `event ${seq} of ${log.seq}, ${roundWords}` }}
        />
        <Text size="xs" c="dimmed">
          {ends.length > 0 && ends.length <= MOST_MARKS && 'The marks are ends of rounds. '}
          With the slider in focus the arrow keys go event by event.
        </Text>
      </Stack>
    </Card>
  );
};

/** More could not be told apart. */
const MOST_MARKS = 40;

const marksOf = (ends: readonly number[]) =>
  ends.length > MOST_MARKS ? [] : ends.map((value) => ({ value }));

interface StepProps {
  readonly label: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const Step = ({ label, isOff, onClick, children }: StepProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="default" size="lg" aria-label={label} disabled={isOff} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
