import type { RunConfigInput } from '@tributary/protocol';
import {
  connectScriptedClient,
  deltaFrame,
  download,
  type ScriptedClient,
} from '../support/scripted-client.ts';

/** The smallest task there is: no files, 7,850 weights. */
export const smallRun: RunConfigInput = {
  name: 'Honest',
  task: { dataset: 'synthetic-digits', model: 'logistic-regression' },
  partition: { partitioner: 'NaturalIdPartitioner' },
  rounds: 10_000,
  cohort: { minClients: 2 },
  reporting: { deadlineMs: 60_000, quorum: 0.5 },
};

/** Clients that do what they are asked, over real sockets, and a clock on their rounds. */
export interface HonestClients {
  readonly ids: ReadonlySet<string>;
  /** How long each round took so far, ms, from one plan to the next. */
  roundTimes(): readonly number[];
  leave(): void;
}

const STEP = 1e-4;

export const joinHonestly = async (
  url: string,
  token: string,
  count: number,
): Promise<HonestClients> => {
  const clients: ScriptedClient[] = [];
  for (let i = 0; i < count; i++) clients.push(await connectScriptedClient({ url, token }));
  const times: number[] = [];
  let isOver = false;
  clients.forEach((client, index) => {
    let last: { readonly round: number; readonly at: number } | null = null;
    const work = async () => {
      while (!isOver) {
        const plan = await client.nextPlan();
        const at = performance.now();
        if (index === 0 && last !== null && plan.round > last.round) times.push(at - last.at);
        if (last?.round !== plan.round) last = { round: plan.round, at };
        // What is refused or lost costs a round's time, which is what is measured.
        const report = async () =>
          client.upload(plan, deltaFrame(await download(url, plan.checkpoint), STEP));
        await report().catch(() => null);
      }
    };
    void work();
  });
  return {
    ids: new Set(clients.map(({ identity }) => identity.clientId)),
    roundTimes: () => times,
    leave: () => {
      isOver = true;
      for (const client of clients) client.close();
    },
  };
};
