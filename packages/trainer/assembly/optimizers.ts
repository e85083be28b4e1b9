/*
 * Updates of n weights in one pass over memory. Results may lie on top of what they replace. The
 * weights' memory is read and written in whole vectors first, then number by number.
 */

/** w' = w − η·g */
export function sgdUpdate(next: usize, w: usize, g: usize, n: i32, rate: f32): void {
  const bytes = <usize>n << 2;
  const eta = f32x4.splat(rate);
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    v128.store(next + p, f32x4.sub(v128.load(w + p), f32x4.mul(eta, v128.load(g + p))));
  }
  for (; p < bytes; p += 4) store<f32>(next + p, load<f32>(w + p) - rate * load<f32>(g + p));
}

/** v' = μ·v + g;  w' = w − η·v', or with `nesterov` w − η·(g + μ·v') */
export function momentumUpdate(
  nextW: usize,
  nextV: usize,
  w: usize,
  g: usize,
  v: usize,
  n: i32,
  rate: f32,
  mu: f32,
  nesterov: bool,
): void {
  const bytes = <usize>n << 2;
  const eta = f32x4.splat(rate);
  const decay = f32x4.splat(mu);
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const gradient = v128.load(g + p);
    const velocity = f32x4.add(f32x4.mul(decay, v128.load(v + p)), gradient);
    const step = nesterov ? f32x4.add(gradient, f32x4.mul(decay, velocity)) : velocity;
    v128.store(nextW + p, f32x4.sub(v128.load(w + p), f32x4.mul(eta, step)));
    v128.store(nextV + p, velocity);
  }
  for (; p < bytes; p += 4) {
    const gradient = load<f32>(g + p);
    const velocity = mu * load<f32>(v + p) + gradient;
    const step = nesterov ? gradient + mu * velocity : velocity;
    store<f32>(nextW + p, load<f32>(w + p) - rate * step);
    store<f32>(nextV + p, velocity);
  }
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1).
 * @param correction1, correction2 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ)
 */
export function adamUpdate(
  nextW: usize,
  nextM: usize,
  nextV: usize,
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  n: i32,
  rate: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  correction1: f32,
  correction2: f32,
): void {
  const bytes = <usize>n << 2;
  let p: usize = 0;
  for (; p + 16 <= bytes; p += 16) {
    const gradient = v128.load(g + p);
    const first = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), v128.load(m + p)),
      f32x4.mul(f32x4.splat(1 - beta1), gradient),
    );
    const second = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(v + p)),
      f32x4.mul(f32x4.splat(1 - beta2), f32x4.mul(gradient, gradient)),
    );
    const root = f32x4.sqrt(f32x4.mul(second, f32x4.splat(correction2)));
    const step = f32x4.div(
      f32x4.mul(first, f32x4.splat(rate * correction1)),
      f32x4.add(root, f32x4.splat(epsilon)),
    );
    v128.store(nextW + p, f32x4.sub(v128.load(w + p), step));
    v128.store(nextM + p, first);
    v128.store(nextV + p, second);
  }
  for (; p < bytes; p += 4) {
    const gradient = load<f32>(g + p);
    const first = beta1 * load<f32>(m + p) + (1 - beta1) * gradient;
    const second = beta2 * load<f32>(v + p) + (1 - beta2) * gradient * gradient;
    const root = sqrt<f32>(second * correction2) + epsilon;
    store<f32>(nextW + p, load<f32>(w + p) - (rate * correction1 * first) / root);
    store<f32>(nextM + p, first);
    store<f32>(nextV + p, second);
  }
}
