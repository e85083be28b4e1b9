import type { Stage } from './compressor.ts';

/** A pipeline that is worth trying, with all that it leaves out at its default. */
export interface UsefulPipeline {
  /** The stages' names with what matters of their parameters; unique. */
  readonly name: string;
  /** One sentence: when to take it. */
  readonly summary: string;
  readonly stages: readonly Stage[];
}

const stage = (name: string, params: Stage['params'] = {}): Stage => ({ name, params });

/** From the most exact to the smallest. Used by the tests, the tables and the run form. */
export const usefulPipelines: readonly UsefulPipeline[] = [
  {
    name: 'float32',
    summary: 'Nothing is lost.',
    stages: [stage('float32')],
  },
  {
    name: 'float16',
    summary: 'Half the bytes; no difference is to be expected.',
    stages: [stage('float16')],
  },
  {
    name: 'int8',
    summary: 'A quarter of the bytes; hardly a difference is to be expected.',
    stages: [stage('int8')],
  },
  {
    name: 'int4',
    summary: 'An eighth of the bytes, for cohorts large enough to average the steps out.',
    stages: [stage('int4')],
  },
  {
    name: 'rotate, int4',
    summary: 'An eighth of the bytes with finer steps than int4 alone.',
    stages: [stage('rotate'), stage('int4')],
  },
  {
    name: 'rotate, lloyd-max',
    summary: 'A sixteenth of the bytes: EDEN with two bits per value.',
    stages: [stage('rotate'), stage('lloyd-max', { scale: 'eden' })],
  },
  {
    name: 'top-k 1 %, float16',
    summary: 'A hundredth of the values, with error feedback.',
    stages: [stage('top-k', { fraction: 0.01 }), stage('float16')],
  },
  {
    name: 'top-k 1 %, int8',
    summary: 'A hundredth of the values in a byte each, with error feedback.',
    stages: [stage('top-k', { fraction: 0.01 }), stage('int8')],
  },
  {
    name: 'top-k 1 %, sign',
    summary: 'Sparse ternary compression: places and signs alone, with error feedback.',
    stages: [stage('top-k', { fraction: 0.01 }), stage('sign')],
  },
  {
    name: 'top-k 5 %, rotate, int4',
    summary: 'A twentieth of the values in half a byte each, with error feedback.',
    stages: [stage('top-k', { fraction: 0.05 }), stage('rotate'), stage('int4')],
  },
  {
    name: 'sign',
    summary: 'Scaled signs, one bit per value, with error feedback (EF-signSGD).',
    stages: [stage('sign')],
  },
  {
    name: 'rotate, sign',
    summary: 'DRIVE: one bit per value, with error feedback.',
    stages: [stage('rotate'), stage('sign')],
  },
  {
    name: 'rotate, sign (EDEN)',
    summary: 'EDEN: one bit per value, right on average over a large cohort.',
    stages: [stage('rotate'), stage('sign', { scale: 'eden' })],
  },
  {
    name: 'low-rank, float32',
    summary: 'PowerSGD of rank 2, with error feedback.',
    stages: [stage('low-rank'), stage('float32')],
  },
  {
    name: 'low-rank, int8',
    summary: 'PowerSGD of rank 2 with a byte for each value, with error feedback.',
    stages: [stage('low-rank'), stage('int8')],
  },
];
