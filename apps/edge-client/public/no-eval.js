// The page's content security policy forbids compiling code, which zod would try as soon as it is loaded.
globalThis.__zod_globalConfig = { jitless: true };
