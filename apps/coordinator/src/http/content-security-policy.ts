/** What pages may load: our own files, and style elements that carry this page's nonce. */
export const contentSecurityPolicy = (styleNonce?: string) => ({
  directives: {
    'default-src': ["'self'"],
    // tfjs compiles its kernels at run time.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'", ...(styleNonce === undefined ? [] : [`'nonce-${styleNonce}'`])],
    'img-src': ["'self'", 'data:'],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    // On plain http in a local network there is nothing to upgrade to.
    'upgrade-insecure-requests': null,
  },
});
