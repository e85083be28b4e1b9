import type { Simulation } from '@tributary/simulator';
import type { SimulationProgress } from '@tributary/simulator/node';
import {
  formatAccuracy,
  formatBar,
  formatBytes,
  formatLoss,
  formatSeconds,
  type Terminal,
} from '@tributary/terminal';

const BAR_WIDTH = 20;
/** In a pipe, a line at most so often: logs should tell that it lives, not more. */
const LINE_EVERY_MS = 10_000;

interface ViewOptions {
  /** Whether the terminal shows what moves; otherwise it gets a line now and then. */
  readonly isTTY?: boolean;
  /** In ms. */
  readonly now?: () => number;
}

/** What moves while a simulation runs: one bar for the run in hand. */
export const createProgressView = (
  terminal: Terminal,
  { title, stopAt }: Pick<Simulation, 'title' | 'stopAt'>,
  { isTTY = process.stderr.isTTY, now = () => performance.now() }: ViewOptions = {},
) => {
  let linedMs = Number.NEGATIVE_INFINITY;
  let current = 0;
  let startedMs = 0;
  let startRound = 0;
  terminal.print(title);
  return {
    show: ({ run, index, runs, row }: SimulationProgress): void => {
      const label = `${index}/${runs} ${run.variant} seed ${run.seed}`;
      if (!row) {
        terminal.print(`${label}: already there`);
        return;
      }
      if (current !== index) {
        current = index;
        startedMs = now();
        startRound = row.round;
      }
      const { rounds } = run.config;
      const perRoundMs = (now() - startedMs) / (row.round - startRound);
      const text = [
        label,
        `round ${row.round}/${rounds} ${formatBar(row.round / rounds, BAR_WIDTH)}`,
        `accuracy ${formatAccuracy(row.accuracy)} best ${formatAccuracy(row.bestAccuracy)}`,
        `loss ${formatLoss(row.loss)}`,
        `↑ ${formatBytes(row.bytesUp)}`,
        // What the first round of this session took, it does not know.
        ...(row.round > startRound ? [`${formatSeconds(perRoundMs)} a round`] : []),
      ].join('  ');
      const reached = stopAt !== undefined && (row.bestAccuracy ?? 0) >= stopAt.accuracy;
      const isLast = reached || row.round >= rounds;
      terminal.show(isLast ? '' : text);
      if (isLast || now() - linedMs > LINE_EVERY_MS) {
        linedMs = now();
        if (isLast || !isTTY) terminal.print(text);
      }
    },
  };
};
