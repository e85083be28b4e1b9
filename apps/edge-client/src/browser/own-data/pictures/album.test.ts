import { describe, expect, it } from 'vitest';
import { type AlbumEvent, emptyAlbum, reduceAlbum } from './album.ts';

const size = { height: 1, width: 1, channels: 1 } as const;
const picture = (name: string, label: number | null = null) => ({
  ...{ name, label, pixels: Uint8Array.of(1) },
});
const labelsAfter = (events: readonly AlbumEvent[], most = 100) =>
  events
    .reduce(reduceAlbum, { ...emptyAlbum(size), most })
    .pictures.map(({ id, label }) => [id, label]);

describe('reduceAlbum', () => {
  const events: AlbumEvent[] = [
    { type: 'added', pictures: [picture('a'), picture('b', 1)] },
    { type: 'added', pictures: [picture('c')] },
    { type: 'sorted', id: 0, label: 1 },
    { type: 'sorted', id: 1, label: null },
  ];

  it('sorts pictures and takes classes away again', () => {
    expect(labelsAfter(events)).toEqual([
      [0, 1],
      [1, null],
      [2, null],
    ]);
  });

  it('removes those of a class, and gives no number twice', () => {
    const cleared: AlbumEvent = { type: 'cleared', label: null };
    const later: AlbumEvent = { type: 'added', pictures: [picture('d', 0)] };
    expect(labelsAfter([...events, cleared])).toEqual([[0, 1]]);
    expect(labelsAfter([...events, cleared, later])).toEqual([
      [0, 1],
      [3, 0],
    ]);
  });

  it('passes over what the memory does not hold', () => {
    expect(labelsAfter(events, 2)).toEqual([
      [0, 1],
      [1, null],
    ]);
    expect(emptyAlbum({ height: 512, width: 512, channels: 3 }).most).toBe(341);
  });
});
