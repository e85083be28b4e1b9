export { closeSums, foldScaled, openSums } from './fold';
export { dequantiseInt4, dequantiseInt8 } from './dequantise';
export { meanOfClosest, meanOfRange } from './order';
export { addProducts } from './products';
export { mixRows } from './mix';
