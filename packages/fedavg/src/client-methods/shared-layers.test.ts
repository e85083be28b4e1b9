import { describe, expect, it } from 'vitest';
import { layerNames } from './layer-names.ts';
import {
  localManifest,
  putLocal,
  putShared,
  sharedManifest,
  takeLocal,
  takeShared,
} from './shared-layers.ts';

const manifest = [
  { name: 'dense1/kernel', shape: [2] },
  { name: 'dense1/bias', shape: [1] },
  { name: 'dense10/kernel', shape: [2] },
  { name: 'dense2/kernel', shape: [1, 2] },
  { name: 'dense2/bias', shape: [] },
];
const whole = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const namesOf = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);

describe('layers that stay on the device', () => {
  it('are those that are named, with all that lies under them and nothing else', () => {
    const split = { manifest, layers: ['dense1', 'dense2/bias'] };
    expect(namesOf(localManifest(split))).toEqual(['dense1/kernel', 'dense1/bias', 'dense2/bias']);
    expect(namesOf(sharedManifest(split))).toEqual(['dense10/kernel', 'dense2/kernel']);
    expect([...takeLocal(split, whole)]).toEqual([1, 2, 3, 8]);
    expect([...takeShared(split, whole)]).toEqual([4, 5, 6, 7]);
  });

  it('may be the last layer, whatever it is called', () => {
    expect(namesOf(localManifest({ manifest, layers: layerNames('last') }))).toEqual([
      'dense2/kernel',
      'dense2/bias',
    ]);
    const flat = [
      { name: 'a', shape: [1] },
      { name: 'b', shape: [1] },
    ];
    expect(namesOf(localManifest({ manifest: flat, layers: ['last'] }))).toEqual(['b']);
  });

  it('are put back beside the shared ones, and the whole is left as it was', () => {
    const split = { manifest, layers: ['dense1'] };
    const copy = whole.slice();
    expect(
      putLocal(
        split,
        putShared(split, new Float32Array(8), takeShared(split, whole)),
        takeLocal(split, whole),
      ),
    ).toEqual(whole);
    putShared(split, whole, new Float32Array(5));
    expect(whole).toEqual(copy);
  });

  it.each([
    ['a layer that the model lacks', ['dense'], /no layer dense\. There are: dense1\/kernel/],
    ['all layers', ['dense1', 'dense10', 'dense2'], /No layer would be left/],
  ])('cannot be %s', (_, layers, message) => {
    expect(() => sharedManifest({ manifest, layers })).toThrow(message);
    expect(() => takeShared({ manifest, layers }, whole)).toThrow(message);
  });

  it('must fit', () => {
    const split = { manifest, layers: ['last'] };
    expect(() => putLocal(split, whole, new Float32Array(2))).toThrow(/holds 2 values/);
    expect(() => putShared(split, whole, new Float32Array(6))).toThrow(/holds 6 values/);
  });

  it('are named with commas between them', () => {
    expect(layerNames(' dense1, ,dense2/bias ')).toEqual(['dense1', 'dense2/bias']);
    expect(layerNames(' , ')).toEqual(['last']);
  });
});
