import type { AdapterDescription } from './backend-candidate.ts';

/** Names that programs go by which pretend to be a GPU. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp\b/i;

type AdapterInfo = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'device'> & {
  readonly isFallbackAdapter?: boolean;
};

/** Names an adapter for people and tells hardware from software. */
export const describeAdapterInfo = (info: AdapterInfo): AdapterDescription => {
  const words = [info.vendor, info.architecture, info.device].filter(Boolean).join(' ');
  const name = info.description || words || 'an unnamed adapter';
  const software = info.isFallbackAdapter === true || SOFTWARE.test(`${words} ${info.description}`);
  return { name, software };
};

/**
 * The adapter that tfjs is going to use.
 * @throws when there is none; the message is a clause for the person.
 */
export const describeAdapter = async (gpu: GPU | undefined): Promise<AdapterDescription> => {
  if (!gpu) throw new Error('is not offered by this browser or page (it needs https or localhost)');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error('finds no adapter on this device');
  return describeAdapterInfo(adapter.info);
};
