import { expect, it } from 'vitest';
import { type AlbumEvent, emptyAlbum, reduceAlbum } from './album.ts';

const picture = (name: string, label: number | null = null) => ({
  ...{ name, label, pixels: Uint8Array.of(1) },
});

it('sorts pictures, takes classes away again, and loses none but those that are removed', () => {
  const labelsAfter = (events: readonly AlbumEvent[]) =>
    events.reduce(reduceAlbum, emptyAlbum).pictures.map(({ id, label }) => [id, label]);
  const events: AlbumEvent[] = [
    { type: 'added', pictures: [picture('a'), picture('b', 1)] },
    { type: 'added', pictures: [picture('c')] },
    { type: 'sorted', id: 0, label: 1 },
    { type: 'sorted', id: 1, label: null },
  ];
  expect(labelsAfter(events)).toEqual([
    [0, 1],
    [1, null],
    [2, null],
  ]);
  expect(labelsAfter([...events, { type: 'removed', id: 1 }])).toEqual([
    [0, 1],
    [2, null],
  ]);
  expect(labelsAfter([...events, { type: 'cleared', label: null }])).toEqual([[0, 1]]);
  const later: AlbumEvent = { type: 'added', pictures: [picture('d', 0)] };
  expect(labelsAfter([...events, { type: 'cleared', label: null }, later])).toEqual([
    [0, 1],
    [3, 0],
  ]);
});
