import { Checkbox, Group, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { checkPictures, type SizedPicture } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { Warning } from '../../components/warning.tsx';
import { countOf } from '../../view/format.ts';
import type { SourceProps } from '../brought.ts';
import { FilePicker } from '../file-picker.tsx';
import { FindingList } from '../finding-list.tsx';
import { emptyAlbum, reduceAlbum } from './album.ts';
import { CameraSource } from './camera-source.tsx';
import { ClassPicker } from './class-picker.tsx';
import { DrawingSource } from './drawing-source.tsx';
import { PictureGallery } from './picture-gallery.tsx';
import { usePictureFiles } from './use-picture-files.ts';

const WAYS = [
  { value: 'files', label: 'Files' },
  { value: 'camera', label: 'Camera' },
  { value: 'drawing', label: 'Draw' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** Pictures from files, the camera and a canvas, in one album that is sorted by folders or by hand. */
export const PicturesSource = ({ schema, onBrought }: SourceProps<ImagesSchema>) => {
  const [way, setWay] = useState<Way>('files');
  const [chosen, setChosen] = useState(0);
  const [album, dispatch] = useReducer(reduceAlbum, emptyAlbum);
  const [swaps, setSwaps] = useState(false);
  const add = useCallback(
    (pictures: readonly SizedPicture[]) => dispatch({ type: 'added', pictures }),
    [],
  );
  const addSeen = useCallback(
    (pictures: readonly SizedPicture[]) =>
      add(swaps ? pictures.map((one) => ({ ...one, pixels: swapLight(one.pixels) })) : pictures),
    [add, swaps],
  );
  const { classes } = schema;
  const { reading, refused, read } = usePictureFiles({ size: schema, classes, onRead: addSeen });

  const checked = useMemo(() => checkPictures(album.pictures, schema), [album.pictures, schema]);
  useEffect(() => {
    const { numExamples } = checked.report;
    // Nothing has been brought before the first picture, and taking away the last one leaves nothing.
    if (album.count > 0) onBrought({ source: countOf(numExamples, 'picture'), checked });
  }, [checked, album.count, onBrought]);

  const className = classes[chosen] ?? '';
  const addOne = (kind: string) => (pixels: Uint8Array) =>
    (kind === 'Shot' ? addSeen : add)([
      { name: `${kind} ${album.count + 1}`, pixels, label: chosen },
    ]);
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
          classes={classes}
          counts={checked.report.classes.map(({ count }) => count)}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      {way === 'files' && (
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
      )}
      {way === 'camera' && (
        <CameraSource size={schema} className={className} onShot={addOne('Shot')} />
      )}
      {way === 'drawing' && (
        <DrawingSource size={schema} className={className} onDrawn={addOne('Drawing')} />
      )}
      {way !== 'drawing' && schema.channels === 1 && (
        <Checkbox
          label="Swap light and dark"
          description="For dark strokes on light paper, where the others of this run have light ones on dark. Counts for what comes next."
          checked={swaps}
          onChange={({ currentTarget }) => setSwaps(currentTarget.checked)}
        />
      )}
      {reading && (
        <Group gap="sm" wrap="nowrap" role="status">
          <Progress value={(100 * reading.done) / reading.total} flex={1} aria-label="Reading" />
          <Text size="sm">
            {reading.done} of {reading.total}
          </Text>
        </Group>
      )}
      {refused.total > 0 && (
        <Warning title={`${countOf(refused.total, 'file')} not read`}>
          <FindingList findings={refused} />
        </Warning>
      )}
      <PictureGallery
        album={album}
        classNames={classes}
        size={schema}
        chosen={chosen}
        dispatch={dispatch}
      />
    </Stack>
  );
};

const swapLight = (pixels: Uint8Array): Uint8Array => pixels.map((value) => 255 - value);
