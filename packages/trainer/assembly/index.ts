export { copy, scratchAddress, setScratch } from './scratch';
export { gemm, gemmScratchBytes } from './gemm';
export { lstm, lstmGradient, lstmScratchBytes } from './lstm';
export { adamUpdate, momentumUpdate, sgdUpdate } from './optimizers';
export { reluGradient, sumMiddle } from './reduce';
export { softmaxCrossEntropy } from './softmax';
export {
  convolutionScratchBytes,
  convolve,
  convolveFilterGradient,
  convolveInputGradient,
} from './convolution';
export {
  depthwise,
  depthwiseFilterGradient,
  depthwiseInputGradient,
  depthwiseScratchBytes,
} from './depthwise';
export { permute } from './permute';
export { setConvolution } from './geometry';
export {
  averagePool,
  averagePoolGradient,
  maxPool,
  maxPoolGradient,
  setPoolSizes,
  setPoolWindows,
} from './pooling';
export { segmentSum } from './segment';
export { combine } from './elementwise';
export { spreadBytes } from './bytes';
