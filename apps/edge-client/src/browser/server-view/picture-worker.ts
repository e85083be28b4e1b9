/** Looks at an update away from the page's thread; `pictureInWorker` starts it for each. */
import './no-eval.ts';
import { decodeFrame } from '@tributary/protocol';
import { pictureUpdate, type UpdatePicture } from './update-picture.ts';

export interface PictureRequest {
  readonly raw: Float32Array;
  /** The bytes that leave. */
  readonly frame: Uint8Array;
}

const SIZE = { bins: 41, cells: 48 * 12 };

self.addEventListener('message', ({ data: { raw, frame } }: MessageEvent<PictureRequest>) => {
  const decoded = decodeFrame(frame, 'delta');
  const picture: UpdatePicture | null = decoded.ok
    ? pictureUpdate(raw, decoded.weights.values, SIZE)
    : null;
  self.postMessage(picture);
});
