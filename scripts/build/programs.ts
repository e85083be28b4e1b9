/** The coordinator's programs, by the names under which they start each other in its bundle. */
export const coordinatorPrograms = {
  main: 'apps/coordinator/src/main.ts',
  replay: 'apps/coordinator/src/replay/main.ts',
  'fold-loop': 'apps/coordinator/src/folding/fold-loop.ts',
  'database-loop': 'apps/coordinator/src/storage/database-loop.ts',
  worker: 'packages/trainer/src/node/worker.ts',
} as const;

/** Every program that tests start as a process or a thread, by the names under which they look for each other. */
export const testedPrograms: Readonly<Record<string, string>> = {
  ...coordinatorPrograms,
  tributary: 'apps/cli/src/main.ts',
  client: 'apps/edge-client/src/node/main.ts',
  'crew-worker': 'packages/simulator/src/node/crew-loop.ts',
  'make-database': 'apps/coordinator/src/testing/make-database.ts',
  'chaos-client': 'proofs/chaos/client-process.ts',
  'load-fleet': 'proofs/load/fleet-process.ts',
  'hostile-attacker': 'proofs/hostile/attacker.ts',
};

/** The environment's variable with the URL of the folder where a run of tests has them compiled. */
export const COMPILED = 'TRIBUTARY_COMPILED';
