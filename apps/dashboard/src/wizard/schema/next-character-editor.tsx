import { Textarea } from '@mantine/core';
import type { NextCharacterSchema } from '@tributary/model-zoo';
import type { EditorProps } from './editor-props.ts';
import { NumberField } from './number-field.tsx';

/** Which characters are told apart, and how far back the model looks. */
export const NextCharacterEditor = ({
  value,
  errors,
  onChange,
}: EditorProps<NextCharacterSchema>) => (
  <>
    <Textarea
      label="Alphabet"
      description="Every character that is told apart, each once; a line break is one too. Any other counts as the first."
      value={value.alphabet}
      error={errors.alphabet}
      autosize
      minRows={2}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      onChange={({ currentTarget }) => onChange({ ...value, alphabet: currentTarget.value })}
    />
    <NumberField
      label="Characters in a window"
      description="How far back the model looks. More takes longer."
      value={value.length}
      error={errors.length}
      isWhole
      {...{ min: 4, max: 1024 }}
      onChange={(length) => onChange({ ...value, length })}
    />
  </>
);
