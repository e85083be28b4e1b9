import type { BackendName } from '@tributary/trainer';
import { createNodeTrainer } from '@tributary/trainer/node';
import { median } from '../median.ts';
import { type BrowserOptions, inChromium } from './in-chromium.ts';
import { type Measured, type MeasureRequest, measureTraining } from './measure-training.ts';

const REPEATS = 3;
const SECONDS = 4;

type PageMeasure = { measure: (request: unknown) => Promise<Measured> };

const measureInPage = (
  path: string,
  options: BrowserOptions,
  request: unknown,
): Promise<Measured> =>
  inChromium(path, options, (page) =>
    page.evaluate((given) => (window as unknown as PageMeasure).measure(given), request),
  );

const measureInNode = async (request: MeasureRequest): Promise<Measured> => {
  const trainer = createNodeTrainer();
  try {
    return await measureTraining(trainer, request);
  } finally {
    await trainer.close();
  }
};

/**
 * `pnpm bench browser`: the CNN as a client page trains it, in a Chromium without a graphics processor,
 * beside a Node client; the measures take turns.
 */
export const benchBrowser = async (json: boolean): Promise<void> => {
  const request = { model: 'cnn', backend: 'wasm', seconds: SECONDS } as const;
  const [node, browser]: [number[], number[]] = [[], []];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    node.push((await measureInNode(request)).stepsPerS);
    browser.push((await measureInPage('index.html', { gpu: 'none' }, request)).stepsPerS);
  }
  const figures = {
    cnnNodeStepsPerS: Number(median(node).toPrecision(4)),
    cnnBrowserStepsPerS: Number(median(browser).toPrecision(4)),
    ratio: Number((median(browser) / median(node)).toPrecision(3)),
  };
  if (json) console.log(JSON.stringify(figures));
  else console.table(figures);
};

/**
 * `pnpm bench trainer --backend webgpu|webgl`: the 2NN in Chromium by this engine and by stock
 * `model.fit`, on the same backend; on whatever graphics processor there is, else on software.
 */
export const benchBrowserBackend = async (
  backend: BackendName,
  { json, hardware }: { readonly json: boolean; readonly hardware: boolean },
): Promise<void> => {
  const options: BrowserOptions = { gpu: hardware ? 'hardware' : 'software' };
  const request = { model: 'mlp-2nn', backend, seconds: 2 * SECONDS };
  const ours = await measureInPage('index.html', options, request);
  const stock = await measureInPage('stock.html', options, request);
  const figures = {
    backend: ours.backend,
    mlp2nnStepsPerS: Number(ours.stepsPerS.toPrecision(4)),
    stockMlpStepsPerS: Number(stock.stepsPerS.toPrecision(4)),
    ratio: Number((ours.stepsPerS / stock.stepsPerS).toPrecision(3)),
  };
  if (json) console.log(JSON.stringify(figures));
  else console.table(figures);
};
