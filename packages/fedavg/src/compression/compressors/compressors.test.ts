import { compressorLaws } from '../../testing/compressor-laws.ts';
import { compressors } from './registry.generated.ts';

for (const compressor of compressors.entries) compressorLaws(compressor);
