/** Where kernels may write intermediate results; handed in by the host, which knows the heap. */
let start: usize = 0;

/** Sets the scratch memory: at least as large as the kernels called afterwards say they need. */
export function setScratch(address: usize): void {
  start = address;
}

@inline
export function scratch(): usize {
  return start;
}

export function copy(to: usize, from: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}

export function scratchAddress(): usize {
  return start;
}
