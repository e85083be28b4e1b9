import {
  createRandom,
  deriveSeed,
  encodePipeline,
  type FlatWeights,
  joinDownload,
} from '@tributary/fedavg';
import { encodeFrame, frameEncoded, isPlain, type RunConfig } from '@tributary/protocol';

/** What a download follows from, beside the model. */
export interface DownloadContext {
  readonly config: Pick<RunConfig, 'compression' | 'seed'>;
  /** Whose clients download it. */
  readonly round: number;
}

/**
 * The frame that the clients of a round download, where that is not the model as it is; the same again
 * for the same model and round.
 * @param control the server's control variate, which travels with the model
 */
export const makeDownload = (
  model: FlatWeights,
  control: Float32Array | undefined,
  { config, round }: DownloadContext,
): Uint8Array | undefined => {
  const stages = config.compression.down;
  if (isPlain(stages) && !control) return undefined;
  const whole = control ? joinDownload(model, control) : model;
  if (isPlain(stages)) return encodeFrame('weights', whole);
  const random = createRandom(deriveSeed(config.seed, 'download', round));
  const { payload } = encodePipeline(stages, whole, { random });
  return frameEncoded('weights', { manifest: whole.manifest, stages, payload });
};
