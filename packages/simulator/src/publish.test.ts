import { expect, it } from 'vitest';
import type { WorkOrder, WorkOutcome } from './crew.ts';
import { createMemoryBlobs } from './memory-blobs.ts';
import { publish } from './publish.ts';
import type { Scene } from './scene.ts';

/** What publishing needs of a scene, with five checkpoints; says what reached the crew. */
const sceneOf = async () => {
  const blobs = createMemoryBlobs();
  const digests = await Promise.all([1, 2, 3, 4, 5].map((byte) => blobs.put(Uint8Array.of(byte))));
  const reached: string[] = [];
  const works: Scene['works'] = new Map();
  const crew = { publish: (digest: string) => void reached.push(digest) };
  const scene = { blobs, works, published: [], options: { crew } } as unknown as Scene;
  return { scene, works, digests, reached };
};

it('hands over what the crew has not, once', async () => {
  const { scene, digests, reached } = await sceneOf();
  const [one, two] = digests as [string, string];
  for (const digest of [one, two, one, two]) await publish(scene, digest);
  expect(reached).toEqual([one, two]);
});

it('lets the crew finish what starts from the oldest checkpoint before that one makes room', async () => {
  const { scene, works, digests, reached } = await sceneOf();
  let finish: (outcome: WorkOutcome) => void = () => undefined;
  const order = { client: 0, plan: { checkpoint: digests[0] } } as WorkOrder;
  works.set(
    order,
    new Promise((resolve) => {
      finish = resolve;
    }),
  );
  for (const digest of digests.slice(0, 4)) await publish(scene, digest);
  expect(reached).toHaveLength(4);
  const fifth = publish(scene, digests[4] as string);
  await new Promise((resolve) => setImmediate(resolve));
  expect(reached).toHaveLength(4);
  finish({ ok: false, reason: 'a test' });
  await fifth;
  expect(reached).toEqual(digests);
});
