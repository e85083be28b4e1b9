import { describe, expect, it } from 'vitest';
import { createVolatileMemories, emptyMemory, memoryFor, recallMemory } from './client-memory.ts';

const memoryOf = (value: number) => ({ ...emptyMemory, method: Float32Array.of(value) });
const kept = { round: 7, before: memoryOf(3), after: memoryOf(7) };

it('is forgotten for good, what came to nothing', async () => {
  const store = createVolatileMemories();
  await store.save('run', kept);
  expect(await recallMemory(store, 'run', 3)).toBe(kept.before);
  // The next update counts, but the client was closed before it could save.
  expect(await recallMemory(store, 'run', 8)).toEqual(kept.before);
  expect(await recallMemory(store, 'other', 8)).toEqual(emptyMemory);
});

describe('what a client begins a round with', () => {
  it('is what it kept of its last update, once that has counted', () => {
    expect(memoryFor(kept, 7)).toBe(kept.after);
  });

  it('is what it had before, where that update came to nothing', () => {
    expect(memoryFor(kept, 3)).toBe(kept.before);
    expect(memoryFor(kept, null)).toBe(kept.before);
  });

  it('is the nearest there is, where a later memory was lost', () => {
    expect(memoryFor(kept, 9)).toBe(kept.after);
    expect(memoryFor(null, 9)).toEqual(emptyMemory);
  });
});
