import { Button, Group, NativeSelect, Stack, Text, UnstyledButton } from '@mantine/core';
import type { PictureSize } from '@tributary/local-data';
import { useState } from 'react';
import { countOf, formatCount } from '../../view/format.ts';
import type { Album, AlbumEvent, AlbumPicture } from './album.ts';
import classes from './pictures.module.css';
import { Thumbnail } from './thumbnail.tsx';

interface PictureGalleryProps {
  readonly album: Album;
  readonly classNames: readonly string[];
  readonly size: PictureSize;
  /** The class that a picture without one gets when it is pressed. */
  readonly chosen: number;
  readonly dispatch: (event: AlbumEvent) => void;
}

const PAGE = 60;
const UNSORTED = 'unsorted';

/** The pictures of one class, or those without any: pressing one moves it. */
export const PictureGallery = (props: PictureGalleryProps) => {
  const { album, classNames, chosen, dispatch } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const countWith = (label: number | null) =>
    album.pictures.filter((picture) => picture.label === label).length;
  const shown = asked ?? (countWith(null) > 0 ? UNSORTED : String(chosen));
  const label = shown === UNSORTED ? null : Number(shown);
  const pictures = album.pictures.filter((picture) => picture.label === label);
  if (album.pictures.length === 0) return null;
  return (
    <Stack gap="xs">
      <NativeSelect
        label="Look at"
        value={shown}
        data={[
          { value: UNSORTED, label: `without a class (${formatCount(countWith(null))})` },
          ...classNames.map((name, at) => ({
            value: String(at),
            label: `${name} (${formatCount(countWith(at))})`,
          })),
        ]}
        onChange={({ currentTarget }) => {
          setAsked(currentTarget.value);
          setPages(1);
        }}
      />
      <PictureGrid {...props} label={label} pictures={pictures.slice(0, PAGE * pages)} />
      <Group gap="xs">
        {pictures.length > PAGE * pages && (
          <Button variant="default" size="compact-sm" onClick={() => setPages(pages + 1)}>
            Show more
          </Button>
        )}
        {pictures.length > 0 && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => dispatch({ type: 'cleared', label })}
          >
            Remove {countOf(pictures.length, 'picture')}
          </Button>
        )}
      </Group>
    </Stack>
  );
};

interface PictureGridProps extends PictureGalleryProps {
  readonly pictures: readonly AlbumPicture[];
  /** Theirs. */
  readonly label: number | null;
}

const PictureGrid = ({ pictures, label, classNames, chosen, size, dispatch }: PictureGridProps) => {
  const className = classNames[chosen] ?? '';
  const next = label === null ? chosen : null;
  return (
    <>
      {pictures.length > 0 && (
        <Text size="sm" c="dimmed">
          {label === null
            ? `Press a picture to make it “${className}”; choose another class above.`
            : 'Press a picture to take its class away.'}
        </Text>
      )}
      <ul className={classes.gallery} aria-label="Pictures">
        {pictures.map(({ id, name, pixels }) => (
          <li key={id}>
            <UnstyledButton
              className={classes.picture ?? ''}
              aria-label={label === null ? `${name}: make it ${className}` : `${name}: no class`}
              title={name}
              onClick={() => dispatch({ type: 'sorted', id, label: next })}
            >
              <Thumbnail pixels={pixels} size={size} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
};
