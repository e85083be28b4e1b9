import type { TextsSchema } from '@tributary/model-zoo';
import { type EditorProps, errorOfList } from './editor-props.ts';
import { NamesInput } from './names-input.tsx';
import { NumberField } from './number-field.tsx';

/** What texts are sorted into, and how much of one is read. */
export const TextsEditor = ({ value, errors, onChange }: EditorProps<TextsSchema>) => (
  <>
    <NamesInput
      label="Classes"
      description="What a text can be, one of these."
      value={value.classes}
      error={errorOfList(errors, 'classes')}
      onChange={(classes) => onChange({ ...value, classes })}
    />
    <NumberField
      label="Length in characters"
      description="What is longer is cut. 300 are a paragraph."
      value={value.length}
      error={errors.length}
      isWhole
      {...{ min: 8, max: 10_000 }}
      onChange={(length) => onChange({ ...value, length })}
    />
  </>
);
