export { copy, setScratch } from './scratch';
export { gemm, gemmScratchBytes } from './gemm';
export { lstm, lstmGradient, lstmScratchBytes } from './lstm';
