import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { encodeIdx } from '../idx.ts';
import { loadIdxExamples } from '../idx-examples.ts';
import { openDataset } from './data-source.ts';
import type { DownloadProgress } from './download.ts';

const pixels = Uint8Array.from({ length: 40_000 }, (_, i) => (i * i) >> 5);
const published: Record<string, Buffer> = {
  images: gzipSync(encodeIdx({ shape: [100, 400], data: pixels })),
  labels: gzipSync(encodeIdx({ shape: [100], data: new Uint8Array(100) })),
  ids: gzipSync(encodeIdx({ shape: [100, 1], data: new Int32Array(100).fill(5) })),
};
const bytesOf = (name: string) => published[name] as Buffer;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let home: string;
let server: Server;
let origin: string;
let requests: string[];

/** A mirror that serves /good, answers 404 under /gone, and sends rubbish under /bad. */
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tributary-data-'));
  requests = [];
  server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push(url);
    const body = published[url.replace('/good/', '')];
    if (url.startsWith('/bad/')) response.end('rubbish');
    else if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': body.length }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true, force: true });
});

const shape = { featureShape: [400], numClasses: 1 };
const layout = { ...shape, images: 'images', labels: 'labels' };
const load: Dataset['loadTrain'] = (source) =>
  loadIdxExamples(source, { ...layout, naturalIds: { file: 'ids', column: 0 } });

const createDataset = (folders: readonly string[], idFolders = folders): Dataset => ({
  ...shape,
  name: 'tiny',
  title: 'Tiny',
  description: 'Made for this test.',
  licence: 'Apache-2.0',
  size: { train: 100, test: 100 },
  classNames: ['all'],
  naturalUnit: 'person',
  files: ['ids', 'images', 'labels'].map((name) => ({
    name,
    sha256: sha256(bytesOf(name)),
    mirrors: (name === 'ids' ? idFolders : folders).map((folder) => `${origin}/${folder}/${name}`),
    ...(name === 'ids' && { optional: true, folder: 'people' }),
  })),
  loadTrain: load,
  loadTest: load,
});

const place = async (folder: string, ...names: readonly string[]) => {
  await mkdir(join(home, folder), { recursive: true });
  for (const name of names) await writeFile(join(home, folder, name), bytesOf(name));
};
const options = () => ({ dataDir: join(home, 'data'), cacheDir: join(home, 'cache') });

