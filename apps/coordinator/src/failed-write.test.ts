import type { LoggedEvent, RunDetail } from '@tributary/protocol';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createKiller, type Killer } from './testing/kill-threads.ts';
import { connectTestClient, type TestClient } from './testing/test-client.ts';
import { startTestCoordinator, type TestCoordinator } from './testing/test-coordinator.ts';
import { authFor, makeIdentity } from './testing/test-identity.ts';
