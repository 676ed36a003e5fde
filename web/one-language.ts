import { type Plugin, parseAst } from 'vite'

/** What of the syntax tree is looked at: nodes with their place in the text. */
interface Node {
  type: string
  start: number
  end: number
  [field: string]: unknown
}

/**
 * Words stand in one file in both languages, side by side, so that neither is forgotten; a browser speaks one of them.
 * `words.ts?zh` is that file, and all words it is made of, with an empty `en`.
 */
export function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    enforce: 'pre',
    transform(code, id) {
      const language = /words\.ts\?(zh|en)$/.exec(id)?.[1]
      return language && { code: spokenIn(language, code), map: null }
    },
  }
}

/** The text of a file of words with the other language empty, importing other words in this language alone. */
export function spokenIn(language: string, code: string): string {
  const { body } = parseAst(code, { lang: 'ts' }) as unknown as { body: Node[] }
  return body
    .flatMap(statement => changesOf(statement, language))
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), code)
}

function changesOf(statement: Node, language: string): { start: number; end: number; by: string }[] {
  if (statement.type === 'ImportDeclaration') {
    const { end, value } = statement.source as Node
    return /words\.ts$/.test(String(value)) ? [{ start: end - 1, end: end - 1, by: `?${language}` }] : []
  }
  const declared = (statement.declaration as { declarations?: { init: Node }[] } | undefined)?.declarations ?? []
  const given = declared.flatMap(({ init }) => (init.type === 'CallExpression' ? (init.arguments as Node[]) : []))
  return given
    .flatMap(words => words.properties as { key: { name: string }; value: Node }[])
    .filter(({ key }) => key.name !== language)
    .map(({ value }) => ({ start: value.start, end: value.end, by: '{}' }))
}
