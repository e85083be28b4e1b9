/**
 * Starts a module worker whose script may lie on another origin than the page. Browsers refuse that, but a
 * worker of the page's own may import the script, where its server allows the page's origin.
 */
export const startWorker = (script: string): Worker => {
  if (new URL(script).origin === location.origin) return new Worker(script, { type: 'module' });
  const code = `import ${JSON.stringify(script)};`;
  const own = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  // The address lives as long as the page: the worker may not have read it yet when this returns.
  return new Worker(own, { type: 'module' });
};
