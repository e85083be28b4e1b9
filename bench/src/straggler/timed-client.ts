import type { FlatWeights } from '@tributary/fedavg';
import { encodeFrame, type RoundPlan } from '@tributary/protocol';
import {
  connectScriptedClient,
  download,
  type ScriptedClient,
} from '../../../proofs/support/scripted-client.ts';

export interface TimedClientOptions {
  readonly url: string;
  readonly token: string;
  /** How long its training takes, from the plan to the first byte of its update. */
  readonly workMs: number;
}

/** A client that does not train: it answers every plan with a small valid delta, after a set time. */
export const connectTimedClient = async ({
  url,
  token,
  workMs,
}: TimedClientOptions): Promise<Pick<ScriptedClient, 'close'>> => {
  const client = await connectScriptedClient({ url, token });
  let work: NodeJS.Timeout | undefined;
  let model: Promise<FlatWeights> | undefined;
  const answer = async (plan: RoundPlan) => {
    // Every round's model has the same shape, and its values do not matter here.
    model ??= download(url, plan.checkpoint);
    await client.upload(plan, deltaFor(plan, await model));
  };
  client.socket.on('roundPlan', (plan) => {
    clearTimeout(work);
    // Whoever is too late is told so, and gets the next plan.
    work = setTimeout(() => void answer(plan).catch(() => undefined), workMs);
  });
  client.socket.on('roundClosed', () => clearTimeout(work));
  return {
    close: () => {
      clearTimeout(work);
      client.close();
    },
  };
};

/** Clients that sent the same bytes would be told apart by nothing. */
const deltaFor = ({ seed }: RoundPlan, { manifest, values }: FlatWeights): Uint8Array =>
  encodeFrame('delta', {
    manifest,
    values: values.map((_, index) => ((seed + index) % 1_000) * 1e-7),
  });
