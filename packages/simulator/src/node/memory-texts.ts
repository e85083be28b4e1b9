import type { ClientMemory } from '@tributary/client';
import type { Memories } from '../scene.ts';

/** A client's number and what it keeps, as base64. */
export type MemoryText = readonly [
  client: number,
  Readonly<Record<keyof ClientMemory, string | null>>,
];

const textOf = (values: Float32Array | null): string | null =>
  values && Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

const valuesOf = (text: string | null): Float32Array | null =>
  text === null ? null : new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);

export const writeMemories = (memories: Memories): MemoryText[] =>
  [...memories].map(([client, { method, residual, compression }]) => [
    client,
    {
      method: textOf(method),
      residual: textOf(residual),
      compression: textOf(compression),
    },
  ]);

export const readMemories = (texts: readonly MemoryText[]): Memories =>
  new Map(
    texts.map(([client, { method, residual, compression }]) => [
      client,
      {
        method: valuesOf(method),
        residual: valuesOf(residual),
        compression: valuesOf(compression),
      },
    ]),
  );
