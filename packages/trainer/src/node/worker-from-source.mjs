// Plain JavaScript, because in a worker thread `--import tsx` does nothing: it starts the loader by
// hand and then the worker itself. A bundle starts the compiled worker without it.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
