import type { RunConfig } from '@tributary/protocol';
import { useEffect, useState } from 'react';
import { useSettled } from '../components/use-settled.ts';
import type { Judgement } from './judge-settings.worker.ts';

/** Long enough to finish a number. */
const TYPING_MS = 300;

const nothing: Judgement = { conflicts: [], forecast: null, curve: [] };

/** What does not go together in a draft and what privacy it would spend: found beside the page, once typing rests. */
export const useJudgement = (draft: RunConfig): Judgement => {
  const [judgement, setJudgement] = useState(nothing);
  // As text, because a form makes new objects with every change, wherever it is.
  const text = useSettled(JSON.stringify({ ...draft, name: 'judged' }), TYPING_MS);
  useEffect(() => {
    const worker = new Worker(new URL('./judge-settings.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Judgement>) => setJudgement(data));
    worker.postMessage(JSON.parse(text));
    return () => worker.terminate();
  }, [text]);
  return judgement;
};
