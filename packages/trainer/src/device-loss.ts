import type { Tf } from '@tributary/model-zoo';
import { TrainerError } from './trainer-error.ts';

/** What tells that a backend's graphics processor is gone; the two interfaces each have their own. */
interface GpuBackend {
  /** WebGPU */
  readonly device?: { readonly lost: Promise<{ readonly message: string }> };
  /** WebGL */
  readonly gpgpu?: { readonly gl: { readonly canvas: EventTarget } };
}

export interface DeviceWatch {
  /** Whether the current backend has a device that can be lost at all. */
  readonly canBeLost: boolean;
  isLost(): boolean;
  /** Rejects with `device-lost` when it is; never settles otherwise. */
  readonly lost: Promise<never>;
}

/**
 * Watches the current backend's graphics processor: a driver that restarts, a laptop that switches
 * cards or a browser that is short of memory take it away, and what is read from it afterwards is
 * zeros or never comes.
 */
export const watchDevice = (tf: Tf): DeviceWatch => {
  const name = tf.getBackend();
  const backend = tf.backend() as GpuBackend;
  const canvas = name === 'webgl' ? backend.gpgpu?.gl.canvas : undefined;
  let isLost = false;
  const lost = new Promise<never>((_, reject) => {
    const lose = (reason: string) => {
      isLost = true;
      reject(
        new TrainerError(
          'device-lost',
          `The graphics processor was lost (${reason || 'no reason given'}).`,
        ),
      );
    };
    backend.device?.lost.then(({ message }) => lose(message));
    canvas?.addEventListener('webglcontextlost', () => lose('the WebGL context ended'), {
      once: true,
    });
  });
  // Whoever does not race it must not fall over it.
  lost.catch(() => undefined);
  return {
    canBeLost: backend.device !== undefined || canvas !== undefined,
    isLost: () => isLost,
    lost,
  };
};