describe('openDataset', () => {
  beforeEach(() => place('data'));

  it('prefers the data directory, in any of the usual folders, and then needs no network', async () => {
    await place('data', 'images');
    await place('data/tiny', 'labels');
    await place('data/people', 'ids');
    const opened = await openDataset(createDataset([]), { ...options(), offline: true });
    expect(opened).toMatchObject({ origin: 'data-dir', hasNaturalIds: true });
    const examples = await opened.dataset.loadTrain(opened.source);
    expect(examples.features).toEqual(pixels);
    expect(examples.naturalIds).toEqual(new Int32Array(100).fill(5));
  });

  it('downloads with progress from the first mirror that is right, then uses its cache', async () => {
    const dataset = createDataset(['gone', 'bad', 'good']);
    const progress: DownloadProgress[] = [];
    const opened = await openDataset(dataset, {
      ...options(),
      onProgress: (step) => progress.push(step),
    });
    expect(opened).toMatchObject({ origin: 'download', hasNaturalIds: true });
    const totalBytes = bytesOf('images').length;
    const steps = progress.filter(
      ({ fileName, totalBytes: of }) => fileName === 'images' && of === totalBytes,
    );
    expect(steps.at(-1)).toEqual({ fileName: 'images', receivedBytes: totalBytes, totalBytes });
    expect((await dataset.loadTest(opened.source)).features).toEqual(pixels);
    expect((await readdir(join(home, 'cache/tiny'))).sort()).toEqual(['ids', 'images', 'labels']);

    requests = [];
    expect(await openDataset(dataset, options())).toMatchObject({ origin: 'cache' });
    expect(requests).toEqual([]);
  });

  it('fetches again what is damaged in the cache', async () => {
    await place('cache/tiny', 'ids', 'labels');
    await writeFile(join(home, 'cache/tiny/images'), 'half a file');
    expect(await openDataset(createDataset(['good']), options())).toMatchObject({
      origin: 'download',
    });
    expect(requests).toEqual(['/good/images']);
  });

  it('does without an optional file, and says so', async () => {
    const opened = await openDataset(createDataset(['good'], ['gone']), options());
    expect(opened.hasNaturalIds).toBe(false);
    expect(await opened.dataset.loadTrain(opened.source)).not.toHaveProperty('naturalIds');
  });

  it('names every mirror and its reason when none will do, and leaves no half file', async () => {
    const opening = openDataset(createDataset(['gone', 'bad']), options());
    await expect(opening).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/images .*answers 404; .*another SHA-256/),
    });
    expect(await readdir(join(home, 'cache/tiny'))).toEqual([]);
  });

  it('fails at once, with a remedy, when it may not download', async () => {
    const opening = openDataset(createDataset(['good']), { ...options(), offline: true });
    await expect(opening).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('TRIBUTARY_DATA_DIR'),
    });
    expect(requests).toEqual([]);
  });

  it('takes a file unpacked as well, from the data directory, a mirror or its cache', async () => {
    const plain = gunzipSync(bytesOf('images'));
    const unpacked = { name: 'images.plain', sha256: sha256(plain), mirrors: [] as string[] };
    const dataset = createDataset(['good']);
    const create = (mirrors: string[], packedMirrors: string[]): Dataset => ({
      ...dataset,
      files: dataset.files.map((file) =>
        file.name === 'images'
          ? { ...file, mirrors: packedMirrors, unpacked: { ...unpacked, mirrors } }
          : file,
      ),
    });
    await writeFile(join(home, 'data/images.plain'), plain);
    const given = await openDataset(create([], []), options());
    expect((await given.dataset.loadTrain(given.source)).features).toEqual(pixels);

    await rm(join(home, 'data/images.plain'));
    published['images.plain'] = plain;
    const mirror = `${origin}/good/images.plain`;
    const fetched = await openDataset(create([mirror], []), options());
    expect((await fetched.dataset.loadTrain(fetched.source)).features).toEqual(pixels);
    requests = [];
    await openDataset(create([mirror], []), options());
    expect(requests).toEqual([]);

    await writeFile(join(home, 'data/images.plain'), 'something else');
    await expect(openDataset(create([], []), options())).rejects.toMatchObject({
      code: 'checksum-mismatch',
    });
  });

  it.each([true, false])(
    'says where to put a file that it cannot fetch (offline: %s)',
    async (offline) => {
      const dataset = { ...createDataset([]), homepage: 'https://example.org/tiny' };
      const files = dataset.files.map((file) =>
        file.name === 'images'
          ? {
              ...file,
              folder: 'pictures',
              unpacked: { name: 'images.plain', sha256: '', mirrors: [] },
            }
          : { ...file, optional: true },
      );
      await expect(
        openDataset({ ...dataset, files }, { ...options(), offline }),
      ).rejects.toMatchObject({
        code: 'unavailable',
        message:
          'images of tiny cannot be downloaded by this program. Get the file (see https://example.org/tiny) and put it as images or images.plain into the folder "pictures" of a data directory, which --data-dir or TRIBUTARY_DATA_DIR names.',
      });
    },
  );

  it('refuses a wrong file in the data directory by name, optional or not', async () => {
    await place('data', 'images', 'labels');
    await writeFile(join(home, 'data/ids'), 'something else');
    await expect(openDataset(createDataset(['good']), options())).rejects.toMatchObject({
      code: 'checksum-mismatch',
      message: expect.stringMatching(/data\/ids is not the published ids.*Replace the file/),
    });
  });

  it('refuses a data directory that does not exist', async () => {
    const dataDir = join(home, 'nowhere');
    await expect(
      openDataset(createDataset(['good']), { ...options(), dataDir }),
    ).rejects.toMatchObject({ code: 'data-dir-missing' });
  });

  it('generates without any file', async () => {
    expect(await openDataset('synthetic-digits', options())).toMatchObject({
      origin: 'generated',
      hasNaturalIds: true,
    });
  });
});
