// Plain JavaScript: a worker thread does not inherit tsx's loader, so it is registered here first.
import { register } from 'tsx/esm/api';

register();
await import('./database-loop.ts');
