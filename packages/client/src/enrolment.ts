import { type Device, type RunOffer, rejections } from '@tributary/protocol';
import type { ClientEvent } from './client-event.ts';
import type { ClientState, Problem } from './client-state.ts';
import type { CoordinatorLink } from './connection.ts';
import { type Backoff, backoffMs, pause } from './pause.ts';
import { problemFrom } from './problem-from.ts';

interface EnrolmentOptions {
  readonly device: Pick<Device, 'kind' | 'name' | 'platform'>;
  readonly link: Pick<CoordinatorLink, 'enrol'>;
  readonly state: () => ClientState;
  readonly dispatch: (event: ClientEvent) => void;
  /** @throws when the runs that the token leads to cannot be learnt. */
  readonly offeredRuns: () => Promise<readonly RunOffer[]>;
  /** @throws when the device cannot get ready for the run. */
  readonly prepare: (run: RunOffer) => Promise<unknown>;
}

const BACKOFF: Backoff = { minMs: 500, maxMs: 30_000 };

/**
 * Tells the coordinator that this client is ready. The first time it gets the device ready for an
 * offered run before, so that the first round waits for nobody; a device that can serve none of the
 * runs does not enrol, because every round would count on it in vain. What fails is tried again until
 * it succeeds, unless trying again cannot mend it.
 */
export const createEnrolment = (options: EnrolmentOptions): (() => Promise<void>) => {
  const { link, state, dispatch } = options;
  let latest = 0;
  return async () => {
    latest += 1;
    const current = latest;
    const isOutdated = () => current !== latest || state().connection !== 'connected';
    for (let failures = 1; !isOutdated(); failures++) {
      const problem = await problemOf(options);
      if (isOutdated()) return;
      if (problem === null) {
        const answer = await link.enrol(describeDevice(options)).catch(() => undefined);
        if (isOutdated()) return;
        if (answer?.ok) return dispatch({ type: 'enrolled', ...answer });
        if (answer && rejections[answer.code].retry === 'never') {
          return dispatch({ type: 'refused', rejection: answer });
        }
      } else {
        dispatch({ type: 'preparationFailed', problem });
        if (!problem.willRetry) return;
      }
      await pause(backoffMs(BACKOFF, failures));
    }
  };
};

const ORDER: readonly RunOffer['status'][] = ['running', 'pausing', 'paused', 'created'];

/** Gets the device ready unless it is. */
const problemOf = async (options: EnrolmentOptions): Promise<Problem | null> =>
  options.state().backend === null ? await prepareForAny(options).catch(problemFrom) : null;

/**
 * @returns null, or why the device is ready for none of the offered runs.
 * @throws when they cannot be learnt.
 */
const prepareForAny = async ({
  offeredRuns,
  prepare,
}: EnrolmentOptions): Promise<Problem | null> => {
  const runs = await offeredRuns();
  const problems: Problem[] = [];
  for (const status of ORDER) {
    for (const run of runs.filter((offered) => offered.status === status)) {
      try {
        await prepare(run);
        return null;
      } catch (error) {
        problems.push(problemFrom(error));
      }
    }
  }
  return problems.find(({ willRetry }) => willRetry) ?? problems[0] ?? null;
};

const describeDevice = ({ device, state }: EnrolmentOptions): Device => {
  const { backend } = state();
  return {
    ...device,
    name: device.name.slice(0, 80),
    backend: backend?.backend ?? null,
    backendReason: backend?.reason.slice(0, 300) ?? '',
  };
};
