import asc from 'assemblyscript/asc';

const ENTRY = 'index.ts';

/**
 * No runtime, no data, no memory of its own: the module works on the heap that it is given, at the
 * addresses that it is given.
 */
const OPTIONS = [
  '--outFile',
  'kernels.wasm',
  '--textFile',
  'kernels.wat',
  '-O3',
  '--runtime',
  'stub',
  '--importMemory',
  '--noAssert',
  '--use',
  'abort=',
]; // prettier-ignore

/**
 * Compiles the AssemblyScript sources of a folder.
 * @param features WebAssembly features beyond the base that the module may use
 * @param readSource the text of a file of the folder by its name, or null
 * @throws {Error} with the compiler's messages, or when the module would have static data, which
 * would lie on top of the heap's
 */
export const compileKernels = async (
  readSource: (name: string) => string | null,
  features: readonly string[],
): Promise<Uint8Array> => {
  const enabled = features.flatMap((feature) => ['--enable', feature]);
  let binary: Uint8Array | undefined;
  let text = '';
  const { error, stderr } = await asc.main([ENTRY, ...OPTIONS, ...enabled], {
    readFile: (name) => readSource(name),
    writeFile: (name, contents) => {
      if (name.endsWith('.wat')) text = String(contents);
      else binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  if (text.includes('(data')) {
    throw new Error('The kernels have static data: use no strings, arrays or objects in them.');
  }
  return binary;
};
