import { TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface NamesInputProps {
  readonly label: string;
  readonly description?: string;
  readonly value: readonly string[];
  readonly error: ReactNode;
  readonly onChange: (names: string[]) => void;
}

/** A list of names as chips: Enter or a comma ends one, Backspace takes the last one away. */
export const NamesInput = ({ value, onChange, ...shown }: NamesInputProps) => (
  <TagsInput
    {...shown}
    value={[...value]}
    onChange={onChange}
    splitChars={[',', ';', '\n']}
    acceptValueOnBlur
    clearable={false}
    {...(value.length === 0 && { placeholder: 'Type a name and press Enter' })}
  />
);
