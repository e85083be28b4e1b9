import { Select, SimpleGrid } from '@mantine/core';
import type { ImagesSchema } from '@tributary/model-zoo';
import type { EditorProps } from './editor-props.ts';
import { errorOfList } from './editor-props.ts';
import { NamesInput } from './names-input.tsx';
import { NumberField } from './number-field.tsx';

/** What pictures are of, and the size that devices bring them to. */
export const ImagesEditor = ({ value, errors, onChange }: EditorProps<ImagesSchema>) => (
  <>
    <NamesInput
      label="Classes"
      description="What a picture can be of. Devices sort theirs into these."
      value={value.classes}
      error={errorOfList(errors, 'classes')}
      onChange={(classes) => onChange({ ...value, classes })}
    />
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <NumberField
        label="Width in pixels"
        value={value.width}
        error={errors.width}
        isWhole
        {...{ min: 4, max: 512 }}
        onChange={(width) => onChange({ ...value, width })}
      />
      <NumberField
        label="Height in pixels"
        value={value.height}
        error={errors.height}
        isWhole
        {...{ min: 4, max: 512 }}
        onChange={(height) => onChange({ ...value, height })}
      />
      <Select
        label="Colours"
        data={[
          { value: '3', label: 'Colour' },
          { value: '1', label: 'Shades of grey' },
        ]}
        value={String(value.channels)}
        allowDeselect={false}
        onChange={(chosen) => onChange({ ...value, channels: chosen === '1' ? 1 : 3 })}
      />
    </SimpleGrid>
  </>
);
