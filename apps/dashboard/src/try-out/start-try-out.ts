import type { TryOutNews, TryOutRequest } from './try-out-messages.ts';

/** Begins to try something out beside the page. @returns how to end it at once */
export const startTryOut = (
  request: TryOutRequest,
  onNews: (news: TryOutNews) => void,
): (() => void) => {
  const worker = new Worker(new URL('./try-out.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<TryOutNews>) => onNews(data));
  worker.addEventListener('error', ({ message }) => {
    worker.terminate();
    onNews({
      ...{ type: 'failed', while: 'work' },
      message: `This browser could not run it: ${message || 'its script could not be loaded'}. Reload the page and try again.`,
    });
  });
  worker.postMessage(request);
  return () => worker.terminate();
};
