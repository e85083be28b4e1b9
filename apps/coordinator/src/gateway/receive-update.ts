import {
  MAX_CHUNK_BYTES,
  type OfferUpdate,
  type Rejection,
  type RejectionCode,
  reject,
  type SendChunk,
  type UploadAnswer,
} from '@tributary/protocol';
import { asynchronousOf, faultyMetric, judgeUpdate } from '@tributary/rounds';
import type { Folder } from '../folding/folder.ts';
import { reach } from '../reach.ts';
import type { Runner } from '../runner/runner.ts';
import type { Runs } from '../runner/runs.ts';
import { partialFolderOf, partialPathOf, spoolFolderOf } from '../storage/spool.ts';
import type { Turnstile } from './limits/turnstile.ts';
import type { Upload, Uploads } from './uploads.ts';

export interface ReceiveTools {
  readonly runs: Runs;
  readonly uploads: Uploads;
  readonly turnstile: Turnstile;
  readonly folder: Folder;
  readonly spoolFolder: string;
}

/** Refusals that no second try of the same training can mend: the round need not wait for the client. */
const FINAL_CODES: readonly RejectionCode[] = [
  'malformed',
  'wrong-shape',
  'wrong-encoding',
  'not-finite',
  'out-of-range',
  'norm-too-large',
];

const accepted = (payloadBytes: number): UploadAnswer => ({
  ok: true,
  status: 'accepted',
  offset: payloadBytes,
});

/**
 * Answers `offerUpdate`: whether the update has a place, and from which byte it is wanted; where hundreds are
 * offered at once, when its turn has come.
 */
export const offerUpdate = async (
  runner: Runner,
  { clientId, offer }: { readonly clientId: string; readonly offer: OfferUpdate },
  tools: ReceiveTools,
): Promise<UploadAnswer> => {
  const { runs, uploads, turnstile, spoolFolder } = tools;
  const verdict = judgeUpdate(runner.state, { clientId, ...offer });
  if (!verdict.ok) return verdict;
  if (verdict.known) return accepted(offer.payloadBytes);
  const { updateBytes } = runs.wireOf(runner);
  if (offer.payloadBytes > updateBytes) {
    return reject('too-large', `at most ${updateBytes} bytes`);
  }
  const fault = faultyMetric(runner.config, offer);
  if (fault) return reject('malformed', fault);
  reach('offer.judged');
  const leave = await turnstile.enter();
  // Much may have happened meanwhile.
  const verdictNow = judgeUpdate(runner.state, { clientId, ...offer });
  if (!verdictNow.ok || verdictNow.known) {
    leave();
    return verdictNow.ok ? accepted(offer.payloadBytes) : verdictNow;
  }
  const path = partialPathOf(partialFolderOf(spoolFolder, runner, offer), clientId, offer.digest);
  const upload = await uploads.open(clientId, offer, { path, leave });
  reach('offer.answer');
  if (upload.verdict === undefined) return { ok: true, status: 'send', offset: upload.received };
  const answer = await upload.verdict;
  // It came too late for the attempt that was open then, and has a place in the one that is open now.
  const isWantedAgain =
    !answer.ok &&
    answer.code === 'wrong-round' &&
    judgeUpdate(runner.state, { clientId, ...offer }).ok;
  return isWantedAgain ? offerUpdate(runner, { clientId, offer }, tools) : answer;
};

/** Answers `sendChunk`; the answer to the last chunk is the verdict on the whole update. */
export const receiveChunk = async (
  runner: Runner,
  { clientId, chunk }: { readonly clientId: string; readonly chunk: SendChunk },
  tools: ReceiveTools,
): Promise<UploadAnswer> => {
  if (chunk.bytes.length > MAX_CHUNK_BYTES) return reject('too-large', 'chunk');
  const verdict = judgeUpdate(runner.state, { clientId, ...chunk });
  if (!verdict.ok) return verdict;
  if (verdict.known) return accepted(chunk.offset + chunk.bytes.length);
  const upload = await tools.uploads.append(clientId, chunk);
  if ('ok' in upload) return upload;
  if (upload.received < upload.offer.payloadBytes) {
    reach('chunk.answer');
    return { ok: true, status: 'send', offset: upload.received };
  }
  const finish = () => finishUpload(runner, { clientId, upload }, tools);
  const judged = asynchronousOf(runner.config)
    ? tools.runs.spoolTurnsOf(runner).take(finish)
    : finish();
  return tools.uploads.judge(clientId, upload, judged);
};

/** Screens and spools the whole update, then counts it; acknowledged only once that is durable. */
const finishUpload = async (
  runner: Runner,
  { clientId, upload }: { readonly clientId: string; readonly upload: Upload },
  { runs, folder, spoolFolder }: ReceiveTools,
): Promise<UploadAnswer> => {
  const { round, digest, payloadBytes, numExamples, metrics } = upload.offer;
  const { attempt } = runner.state;
  const { beganAt } = upload;
  const uploadMs = beganAt === null ? undefined : Math.round(performance.now() - beganAt);
  const { manifest, stages, method } = runs.wireOf(runner);
  reach('update.complete');
  const screened = await folder.screen({
    source: upload.whole ?? upload.path,
    digest,
    ...{ manifest, stages, method, maxNorm: runner.config.screening.maxNorm },
    spoolFolder: spoolFolderOf(spoolFolder, runner, { round, attempt }),
  });
  if (!screened.ok) return refuse(runner, { clientId, round, rejection: screened });
  reach('update.spooled');
  const state = await runner.dispatch({
    type: 'updateReceived',
    clientId,
    round,
    attempt,
    digest,
    numExamples,
    payloadBytes,
    norm: screened.norm,
    ...(uploadMs !== undefined && { uploadMs }),
    metrics,
  });
  reach('update.counted');
  const verdict = judgeUpdate(state, { clientId, round, digest });
  if (!verdict.ok) return verdict;
  // The attempt was given up while the update was screened; the next one sends its own plan.
  return verdict.known ? accepted(payloadBytes) : reject('wrong-round', 'the attempt has ended');
};

const refuse = async (
  runner: Runner,
  { clientId, round, rejection }: { clientId: string; round: number; rejection: Rejection },
): Promise<Rejection> => {
  if (FINAL_CODES.includes(rejection.code)) {
    await runner.dispatch({ type: 'updateRejected', clientId, round, code: rejection.code });
  }
  return rejection;
};
