import { type Device, type RunOffer, rejections } from '@tributary/protocol';
import type { ClientEvent } from './client-event.ts';
import type { ClientState } from './client-state.ts';
import type { CoordinatorLink } from './connection.ts';
import { errorMessage } from './error-message.ts';
import { type Backoff, backoffMs, pause } from './pause.ts';

export interface EnrolmentOptions {
  readonly device: Pick<Device, 'kind' | 'name'>;
  readonly link: Pick<CoordinatorLink, 'enrol'>;
  readonly state: () => ClientState;
  readonly dispatch: (event: ClientEvent) => void;
  /** The runs that the token leads to; empty when they cannot be learnt. */
  readonly offeredRuns: () => Promise<readonly RunOffer[]>;
  /** @throws when the device cannot get ready for the run. */
  readonly prepare: (run: RunOffer) => Promise<unknown>;
}

const BACKOFF: Backoff = { minMs: 500, maxMs: 30_000 };

/**
 * Tells the coordinator that this client is ready. The first time it gets the device ready for an
 * offered run before, so that the first round waits for nobody; a device that can serve none of the
 * runs does not enrol, because every round would count on it in vain.
 */
export const createEnrolment = (options: EnrolmentOptions): (() => Promise<void>) => {
  const { link, state, dispatch } = options;
  let latest = 0;
  return async () => {
    latest += 1;
    const current = latest;
    const isOutdated = () => current !== latest || state().connection !== 'connected';
    const problem = state().backend === null ? await prepareForAny(options) : null;
    if (isOutdated()) return;
    if (problem !== null) return dispatch({ type: 'preparationFailed', message: problem });
    for (let failures = 1; !isOutdated(); failures++) {
      const answer = await link.enrol(describeDevice(options)).catch(() => undefined);
      if (isOutdated()) return;
      if (answer?.ok) return dispatch({ type: 'enrolled', ...answer });
      if (answer && rejections[answer.code].retry === 'never') {
        return dispatch({ type: 'refused', rejection: answer });
      }
      await pause(backoffMs(BACKOFF, failures));
    }
  };
};

const ORDER: readonly RunOffer['status'][] = ['running', 'pausing', 'paused', 'created'];

/** @returns null, or why the device is ready for none of the offered runs. */
const prepareForAny = async ({
  offeredRuns,
  prepare,
}: EnrolmentOptions): Promise<string | null> => {
  const runs = await offeredRuns();
  let problem: string | null = null;
  for (const status of ORDER) {
    for (const run of runs.filter((offered) => offered.status === status)) {
      try {
        await prepare(run);
        return null;
      } catch (error) {
        problem ??= errorMessage(error);
      }
    }
  }
  return problem;
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
