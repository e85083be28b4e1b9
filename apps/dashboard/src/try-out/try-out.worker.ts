/** The Web Worker that tries things out before a run is made: the only place of the dashboard that loads tfjs. */
import { rehearsalClients, rehearseHere, timeModels } from '@tributary/simulator/browser';
import { fetchFirstWeights, gatherExamples } from './gather-examples.ts';
import type { TryOutNews, TryOutRequest } from './try-out-messages.ts';
import { wasmPaths } from './wasm-paths.ts';

const tell = (news: TryOutNews) => self.postMessage(news);

const carryOut = async (request: TryOutRequest): Promise<void> => {
  let stage: 'data' | 'work' = 'work';
  try {
    if (request.type === 'time') {
      await timeModels({ ...request, wasmPaths }, (speed) => tell({ type: 'speed', speed }));
      return tell({ type: 'timed' });
    }
    stage = 'data';
    const { config } = request;
    const examples = await gatherExamples({
      ...{ ...request, clients: rehearsalClients(config) },
      onFaults: (sentence) => tell({ type: 'faults', sentence }),
    });
    const pretrained = await fetchFirstWeights(config);
    stage = 'work';
    const given = { config, examples, pretrained, wasmPaths };
    const rehearsal = await rehearseHere(given, { onNews: tell });
    tell({ type: 'done', rehearsal });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: 'failed', while: stage, message });
  }
};

self.addEventListener('message', ({ data }: MessageEvent<TryOutRequest>) => void carryOut(data));
