import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Tf } from '@tributary/model-zoo';
import { addressOf, type WasmBackend } from '../kernels/wasm/wasm-heap.ts';
import { bytesOf } from './plan-memory.ts';
import type { Operand, RecordedCall } from './recording.ts';

/** Names under which tfjs's own kernels find memory that it has not allocated. */
export interface Views {
  readonly backend: WasmBackend;
  addressOf(operand: Operand): number;
  of(operand: Operand): TensorInfo;
  dispose(): void;
}

export const createViews = (backend: WasmBackend, at: (operand: Operand) => number): Views => {
  const views = new Map<string, TensorInfo>();
  return {
    backend,
    addressOf: at,
    of: (operand) => {
      const key = `${operand.value} ${operand.dtype} ${operand.shape}`;
      const view = views.get(key) ?? backend.makeOutput(operand.shape, operand.dtype, at(operand));
      views.set(key, view);
      return view;
    },
    dispose: () => {
      // Not by the backend's disposeData, which would free the memory as well.
      for (const { dataId } of views.values()) {
        backend.wasm.tfjs.disposeData(backend.dataIdMap.get(dataId).id);
        backend.dataIdMap.delete(dataId);
      }
      views.clear();
    },
  };
};

/**
 * A call of a kernel that the project does not have itself: tfjs's runs as usual, and its results are
 * copied to their places.
 * @throws {Error} when tfjs has no such kernel either
 */
export const bindStockCall = (tf: Tf, call: RecordedCall, views: Views): (() => void) => {
  const { backend } = views;
  const config = tf.getKernel(call.kernel, 'wasm');
  if (!config) throw new Error(`WebAssembly has no kernel ${call.kernel}.`);
  const named = Object.entries(call.inputs).map(
    ([name, operand]) => [name, views.of(operand)] as const,
  );
  const inputs = (
    call.list ? named.map(([, info]) => info) : Object.fromEntries(named)
  ) as NamedTensorInfoMap;
  const places = call.outputs.map((operand) => ({
    address: views.addressOf(operand),
    bytes: bytesOf(operand),
  }));
  const attrs = { ...call.attrs } as NamedAttrMap;
  return () => {
    const result = config.kernelFunc({ inputs, attrs, backend });
    const infos = Array.isArray(result) ? result : [result];
    infos.forEach((info, index) => {
      const { address, bytes } = places[index] as (typeof places)[number];
      const from = addressOf(backend, info);
      if (from !== address) backend.wasm.HEAPU8.copyWithin(address, from, from + bytes);
      backend.disposeData(info.dataId);
    });
  };
};
