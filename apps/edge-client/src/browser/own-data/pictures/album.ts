import { LIMITS, type PictureSize, type SizedPicture } from '@tributary/local-data';

/** A picture on the page, wherever it came from. */
export interface AlbumPicture extends SizedPicture {
  readonly id: number;
}

/** Pictures in the order in which they came. */
export interface Album {
  readonly pictures: readonly AlbumPicture[];
  /** How many there have been, for the next one's id. */
  readonly count: number;
  /** What comes beyond this is passed over. */
  readonly most: number;
}

/** Room for as many pictures of a size as a device holds. */
export const emptyAlbum = ({ width, height, channels }: PictureSize): Album => ({
  ...{ pictures: [], count: 0 },
  most: Math.floor(LIMITS.exampleBytes / (width * height * channels)),
});

export type AlbumEvent =
  | { readonly type: 'added'; readonly pictures: readonly SizedPicture[] }
  /** A class was given, or taken away with null. */
  | { readonly type: 'sorted'; readonly id: number; readonly label: number | null }
  /** All of a class were removed, or with null all that have none. */
  | { readonly type: 'cleared'; readonly label: number | null };

export const reduceAlbum = (album: Album, event: AlbumEvent): Album => {
  const { pictures, count, most } = album;
  switch (event.type) {
    case 'added': {
      const added = event.pictures
        .slice(0, most - pictures.length)
        .map((picture, at) => ({ ...picture, id: count + at }));
      return { most, pictures: [...pictures, ...added], count: count + added.length };
    }
    case 'sorted':
      return {
        ...album,
        pictures: pictures.map((picture) =>
          picture.id === event.id ? { ...picture, label: event.label } : picture,
        ),
      };
    case 'cleared':
      return { ...album, pictures: pictures.filter(({ label }) => label !== event.label) };
  }
};
