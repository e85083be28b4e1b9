export const ADD: i32 = 0;
export const SUBTRACT: i32 = 1;
export const MULTIPLY: i32 = 2;
export const DIVIDE: i32 = 3;

/** `op` is a constant wherever this is inlined. */
@inline
function four(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return f32x4.add(x, y);
  if (op == SUBTRACT) return f32x4.sub(x, y);
  if (op == MULTIPLY) return f32x4.mul(x, y);
  return f32x4.div(x, y);
}

@inline
function one(op: i32, x: f32, y: f32): f32 {
  if (op == ADD) return x + y;
  if (op == SUBTRACT) return x - y;
  if (op == MULTIPLY) return x * y;
  return x / y;
}

/** One row of n numbers; an operand whose step is 0 is one number for all of it. */
@inline
function combineRow(op: i32, a: usize, b: usize, to: usize, n: i32, stepA: i32, stepB: i32): void {
  const bytes = <usize>n << 2;
  let p: usize = 0;
  if (stepA != 0 && stepB != 0) {
    for (; p + 16 <= bytes; p += 16) {
      v128.store(to + p, four(op, v128.load(a + p), v128.load(b + p)));
    }
    for (; p < bytes; p += 4) store<f32>(to + p, one(op, load<f32>(a + p), load<f32>(b + p)));
  } else if (stepA != 0) {
    const y = v128.load32_splat(b);
    for (; p + 16 <= bytes; p += 16) v128.store(to + p, four(op, v128.load(a + p), y));
    for (; p < bytes; p += 4) store<f32>(to + p, one(op, load<f32>(a + p), load<f32>(b)));
  } else {
    const x = v128.load32_splat(a);
    for (; p + 16 <= bytes; p += 16) {
      v128.store(to + p, four(op, x, stepB != 0 ? v128.load(b + p) : v128.load32_splat(b)));
    }
    for (; p < bytes; p += 4) {
      store<f32>(to + p, one(op, load<f32>(a), load<f32>(stepB != 0 ? b + p : b)));
    }
  }
}

@inline
function combineAll(
  op: i32,
  a: usize,
  b: usize,
  to: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  b0: i32,
  b1: i32,
  b2: i32,
): void {
  const row = <usize>n2 << 2;
  for (let i = 0; i < n0; i++) {
    for (let j = 0; j < n1; j++) {
      const x = a + (<usize>(i * a0 + j * a1) << 2);
      const y = b + (<usize>(i * b0 + j * b1) << 2);
      combineRow(op, x, y, to, n2, a2, b2);
      to += row;
    }
  }
}

/**
 * to[n₀, n₁, n₂] = a op b, where each operand moves by its own steps along the three axes, in numbers:
 * 0 for an axis along which it is stretched.
 */
export function combine(
  op: i32,
  a: usize,
  b: usize,
  to: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  a0: i32,
  a1: i32,
  a2: i32,
  b0: i32,
  b1: i32,
  b2: i32,
): void {
  switch (op) {
    case ADD: combineAll(ADD, a, b, to, n0, n1, n2, a0, a1, a2, b0, b1, b2); break;
    case SUBTRACT: combineAll(SUBTRACT, a, b, to, n0, n1, n2, a0, a1, a2, b0, b1, b2); break;
    case MULTIPLY: combineAll(MULTIPLY, a, b, to, n0, n1, n2, a0, a1, a2, b0, b1, b2); break;
    default: combineAll(DIVIDE, a, b, to, n0, n1, n2, a0, a1, a2, b0, b1, b2);
  }
}
