import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Crew } from './crew.ts';
import { runSmall, smallSimulation, startSmallCrew } from './testing/small-simulation.ts';

let crew: Crew;
let crewOfTwo: Crew;
beforeAll(async () => {
  crew = await startSmallCrew(smallSimulation(), 1);
  crewOfTwo = await startSmallCrew(smallSimulation(), 2);
});
afterAll(async () => {
  await crew.close();
  await crewOfTwo.close();
});

const digests = ({ state }: Awaited<ReturnType<typeof runSmall>>) =>
  state.history.map(({ checkpoint }) => checkpoint);

it('gives the same checkpoints on one thread and on two', async () => {
  const [one, two] = [
    await runSmall(smallSimulation(), { crew }),
    await runSmall(smallSimulation(), { crew: crewOfTwo }),
  ];
  expect(one.state.status).toBe('completed');
  expect(one.state.history).toHaveLength(4);
  expect(digests(two)).toEqual(digests(one));
  expect(one.state.history.at(-1)?.accuracy).toBeGreaterThan(0.5);
});

it('gives other checkpoints for another seed', async () => {
  const other = smallSimulation({ seeds: [8] });
  expect(digests(await runSmall(other, { crew }))).not.toEqual(
    digests(await runSmall(smallSimulation(), { crew })),
  );
});

it('goes on from a snapshot, which is plain data, as if it had never stopped', async () => {
  const fleet = { dropout: 0.2, examplesPerS: { median: 50, sigma: 1 }, awayS: 5 };
  const simulation = smallSimulation({ fleet });
  const whole = await runSmall(simulation, { crew });
  let saved: string | undefined;
  let blobs: Uint8Array[] = [];
  await runSmall(simulation, {
    crew,
    onRound: async ({ round }, take) => {
      if (round !== 2) return undefined;
      const { snapshot, blobs: frames } = await take();
      saved = JSON.stringify(snapshot);
      blobs = frames;
      return 'stop';
    },
  });
  const rest = await runSmall(simulation, { crew, from: JSON.parse(saved ?? ''), blobs });
  expect(digests(rest)).toEqual(digests(whole));
  expect(rest.virtualMs).toBe(whole.virtualMs);
});

it('tests an average and trains from the iterate, before and after a snapshot', async () => {
  const strategyOf = (averaging: number) => ({
    ...smallSimulation().run,
    strategy: { name: 'FedAvgM', hyperparams: { serverMomentum: 0.5, averaging } },
  });
  const simulation = smallSimulation({ run: strategyOf(0.5) });
  const whole = await runSmall(simulation, { crew });
  const plain = await runSmall(smallSimulation({ run: strategyOf(0) }), { crew });
  const iterates = whole.state.history.map(({ iterate }) => iterate);
  expect(iterates).toEqual(digests(plain));
  expect(digests(whole).slice(1)).not.toEqual(iterates.slice(1));
  let saved: Parameters<typeof runSmall>[1] | undefined;
  await runSmall(simulation, {
    crew,
    onRound: async ({ round }, take) => {
      if (round !== 2) return undefined;
      const { snapshot, blobs } = await take();
      saved = { crew, from: JSON.parse(JSON.stringify(snapshot)), blobs };
      return 'stop';
    },
  });
  expect(digests(await runSmall(simulation, saved ?? { crew }))).toEqual(digests(whole));
});

it('finishes although devices leave in the middle, and counts whoever reported', async () => {
  const fleet = { dropout: 0.4, examplesPerS: { median: 50, sigma: 0.5 }, awayS: 20 };
  const { state } = await runSmall(smallSimulation({ fleet }), { crew });
  expect(state.status).toBe('completed');
  const members = state.history.flatMap(({ cohort }) => Object.values(cohort));
  expect(members.some(({ status }) => status === 'departed')).toBe(true);
  expect(members.filter(({ status }) => status === 'reported').length).toBeGreaterThan(8);
});

it('leaves out devices that would miss the deadline', async () => {
  const fleet = { examplesPerS: { median: 100, sigma: 1.5 } };
  const run = { ...smallSimulation().run, reporting: { quorum: 0.1, deadlineMs: 20_000 } };
  const { state, virtualMs } = await runSmall(smallSimulation({ fleet, run }), { crew });
  const members = state.history.flatMap(({ cohort }) => Object.values(cohort));
  expect(members.some(({ status }) => status === 'training')).toBe(true);
  expect(virtualMs).toBeLessThanOrEqual(4 * 20_000);
});

