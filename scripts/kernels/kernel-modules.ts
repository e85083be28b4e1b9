/** A folder of AssemblyScript sources and the TypeScript file that its compiled form is kept in. */
export interface KernelModules {
  /** Relative to the repository's root, like `target`. */
  readonly sources: string;
  readonly target: string;
  readonly modules: readonly {
    /** What the constant with the module is called. */
    readonly constant: string;
    readonly comment: string;
    /** WebAssembly features beyond the base that the module may use. */
    readonly features: readonly string[];
  }[];
}

/** Every WebAssembly module that is built from sources here. */
export const kernelModules: readonly KernelModules[] = [
  {
    sources: 'packages/trainer/assembly',
    target: 'packages/trainer/src/kernels/wasm/module.generated.ts',
    modules: [
      {
        constant: 'PLAIN_MODULE',
        comment: 'The training kernels as a WebAssembly module, in base64.',
        features: ['simd'],
      },
      {
        constant: 'RELAXED_MODULE',
        comment: 'The same with fused multiply-add.',
        features: ['simd', 'relaxed-simd'],
      },
    ],
  },
  {
    sources: 'packages/fedavg/assembly',
    target: 'packages/fedavg/src/kernels/module.generated.ts',
    // Without fused multiply-add: sums must have the same bits on every machine.
    modules: [
      {
        constant: 'AGGREGATION_MODULE',
        comment: 'The aggregation kernels as a WebAssembly module, in base64.',
        features: ['simd'],
      },
    ],
  },
];
