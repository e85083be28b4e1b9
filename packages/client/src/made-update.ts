import type { FlatWeights } from '@tributary/fedavg';
import type { RoundPlan, UploadSpec } from '@tributary/protocol';

/** An update that was just made on this device, for whoever wants to look at it; not to be changed. */
export interface MadeUpdate extends Pick<RoundPlan, 'runId' | 'round'> {
  /** What training came to, before anything was done with it. */
  readonly raw: FlatWeights;
  /** What is done with it: clipped and noised, then compressed. */
  readonly upload: UploadSpec;
  /** The bytes that leave; `decodeFrame(frame, 'delta')` reads them as the coordinator does. */
  readonly frame: Uint8Array;
}
