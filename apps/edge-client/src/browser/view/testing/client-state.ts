import { type ClientState, initialClientState } from '@tributary/client';
import { runOffer } from './run-offer.ts';

/** A client's state for tests: connected, prepared, waiting for a round. */
export const clientState = (changes: Partial<ClientState> = {}): ClientState => ({
  ...initialClientState,
  connection: 'connected',
  enrolled: true,
  clientId: 'client-1',
  backend: { backend: 'wasm', stepMs: 3, reason: 'WASM is the fastest here.', tried: [] },
  runs: [runOffer()],
  ...changes,
});
