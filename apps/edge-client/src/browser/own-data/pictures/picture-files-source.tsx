import { Text } from '@mantine/core';
import type { SizedPicture } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import { FilePicker } from '../file-picker.tsx';
import { ReadingNotice } from './reading-notice.tsx';
import { usePictureFiles } from './use-picture-files.ts';

interface PictureFilesSourceProps {
  readonly schema: ImagesSchema;
  readonly onRead: (pictures: readonly SizedPicture[]) => void;
}

/** Pictures from a folder for each class, or one by one. */
export const PictureFilesSource = ({ schema, onRead }: PictureFilesSourceProps) => {
  const { classes } = schema;
  const { reading, refused, read } = usePictureFiles({ size: schema, classes, onRead });
  return (
    <>
      <FilePicker
        what="a folder or pictures"
        buttons={[
          { label: 'Choose a folder', kind: 'folder' },
          { label: 'Choose pictures', kind: 'files', accept: 'image/*' },
        ]}
        isBusy={reading !== null}
        onPick={(picked) => void read(picked)}
      >
        <Text size="sm" c="dimmed" ta="center">
          With a folder for each class they are sorted at once.
        </Text>
      </FilePicker>
      <ReadingNotice reading={reading} refused={refused} />
    </>
  );
};
