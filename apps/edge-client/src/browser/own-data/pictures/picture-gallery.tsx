import { Button, Group, NativeSelect, Stack, Text, UnstyledButton } from '@mantine/core';
import type { PictureSize } from '@tributary/local-data';
import { useState } from 'react';
import { countOf, formatCount } from '../../view/format.ts';
import type { Album, AlbumEvent } from './album.ts';
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
export const PictureGallery = ({
  album,
  classNames,
  size,
  chosen,
  dispatch,
}: PictureGalleryProps) => {
  const numUnsorted = album.pictures.filter(({ label }) => label === null).length;
  const [asked, setAsked] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  const shown = asked ?? (numUnsorted > 0 ? UNSORTED : String(chosen));
  const label = shown === UNSORTED ? null : Number(shown);
  const pictures = album.pictures.filter((picture) => picture.label === label);
  const chosenName = classNames[chosen] ?? '';
  const countOfClass = (at: number) => album.pictures.filter((one) => one.label === at).length;
  if (album.pictures.length === 0) return null;
  return (
    <Stack gap="xs">
      <NativeSelect
        label="Look at"
        value={shown}
        data={[
          { value: UNSORTED, label: `without a class (${formatCount(numUnsorted)})` },
          ...classNames.map((name, at) => ({
            value: String(at),
            label: `${name} (${formatCount(countOfClass(at))})`,
          })),
        ]}
        onChange={({ currentTarget }) => {
          setAsked(currentTarget.value);
          setPages(1);
        }}
      />
      {pictures.length > 0 && (
        <Text size="sm" c="dimmed">
          {label === null
            ? `Press a picture to make it “${chosenName}”; choose another class above.`
            : 'Press a picture to take its class away.'}
        </Text>
      )}
      <ul className={classes.gallery} aria-label="Pictures">
        {pictures.slice(0, PAGE * pages).map(({ id, name, pixels }) => (
          <li key={id}>
            <UnstyledButton
              className={classes.picture ?? ''}
              aria-label={label === null ? `${name}: make it ${chosenName}` : `${name}: no class`}
              title={name}
              onClick={() =>
                dispatch({ type: 'sorted', id, label: label === null ? chosen : null })
              }
            >
              <Thumbnail pixels={pixels} size={size} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
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
