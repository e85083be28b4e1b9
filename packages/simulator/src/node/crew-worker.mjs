// Plain JavaScript, because in a worker thread `--import tsx` does nothing: it starts the loader by
// hand and then the thread's code itself.
// A run of tests has it compiled once (scripts/test/compile-programs.ts).
const compiled = process.env.TRIBUTARY_COMPILED;
if (compiled === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./crew-loop.ts');
} else {
  await import(new URL('crew-worker.mjs', compiled).href);
}
