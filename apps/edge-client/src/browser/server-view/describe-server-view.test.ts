import { describe, expect, it } from 'vitest';
import { describeServerView } from './describe-server-view.ts';
import { pictureUpdate } from './update-picture.ts';

const raw = Float32Array.of(3, 4, 0, 0);
const picture = pictureUpdate(raw, Float32Array.of(3, 0, 0, 0), { bins: 3, cells: 2 });
const plain = { noise: null, stages: [{ name: 'float32', params: {} }], errorFeedback: false };
const seen = (
  upload = {},
  protection: 'none' | 'noise-on-coordinator' | 'noise-on-device' = 'none',
) =>
  describeServerView({
    ...{ picture, protection },
    update: { upload: { ...plain, ...upload }, frame: new Uint8Array(12) },
  });

describe('describeServerView', () => {
  it('admits that an update without noise can be read', () => {
    const { protects, doesNot } = seen();
    expect(protects).toHaveLength(1);
    expect(doesNot.join(' ')).toMatch(/can be read by the coordinator/);
  });

  it('says what noise on the device does, with its size', () => {
    const noise = { clipNorm: 2, noiseMultiplier: 0.5 };
    const { protects, doesNot } = seen({ noise }, 'noise-on-device');
    expect(protects[1]).toMatch(/scaled down from length 5 to 2\. .* standard deviation of 1\./);
    expect(doesNot.join(' ')).not.toMatch(/can be read/);
    expect(seen({ noise: { clipNorm: 9, noiseMultiplier: 1 } }).protects[1]).toMatch(
      /shorter than the limit of 9/,
    );
  });

  it('does not sell compression as protection', () => {
    const { protects } = seen({ stages: [{ name: 'top-k', params: {} }] });
    expect(protects[1]).toMatch(/top-k\): 25\.0.% of the values .* no protection to rely on/);
  });

  it('calls the coordinator’s noise a promise', () => {
    expect(seen({}, 'noise-on-coordinator').protects.join(' ')).toMatch(/if it keeps its word/);
  });

  it('sets the figures side by side', () => {
    expect(seen().figures).toEqual([
      ['Length (L2 norm)', '5', '3'],
      ['Values that are not zero', '2', '1'],
      ['Bytes', '16 bytes', '12 bytes'],
      ['Likeness of the two', '', '60.0\u00a0%'],
    ]);
  });
});
