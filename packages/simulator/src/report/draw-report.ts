import type { SimulationResult } from '../results/simulation-result.ts';

/** The result as one HTML page that needs nothing else. */
export const drawReport = ({ simulation }: SimulationResult): string =>
  `<!doctype html><title>${simulation.title}</title>`;
