// Plain JavaScript, because in a worker thread `--import tsx` does nothing: it starts the loader by
// hand and then the thread's code itself.
import { register } from 'tsx/esm/api';

register();
await import('./crew-loop.ts');