it('runs with devices that come and go', async () => {
  const fleet = { sessions: { onlineS: 60, offlineS: 60 }, examplesPerS: { median: 50 } };
  const { state } = await runSmall(smallSimulation({ fleet }), { crew });
  expect(state.status).toBe('completed');
});

it('says why a run can never end', async () => {
  const run = { ...smallSimulation().run, cohort: { fractionTrain: 1, minClients: 13 } };
  await expect(runSmall(smallSimulation({ run }), { crew })).rejects.toThrow(
    'waiting in round 1, with 12 clients',
  );
});

describe('an asynchronous run', () => {
  const asynchronous = (name: string, hyperparams: Record<string, unknown>, rounds: number) =>
    smallSimulation({
      fleet: { examplesPerS: { median: 50, sigma: 1.5 }, dropout: 0.1, awayS: 20 },
      run: {
        ...smallSimulation().run,
        rounds,
        cohort: { fractionTrain: 0.7, minClients: 3 },
        strategy: { name, hyperparams },
      },
    });
  const simulations: [string, ReturnType<typeof asynchronous>, number][] = [
    ['FedBuff', asynchronous('FedBuff', { bufferSize: 3 }, 8), 3],
    ['FedAsync', asynchronous('FedAsync', {}, 24), 1],
  ];
  const staleness = ({ state }: Awaited<ReturnType<typeof runSmall>>) =>
    state.history.flatMap(({ cohort }) =>
      Object.values(cohort).map(
        (member) => (member.status === 'reported' && member.staleness) || 0,
      ),
    );

  it.each(simulations)(
    '%s learns from devices of very different speeds, from late ones too, on one thread and on two',
    async (_, simulation, bufferSize) => {
      const one = await runSmall(simulation, { crew, evaluateEvery: 1 });
      const two = await runSmall(simulation, { crew: crewOfTwo });
      expect(one.state.status).toBe('completed');
      expect(digests(two)).toEqual(digests(one));
      expect(two.virtualMs).toBe(one.virtualMs);
      for (const { cohort } of one.state.history) {
        expect(Object.keys(cohort)).toHaveLength(bufferSize);
      }
      expect(Math.max(...staleness(one))).toBeGreaterThan(1);
      const accuracies = one.state.history.flatMap(({ accuracy }) => accuracy ?? []);
      expect(accuracies.at(-1)).toBeGreaterThan((accuracies[0] ?? 1) + 0.05);
    },
  );

  it.each(simulations)(
    '%s goes on from a snapshot with late work and full buffers in it',
    async (_, simulation) => {
      const whole = await runSmall(simulation, { crew });
      for (const last of [2, 5]) {
        let saved: Parameters<typeof runSmall>[1] | undefined;
        await runSmall(simulation, {
          crew,
          onRound: async ({ round }, take) => {
            if (round !== last) return undefined;
            const { snapshot, blobs } = await take();
            const text = JSON.stringify(snapshot);
            // The frames' memory is written over when the run goes on.
            saved = { crew, from: JSON.parse(text), blobs: blobs.map((blob) => blob.slice()) };
            return 'stop';
          },
        });
        const rest = await runSmall(simulation, saved ?? { crew });
        expect(digests(rest)).toEqual(digests(whole));
        expect(rest.virtualMs).toBe(whole.virtualMs);
      }
    },
  );

  it.each(['ALIE', 'Mimic'])('can be attacked, by late clients too: %s', async (name) => {
    const [[, simulation]] = simulations as [(typeof simulations)[number]];
    const attack = { name, params: {}, fraction: 0.25 };
    const attacked = await runSmall(simulation, { crew, attack });
    expect(attacked.state.status).toBe('completed');
    expect(digests(attacked)).not.toEqual(digests(await runSmall(simulation, { crew })));
    expect(digests(await runSmall(simulation, { crew: crewOfTwo, attack }))).toEqual(
      digests(attacked),
    );
  });

  it('is done sooner, in virtual time, than one that waits for the slowest', async () => {
    const [[, buffered]] = simulations as [(typeof simulations)[number]];
    const waiting = asynchronous('FedAvg', {}, 8);
    const [fast, slow] = [await runSmall(buffered, { crew }), await runSmall(waiting, { crew })];
    expect(fast.virtualMs).toBeLessThan(slow.virtualMs / 2);
  });
});
