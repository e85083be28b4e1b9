import type { PictureRequest } from './picture-worker.ts';
import type { UpdatePicture } from './update-picture.ts';

/**
 * @returns what there is to see of an update, reckoned in a worker of its own
 * @throws when it cannot be read, or the signal's reason
 */
export const pictureInWorker = (
  { raw, frame }: PictureRequest,
  signal: AbortSignal,
): Promise<UpdatePicture> => {
  const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<UpdatePicture>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', () => reject(new Error('The picture could not be made.')));
    worker.addEventListener('message', ({ data }: MessageEvent<UpdatePicture | null>) =>
      data === null ? reject(new Error('The update could not be read.')) : resolve(data),
    );
    // Copied, not moved: the update itself is still on its way out.
    worker.postMessage({ raw, frame } satisfies PictureRequest);
  }).finally(() => worker.terminate());
};
