import type { Stage } from '@tributary/fedavg';
import { formatNumber } from './format.ts';

/** A compression pipeline as a person would say it, e.g. "top-k 1 %, then int8". */
export const pipelineWords = (stages: readonly Stage[]): string =>
  stages.map(stageWords).join(', then ');

const stageWords = ({ name, params }: Stage): string => {
  switch (name) {
    case 'top-k':
      return typeof params.fraction === 'number'
        ? `top-k ${formatNumber(params.fraction * 100)}\u00a0%`
        : name;
    case 'low-rank':
      return typeof params.rank === 'number' ? `low-rank ${formatNumber(params.rank)}` : name;
    case 'sign':
      return params.scale === 'eden' ? 'sign (EDEN)' : name;
    default:
      return name;
  }
};

/** Whether anything is lost on the way. */
export const isLossy = (stages: readonly Stage[]): boolean =>
  stages.some(({ name }) => name !== 'float32');
