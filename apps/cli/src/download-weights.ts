import { createHash } from 'node:crypto';
import type { ApiClient } from '@tributary/api-client';
import type { FlatWeights } from '@tributary/fedavg';
import { decodeFrame, describeRejection, digestSchema } from '@tributary/protocol';

/**
 * The weights of a checkpoint, checked by its digest.
 * @throws {ApiError} when the coordinator refuses
 * @throws {RangeError} when they were damaged
 */
export const downloadWeights = async (api: ApiClient, name: string): Promise<FlatWeights> => {
  const digest = digestSchema.parse(name);
  const params = { path: { digest } };
  const bytes = new Uint8Array(
    await api.get('/api/checkpoints/{digest}', { params, parseAs: 'arrayBuffer' }),
  );
  if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` !== digest) {
    throw new RangeError('The model was damaged on its way. Try again.');
  }
  const frame = decodeFrame(bytes, 'weights');
  if (!frame.ok) throw new RangeError(describeRejection(frame));
  return frame.weights;
};
