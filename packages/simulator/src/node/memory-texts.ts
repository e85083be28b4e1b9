import type { ClientMemory, KeptMemory } from '@tributary/client';
import type { Memories } from '../scene.ts';

type Texts = Readonly<Record<keyof ClientMemory, string | null>>;

/** A client's number and what it keeps, as base64. */
export interface MemoryText {
  readonly client: number;
  readonly round: number;
  readonly before: Texts;
  readonly after: Texts;
}

const textOf = (values: Float32Array | null): string | null =>
  values && Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');

const valuesOf = (text: string | null): Float32Array | null =>
  text === null ? null : new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);

const write = ({ method, residual, compression }: ClientMemory): Texts => ({
  ...{ method: textOf(method), residual: textOf(residual), compression: textOf(compression) },
});

const read = ({ method, residual, compression }: Texts): ClientMemory => ({
  ...{ method: valuesOf(method), residual: valuesOf(residual), compression: valuesOf(compression) },
});

export const writeMemories = (memories: Memories): MemoryText[] =>
  [...memories].map(([client, { round, before, after }]) => ({
    ...{ client, round, before: write(before), after: write(after) },
  }));

export const readMemories = (texts: readonly MemoryText[]): Memories =>
  new Map(
    texts.map(({ client, round, before, after }): [number, KeptMemory] => [
      client,
      { round, before: read(before), after: read(after) },
    ]),
  );
