// As public/no-eval.js does for the page: must come before anything that loads zod.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
