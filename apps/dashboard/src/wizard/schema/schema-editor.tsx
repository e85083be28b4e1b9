import { Stack, TextInput } from '@mantine/core';
import type { DataSchema } from '@tributary/model-zoo';
import type { EditorProps } from './editor-props.ts';
import { ImagesEditor } from './images-editor.tsx';
import { NextCharacterEditor } from './next-character-editor.tsx';
import { TableEditor } from './table-editor.tsx';
import { TextsEditor } from './texts-editor.tsx';

/** What devices must bring, field by field. */
export const SchemaEditor = (props: EditorProps<DataSchema>) => {
  const { value, errors, onChange } = props;
  return (
    <Stack>
      <TextInput
        label="What the data is"
        description="In a few words, for whoever is asked to bring it."
        value={value.title}
        error={errors.title}
        onChange={({ currentTarget }) => onChange({ ...value, title: currentTarget.value })}
      />
      <KindEditor {...props} />
    </Stack>
  );
};

const KindEditor = ({ value, ...props }: EditorProps<DataSchema>) => {
  switch (value.kind) {
    case 'images':
      return <ImagesEditor value={value} {...props} />;
    case 'table':
      return <TableEditor value={value} {...props} />;
    case 'texts':
      return <TextsEditor value={value} {...props} />;
    case 'next-character':
      return <NextCharacterEditor value={value} {...props} />;
  }
};
