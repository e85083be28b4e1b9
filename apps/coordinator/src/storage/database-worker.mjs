// Plain JavaScript: a worker thread does not inherit tsx's loader, so it is registered here first.
// A run of tests has it compiled once (scripts/test/compile-programs.ts).
const compiled = process.env.TRIBUTARY_COMPILED;
if (compiled === undefined) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('./database-loop.ts');
} else {
  await import(new URL('database-loop.mjs', compiled).href);
}
