import type { Digest } from '@tributary/protocol';
import type { Scene } from './scene.ts';

/** How many checkpoints the crew keeps: the last one and those of three before. */
const KEPT = 4;

/**
 * Hands a checkpoint to the crew, unless it has it. Where clients work on ever older models, the crew
 * must finish what starts from the oldest before that one makes room.
 */
export const publish = async (
  { published, works, blobs, options: { crew } }: Scene,
  checkpoint: Digest,
): Promise<void> => {
  if (published.includes(checkpoint)) return;
  const leaving = published.length < KEPT ? undefined : published.shift();
  const unfinished = [...works].filter(([{ plan }]) => plan.checkpoint === leaving);
  await Promise.allSettled(unfinished.map(([, work]) => work));
  published.push(checkpoint);
  crew.publish(checkpoint, await blobs.get(checkpoint));
};
