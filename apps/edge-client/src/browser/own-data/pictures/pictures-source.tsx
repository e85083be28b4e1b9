import { Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import type { SizedPicture } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import { useCallback, useState } from 'react';
import { Warning } from '../../components/warning.tsx';
import { countOf } from '../../view/format.ts';
import type { SourceProps } from '../brought.ts';
import { CameraSource } from './camera-source.tsx';
import { ClassPicker } from './class-picker.tsx';
import { DrawingSource } from './drawing-source.tsx';
import { PictureFilesSource } from './picture-files-source.tsx';
import { PictureGallery } from './picture-gallery.tsx';
import { swapLight, useAlbum } from './use-album.ts';

const WAYS = [
  { value: 'files', label: 'Files' },
  { value: 'camera', label: 'Camera' },
  { value: 'drawing', label: 'Draw' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** Pictures from files, the camera and a canvas, in one album that is sorted by folders or by hand. */
export const PicturesSource = (props: SourceProps<ImagesSchema>) => {
  const { schema } = props;
  const { classes } = schema;
  const { album, counts, dispatch } = useAlbum(props);
  const [way, setWay] = useState<Way>('files');
  const [chosen, setChosen] = useState(0);
  const [swaps, setSwaps] = useState(false);
  const className = classes[chosen] ?? '';
  const add = useCallback(
    (pictures: readonly SizedPicture[]) =>
      dispatch({ type: 'added', pictures: swaps ? pictures.map(swapLight) : pictures }),
    [dispatch, swaps],
  );
  const nameOne = (kind: string, pixels: Uint8Array) => ({
    ...{ name: `${kind} ${album.count + 1}`, pixels, label: chosen },
  });
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Where pictures come from"
        data={[...WAYS]}
        value={way}
        onChange={(value) => setWay(value as Way)}
      />
      {(way !== 'files' || album.count > 0) && (
        <ClassPicker
          label={way === 'files' ? 'Class for sorting' : 'Class of the next one'}
          {...{ classes, counts, chosen }}
          onChoose={setChosen}
        />
      )}
      {way === 'files' && <PictureFilesSource schema={schema} onRead={add} />}
      {way === 'camera' && (
        <CameraSource
          size={schema}
          className={className}
          onShot={(pixels) => add([nameOne('Shot', pixels)])}
        />
      )}
      {way === 'drawing' && (
        <DrawingSource
          size={schema}
          className={className}
          onDrawn={(pixels) => dispatch({ type: 'added', pictures: [nameOne('Drawing', pixels)] })}
        />
      )}
      {way !== 'drawing' && schema.channels === 1 && (
        <SwapChoice swaps={swaps} onChange={setSwaps} />
      )}
      {album.pictures.length === album.most && (
        <Warning title="The album is full">
          <Text size="sm">
            A device holds {countOf(album.most, 'picture')} of this size. Others were passed over.
          </Text>
        </Warning>
      )}
      <PictureGallery {...{ album, chosen, dispatch }} classNames={classes} size={schema} />
    </Stack>
  );
};

interface SwapChoiceProps {
  readonly swaps: boolean;
  readonly onChange: (swaps: boolean) => void;
}

const SwapChoice = ({ swaps, onChange }: SwapChoiceProps) => (
  <Checkbox
    label="Swap light and dark"
    description="For dark strokes on light paper, where the others of this run have light ones on dark. Counts for what comes next."
    checked={swaps}
    onChange={({ currentTarget }) => onChange(currentTarget.checked)}
  />
);
