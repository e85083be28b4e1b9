import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;

/** A command as completion sees it: after which words, and what may follow. */
interface Place {
  /** The words before, each after a space: `` or ` run create`. */
  readonly path: string;
  readonly commands: readonly Offer[];
  readonly options: readonly Offer[];
  /** What stands behind an option, or in the place of an argument. */
  readonly values: readonly Values[];
}

interface Offer {
  readonly name: string;
  readonly about: string;
}

interface Values {
  /** The option, or '' for arguments. */
  readonly after: string;
  readonly choices: readonly string[];
  readonly isFile: boolean;
}

/** What is called so in the help is a file, or may be one. */
const FILE = /<(file|folder|dir)>|json|options/;

const placesOf = (command: Command, path = ''): Place[] => [
  {
    path,
    commands: command.commands.map((one) => ({ name: one.name(), about: one.description() })),
    options: [
      ...command.options.map(({ long, description }) => ({ name: long ?? '', about: description })),
      { name: '--help', about: 'show this command and its options' },
    ],
    values: [
      {
        after: '',
        choices: command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
        isFile: command.registeredArguments.some((argument) => FILE.test(argument.name())),
      },
      ...command.options.filter(takesValue).map(({ long, flags, argChoices = [] }) => ({
        after: long ?? '',
        choices: argChoices,
        isFile: FILE.test(flags),
      })),
    ],
  },
  ...command.commands.flatMap((one) => placesOf(one, `${path} ${one.name()}`)),
];

const takesValue = ({ required, optional }: Option): boolean => required || optional;

/** A script that completes the program's commands, options and closed choices; file names elsewhere. */
export const writeCompletion = (program: Command, shell: (typeof shells)[number]): string =>
  writers[shell](program.name(), placesOf(program));

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const words = (offers: readonly Offer[]): string => offers.map(({ name }) => name).join(' ');
/** Patterns of a `case`: everything that leads to a command. */
const pathsOf = (places: readonly Place[]): string =>
  places
    .filter(({ path }) => path !== '')
    .map(({ path }) => quote(path))
    .join('|');

const bash = (name: string, places: readonly Place[]): string => `# bash completion for ${name}
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} at='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at $word" in ${pathsOf(places)}) at="$at $word" ;; esac
  done
  COMPREPLY=()
  case "$at $prev" in
${places.flatMap(bashValues).join('\n')}
  esac
  case "$at" in
${places.map(bashOffers).join('\n')}
  esac
}
complete -o filenames -F _${name} ${name}
`;

const compgen = (list: string): string => `COMPREPLY=($(compgen -W ${quote(list)} -- "$cur"))`;
const bashReply = (list: string, isFile: boolean): string => {
  if (list !== '') return compgen(list);
  return isFile ? 'COMPREPLY=($(compgen -f -- "$cur"))' : ':';
};

const bashValues = ({ path, values }: Place): string[] =>
  values
    .filter(({ after }) => after !== '')
    .map(
      ({ after, choices, isFile }) =>
        `    ${quote(`${path} ${after}`)}) ${bashReply(choices.join(' '), isFile)}; return ;;`,
    );

const bashOffers = ({ path, commands, options, values }: Place): string => {
  const first = [words(commands), ...(values[0]?.choices ?? [])].filter(Boolean).join(' ');
  const offers = bashReply(first, values[0]?.isFile ?? false);
  return `    ${quote(path)}) if [[ $cur == -* ]]; then ${compgen(words(options))}; else ${offers}; fi ;;`;
};

const zsh = (name: string, places: readonly Place[]): string => `#compdef ${name}
_${name}() {
  local at='' word
  local -a offers
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in ${pathsOf(places)}) at="$at $word" ;; esac
  done
  case "$at \${words[CURRENT-1]}" in
${places.flatMap(zshValues).join('\n')}
  esac
  case "$at" in
${places.map(zshOffers).join('\n')}
  esac
}
if [[ $funcstack[1] == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;

const zshList = (offers: readonly Offer[]): string =>
  offers.map(({ name, about }) => quote(`${name.replaceAll(':', '\\:')}:${about}`)).join(' ');

const zshValues = ({ path, values }: Place): string[] =>
  values
    .filter(({ after }) => after !== '')
    .map(({ after, choices, isFile }) => {
      const rest = isFile ? '_files' : ':';
      const reply = choices.length === 0 ? rest : `compadd -- ${choices.join(' ')}`;
      return `    ${quote(`${path} ${after}`)}) ${reply}; return ;;`;
    });

const zshOffers = ({ path, commands, options, values }: Place): string => {
  const choices = (values[0]?.choices ?? []).map((choice) => ({ name: choice, about: choice }));
  const first = [...commands, ...choices];
  const file = values[0]?.isFile ? '_files' : ':';
  const rest = first.length === 0 ? file : `offers=(${zshList(first)}); _describe command offers`;
  return `    ${quote(path)}) if [[ $PREFIX == -* ]]; then offers=(${zshList(options)}); _describe -o option offers; else ${rest}; fi ;;`;
};

const fish = (name: string, places: readonly Place[]): string => `# fish completion for ${name}
function __${name}_at
  set -l at ''
  for word in (commandline -opc)[2..-1]
    switch "$at $word"
      case ${places
        .filter(({ path }) => path !== '')
        .map(({ path }) => quote(path))
        .join(' ')}
        set at "$at $word"
    end
  end
  echo -- "$at"
end
${places.flatMap((place) => fishOffers(name, place)).join('\n')}
`;

const fishOffers = (name: string, { path, commands, options, values }: Place): string[] => {
  const when = `complete -c ${name} -n ${quote(`test (__${name}_at) = "${path}"`)}`;
  const text = (about: string) => quote(about);
  return [
    ...commands.map(({ name: word, about }) => `${when} -f -a ${word} -d ${text(about)}`),
    ...(values[0]?.choices ?? []).map((choice) => `${when} -f -a ${choice}`),
    ...options.map(({ name: option, about }) => {
      const taken = values.find(({ after }) => after === option);
      const value =
        taken === undefined
          ? ''
          : taken.choices.length === 0
            ? taken.isFile
              ? ' -r -F'
              : ' -x'
            : ` -x -a ${quote(taken.choices.join(' '))}`;
      return `${when} -l ${option.slice(2)}${value} -d ${text(about)}`;
    }),
  ];
};

const writers = { bash, zsh, fish } as const;
