import type { SizedPicture } from '@tributary/local-data';

/** A picture on the page, wherever it came from. */
export interface AlbumPicture extends SizedPicture {
  readonly id: number;
}

/** Pictures in the order in which they came. */
export interface Album {
  readonly pictures: readonly AlbumPicture[];
  /** How many there have been, for the next one's id. */
  readonly count: number;
}

export const emptyAlbum: Album = { pictures: [], count: 0 };

export type AlbumEvent =
  | { readonly type: 'added'; readonly pictures: readonly SizedPicture[] }
  /** A class was given, or taken away with null. */
  | { readonly type: 'sorted'; readonly id: number; readonly label: number | null }
  | { readonly type: 'removed'; readonly id: number }
  /** All of a class, or with null all that have none. */
  | { readonly type: 'cleared'; readonly label: number | null };

export const reduceAlbum = (album: Album, event: AlbumEvent): Album => {
  const { pictures, count } = album;
  switch (event.type) {
    case 'added':
      return {
        pictures: [
          ...pictures,
          ...event.pictures.map((picture, at) => ({ ...picture, id: count + at })),
        ],
        count: count + event.pictures.length,
      };
    case 'sorted':
      return {
        count,
        pictures: pictures.map((picture) =>
          picture.id === event.id ? { ...picture, label: event.label } : picture,
        ),
      };
    case 'removed':
      return { count, pictures: pictures.filter(({ id }) => id !== event.id) };
    case 'cleared':
      return { count, pictures: pictures.filter(({ label }) => label !== event.label) };
  }
};
