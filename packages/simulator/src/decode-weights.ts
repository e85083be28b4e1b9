import type { FlatWeights } from '@tributary/fedavg';
import { decodeFrame, describeRejection, type FrameKind } from '@tributary/protocol';

/** The weights or the delta in a frame that the simulator made itself. @throws {Error} when it is none */
export const decodeWeights = (frame: Uint8Array, kind: FrameKind): FlatWeights => {
  const decoded = decodeFrame(frame, kind);
  if (!decoded.ok) throw new Error(describeRejection(decoded));
  return decoded.weights;
};
