import type { ClientState, ClientWorkState } from '@tributary/client';
import type { RunOffer } from '@tributary/protocol';
import { describePause } from './describe-pause.ts';
import { isOpen } from './describe-run.ts';
import { describeScore } from './describe-score.ts';
import { formatBytes, formatCount, formatLoss } from './format.ts';

/** What the device does now, for the panel at the top of the page. */
export interface Stage {
  /** Changes only when the stage does, so that it can be read aloud. */
  readonly title: string;
  /** May change many times a second. */
  readonly detail: string;
  /** 0 to 100; 'unknown' while something goes on without a measure, null while waiting. */
  readonly progress: number | 'unknown' | null;
}

const calm = (title: string, detail: string): Stage => ({ title, detail, progress: null });
const busy = (title: string, detail: string): Stage => ({ title, detail, progress: 'unknown' });

const share = ({ step, steps }: ClientWorkState): Stage['progress'] =>
  steps === 0 ? 'unknown' : Math.min(100, (100 * step) / steps);

const describeTransfer = ({ step, steps }: ClientWorkState): string =>
  steps === 0 ? 'About to start.' : `${formatBytes(step)} of ${formatBytes(steps)}`;

const describeTraining = ({ step, steps, loss, epoch, epochs }: ClientWorkState): string => {
  if (steps === 0) return 'About to start.';
  const parts = [
    ...(epochs > 1 && epoch !== undefined ? [`epoch ${epoch} of ${epochs}`] : []),
    `step ${formatCount(step)} of ${formatCount(steps)}`,
    ...(loss === null ? [] : [`loss ${formatLoss(loss)}`]),
  ].join(', ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
};

const describeWork = (work: ClientWorkState): Stage => {
  const { round, stage } = work;
  switch (stage) {
    case 'preparing':
      return busy(`Round ${round}: getting ready`, 'Loading the data and the model.');
    case 'downloading':
      return {
        title: `Round ${round}: fetching the model`,
        detail: describeTransfer(work),
        progress: share(work),
      };
    case 'training':
      return {
        title: `Round ${round}: training`,
        detail: describeTraining(work),
        progress: share(work),
      };
    case 'uploading':
      return {
        title: `Round ${round}: sending changes`,
        detail: describeTransfer(work),
        progress: share(work),
      };
  }
};

const describeReached = (run: RunOffer): string => {
  const score = describeScore(run);
  if (score === null) return '';
  return score.meaning === 'right'
    ? ` The shared model is right ${score.value} of the time.`
    : ` The shared model’s typical error is ${score.value}.`;
};

const describeEnd = (run: RunOffer): Stage => {
  const { name, status } = run;
  const titles: Partial<Record<RunOffer['status'], string>> = {
    completed: `“${name}” is finished`,
    stopped: `“${name}” was stopped`,
    failed: `“${name}” failed`,
  };
  return {
    title: titles[status] ?? `“${name}” has ended`,
    detail: `Thank you.${describeReached(run)} You can leave, or wait here for the next run.`,
    progress: status === 'completed' ? 100 : null,
  };
};

const describeWaiting = ({ enrolled, problem, runs, contributions }: ClientState): Stage => {
  if (problem !== null) {
    return calm('This device cannot train yet', 'It stays connected. The reason is below.');
  }
  if (!enrolled) {
    return busy('Getting your device ready', 'Finding the fastest way to compute here.');
  }
  const open = runs.filter(isOpen);
  if (open.some(({ status }) => status === 'running')) {
    return calm('Waiting for the next round', 'Your device is ready and will be called.');
  }
  if (open.length > 0) {
    return calm(
      open.every(({ status }) => status === 'created')
        ? 'The run has not started yet'
        : 'The run is paused',
      'Keep this page open: your device goes on as soon as the run does.',
    );
  }
  const took = runs.findLast(({ runId }) => contributions.some((one) => one.runId === runId));
  return took === undefined
    ? calm(
        'Nothing is being trained right now',
        'Keep this page open: your device starts with the next run.',
      )
    : describeEnd(took);
};

/** @returns what to show of a client that has joined and was not refused. */
export const describeStage = (state: ClientState, isOnline = true): Stage => {
  const isAway = state.connection === 'connecting' || state.connection === 'reconnecting';
  if (isAway && !isOnline) {
    return calm(
      'This device is offline',
      'Nothing is lost. It goes on by itself when there is a network again.',
    );
  }
  switch (state.connection) {
    case 'connecting':
      return busy('Connecting', 'Getting your device ready and calling the coordinator.');
    case 'reconnecting':
      return busy(
        'Connection lost, trying again',
        'Nothing is lost. Your device goes on as soon as the coordinator answers.',
      );
    case 'paused':
      return describePause(state.pause);
    case 'refused':
      return calm('The coordinator refused this device', state.refusal?.message ?? '');
    case 'left':
      return calm('You have left', 'Nothing is being computed or sent.');
    case 'connected':
      return state.work === null ? describeWaiting(state) : describeWork(state.work);
  }
};
