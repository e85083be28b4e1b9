import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { builtPages } from './built-pages.ts';
import { coordinatorPrograms } from './programs.ts';

const APP = 'apps/coordinator';

/** Packages in CommonJS expect what a module does not have. */
const BANNER = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Writes the coordinator as plain JavaScript that needs nothing but Node, with everything that it reads. Web pages
 * that are not built are left out.
 * @param outdir where `main.mjs` will lie; emptied first
 * @param programs what stands beside it, by names without ending
 */
export const bundleCoordinator = async (
  outdir: string,
  programs: Readonly<Record<string, string>> = coordinatorPrograms,
): Promise<void> => {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: { ...programs },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    legalComments: 'none',
    banner: { js: BANNER },
    // Native code, and optional: where it is missing the training thread takes WebAssembly.
    external: ['webgpu'],
    plugins: [keepSwaggerUiTogether],
    alias: { bufferutil: resolve('scripts/build/buffer-util.ts') },
    logLevel: 'warning',
  });
  for (const [from, to] of filesBesides()) {
    cpSync(from, join(outdir, to), { recursive: true, dereference: true });
  }
};

const SWAGGER_UI = 'swagger-ui';

/** The pages of the interface's description are looked for beside their code, which is now elsewhere. */
const keepSwaggerUiTogether: Plugin = {
  name: 'keep-swagger-ui-together',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@fastify[\\/]swagger-ui[\\/](index|lib[\\/]routes)\.js$/ }, ({ path }) => {
      const folder = path.endsWith('routes.js') ? `${SWAGGER_UI}/lib` : SWAGGER_UI;
      const code = readFileSync(path, 'utf8');
      return { contents: code.replaceAll('__dirname', `(__dirname + '/${folder}')`) };
    });
  },
};

/** What the programs read at run time: where it is, and its place in the bundle (see `places.ts`). */
const filesBesides = (): [from: string, to: string][] => {
  const pglite = packageFolder(APP, '@electric-sql/pglite');
  const wasm = packageFolder('packages/trainer', '@tensorflow/tfjs-backend-wasm');
  const swaggerUi = packageFolder(APP, '@fastify/swagger-ui');
  return [
    [`${APP}/drizzle`, 'drizzle'],
    ...builtPages().map(({ app, folder }): [string, string] => [folder, `pages/${app}`]),
    ...['pglite.wasm', 'pglite.data', 'initdb.wasm'].map((name): [string, string] => [
      join(pglite, 'dist', name),
      name,
    ]),
    ...['', '-simd', '-threaded-simd'].map((kind): [string, string] => [
      join(wasm, 'dist', `tfjs-backend-wasm${kind}.wasm`),
      `tfjs-backend-wasm${kind}.wasm`,
    ]),
    [join(swaggerUi, 'static'), `${SWAGGER_UI}/static`],
  ];
};

/** The folder of a package that a member of the workspace depends on. */
const packageFolder = (member: string, name: string): string => {
  const roots = createRequire(resolve(member, 'package.json')).resolve.paths(name) ?? [];
  const folder = roots.map((root) => join(root, name)).find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`${member} has no ${name}. Run \`pnpm install\`.`);
  return folder;
};
