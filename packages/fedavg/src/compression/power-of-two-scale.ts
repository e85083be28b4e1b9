const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/**
 * The power of two just below the root mean square of the values: dividing by it makes vectors of
 * different size comparable and loses nothing. 0 for zeros (and what is below 2⁻¹²⁶), infinite if a
 * value is not finite.
 */
export const powerOfTwoScale = (values: Float32Array | Float64Array): number => {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] as number) * (values[i] as number);
  scratch[0] = Math.sqrt(squares / values.length);
  scratchBits[0] = (scratchBits[0] as number) & 0x7f80_0000;
  return scratch[0];
};

/** Writes the values divided by their power-of-two scale, and returns that. */
export const writeScaled = (values: Float32Array | Float64Array, out: Float32Array): number => {
  const scale = powerOfTwoScale(values);
  if (scale === 0) out.fill(0);
  else for (let i = 0; i < values.length; i++) out[i] = (values[i] as number) / scale;
  return scale;
};
