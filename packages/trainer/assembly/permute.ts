/**
 * Lays a tensor of up to six axes out anew: to[i₀, …, i₅] = from[Σ iₐ·strideₐ], sizes of the result
 * from the slowest axis to the fastest (1 for axes that are not there), strides in numbers.
 */
export function permute(
  from: usize,
  to: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  n3: i32,
  n4: i32,
  n5: i32,
  s0: i32,
  s1: i32,
  s2: i32,
  s3: i32,
  s4: i32,
  s5: i32,
): void {
  const run = <usize>n5 << 2;
  for (let i0 = 0; i0 < n0; i0++) {
    for (let i1 = 0; i1 < n1; i1++) {
      for (let i2 = 0; i2 < n2; i2++) {
        for (let i3 = 0; i3 < n3; i3++) {
          for (let i4 = 0; i4 < n4; i4++) {
            const start = i0 * s0 + i1 * s1 + i2 * s2 + i3 * s3 + i4 * s4;
            let at = from + (<usize>start << 2);
            if (s5 == 1) {
              memory.copy(to, at, run);
            } else {
              const step = <usize>s5 << 2;
              for (let p: usize = 0; p < run; p += 4) {
                store<f32>(to + p, load<f32>(at));
                at += step;
              }
            }
            to += run;
          }
        }
      }
    }
  }
}
