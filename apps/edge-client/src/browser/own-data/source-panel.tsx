import type { DataSchema } from '@tributary/model-zoo';
import type { SourceProps } from './brought.ts';
import { PicturesSource } from './pictures/pictures-source.tsx';
import { TableSource } from './tables/table-source.tsx';
import { CharactersSource } from './texts/characters-source.tsx';
import { TextsSource } from './texts/texts-source.tsx';

/** The way to bring data of a kind. */
export const SourcePanel = ({ schema, onBrought }: SourceProps<DataSchema>) => {
  switch (schema.kind) {
    case 'images':
      return <PicturesSource schema={schema} onBrought={onBrought} />;
    case 'table':
      return <TableSource schema={schema} onBrought={onBrought} />;
    case 'texts':
      return <TextsSource schema={schema} onBrought={onBrought} />;
    case 'next-character':
      return <CharactersSource schema={schema} onBrought={onBrought} />;
  }
};
