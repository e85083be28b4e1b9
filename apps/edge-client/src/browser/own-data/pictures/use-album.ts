import { checkPictures, type SizedPicture } from '@tributary/local-data';
import type { ImagesSchema } from '@tributary/model-zoo';
import { type Dispatch, useEffect, useMemo, useReducer } from 'react';
import { countOf } from '../../view/format.ts';
import type { SourceProps } from '../brought.ts';
import { type Album, type AlbumEvent, emptyAlbum, reduceAlbum } from './album.ts';

interface OpenAlbum {
  readonly album: Album;
  /** How many pictures each class has. */
  readonly counts: readonly number[];
  readonly dispatch: Dispatch<AlbumEvent>;
}

/** An album whose sorted pictures are brought after every change. */
export const useAlbum = ({ schema, onBrought }: SourceProps<ImagesSchema>): OpenAlbum => {
  const [album, dispatch] = useReducer(reduceAlbum, schema, emptyAlbum);
  const checked = useMemo(() => checkPictures(album.pictures, schema), [album.pictures, schema]);
  const { numExamples, classes } = checked.report;
  useEffect(() => {
    // Nothing has been brought before the first picture, and taking away the last one leaves nothing.
    if (album.count > 0) onBrought({ source: countOf(numExamples, 'picture'), checked });
  }, [checked, numExamples, album.count, onBrought]);
  return { album, dispatch, counts: classes.map(({ count }) => count) };
};

/** For dark strokes on light paper, where others have light ones on dark. */
export const swapLight = (picture: SizedPicture): SizedPicture => ({
  ...picture,
  pixels: picture.pixels.map((value) => 255 - value),
});
