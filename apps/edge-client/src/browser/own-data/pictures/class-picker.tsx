import { Chip, Group, NativeSelect, Text } from '@mantine/core';
import { useId } from 'react';
import { formatCount } from '../../view/format.ts';

interface ClassPickerProps {
  readonly label: string;
  readonly classes: readonly string[];
  /** How many pictures each class has. */
  readonly counts: readonly number[];
  readonly chosen: number;
  readonly onChoose: (label: number) => void;
}

/** More would fill a phone's screen. */
const MOST_CHIPS = 12;

/** The class that comes next. */
export const ClassPicker = ({ label, classes, counts, chosen, onChoose }: ClassPickerProps) => {
  const id = useId();
  const nameOf = (name: string, at: number) => `${name} (${formatCount(counts[at] ?? 0)})`;
  if (classes.length > MOST_CHIPS) {
    return (
      <NativeSelect
        label={label}
        value={String(chosen)}
        data={classes.map((name, at) => ({ value: String(at), label: nameOf(name, at) }))}
        onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
      />
    );
  }
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <Text id={id} size="sm" fw={500} mb={4}>
        {label}
      </Text>
      <Chip.Group value={String(chosen)} onChange={(value) => onChoose(Number(value))}>
        <Group gap={6}>
          {classes.map((name, at) => (
            <Chip key={name} value={String(at)} size="sm" radius="md">
              {nameOf(name, at)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </div>
  );
};
