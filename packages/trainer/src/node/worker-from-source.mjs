// Plain JavaScript, because in a worker thread `--import tsx` does nothing: it starts the loader by
// hand and then the worker itself. A bundle starts the compiled worker without it.
// A run of tests has it compiled once (scripts/test/compile-programs.ts).
const compiled = process.env.TRIBUTARY_COMPILED;
if (compiled === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./worker.ts');
} else {
  await import(new URL('worker.mjs', compiled).href);
}
