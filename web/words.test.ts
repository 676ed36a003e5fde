import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { areas } from './kit/areas.ts'
import { spokenIn } from './one-language.ts'
import { AREAS, DOORSTEP } from './routes.ts'

interface Node {
  type: string
  [field: string]: unknown
}

const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter(path => !/\.test\.tsx?$|words\.ts$|\.d\.ts$|^vite/.test(path))
  .map(path => ({ path, text: readFileSync(new URL(path, import.meta.url), 'utf8') }))

/** Every node of a file, with the name of the JSX attribute it is the value of. */
function nodesOf(path: string, text: string): { node: Node; attribute?: string }[] {
  const found: { node: Node; attribute?: string }[] = []
  const visit = (value: unknown, attribute?: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, attribute)
    else if (value && typeof value === 'object' && typeof (value as Node).type === 'string') {
      const node = value as Node
      found.push({ node, attribute })
      const inside =
        node.type === 'JSXAttribute'
          ? String((node.name as Node).name)
          : node.type === 'JSXElement'
            ? undefined
            : attribute
      for (const [field, child] of Object.entries(node)) if (field !== 'name') visit(child, inside)
    }
  }
  visit(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }))
  return found
}

const keysOf = (language: 'zh' | 'en') =>
  Object.entries(areas).flatMap(([area, words]) => Object.keys(words[language]).map(key => `${area}.${key}`))

/** Keys as they are written in the program: whole, or the beginning of a template such as `kit.role-${role}`. */
function keysNamed(texts: readonly string[]) {
  const all = texts.join('\n')
  return {
    whole: new Set([...all.matchAll(/['"`]([a-zA-Z]+\.[a-z0-9-]+)['"`]/g)].map(match => match[1]!)),
    beginnings: [...all.matchAll(/`([a-zA-Z]+\.[a-z0-9-]+-)\$\{/g)].map(match => match[1]!),
  }
}

const textOf = new Map(files.map(file => [file.path, file.text]))

/** A file and all it is made of, those loaded later too; pages that it only leads to are not part of it. */
function madeOf(path: string, found = new Set<string>()): Set<string> {
  const text = textOf.get(path)
  if (text === undefined || found.has(path) || path === 'routes.ts') return found
  found.add(path)
  for (const [, named] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
    madeOf(posix.join(posix.dirname(path), named!), found)
  }
  return found
}

/** The areas whose words a file or anything it is made of says. */
function areasSaidBy(path: string): string[] {
  const { whole, beginnings } = keysNamed([...madeOf(path)].map(file => textOf.get(file)!))
  const said = keysOf('zh').filter(key => whole.has(key) || beginnings.some(beginning => key.startsWith(beginning)))
  return [...new Set(said.map(key => key.split('.')[0]!))]
}

const fileOf = (load: () => unknown) => /\w[\w-]*\/\w+Page\.tsx/.exec(String(load))![0]
const ALWAYS = ['kit', 'shell', 'signIn']

const TEXT_ATTRIBUTES = /^(title|label|placeholder|alt|hint|step|extra|submit|aria-label|okText|cancelText|whyNot)$/

/** Text a person would see that does not come from the words: Chinese anywhere, letters in JSX. */
function hardCoded(path: string, text: string): string[] {
  return nodesOf(path, text).flatMap(({ node, attribute }) => {
    const said = String(node.value ?? '')
    if (node.type === 'JSXText') return /\p{L}/u.test(said) ? [`${path}: ${said.trim()}`] : []
    const piece = node.type === 'TemplateElement' ? String((node.value as { raw: string }).raw) : said
    if (node.type !== 'Literal' && node.type !== 'TemplateElement') return []
    if (/\p{Script=Han}/u.test(piece)) return [`${path}: ${piece}`]
    const seen = attribute !== undefined && TEXT_ATTRIBUTES.test(attribute)
    // Keys of words and bare identifiers are not sentences.
    return seen && /^\p{Lu}|\p{L}\s+\p{L}/u.test(piece) ? [`${path}: ${piece}`] : []
  })
}

describe('words', () => {
  test('each key is there in both languages', () => {
    expect(keysOf('en').toSorted()).toEqual(keysOf('zh').toSorted())
  })

  test('a text needs facts in one language exactly when it does in the other', () => {
    const kinds = (language: 'zh' | 'en') =>
      Object.fromEntries(
        Object.entries(areas).flatMap(([area, words]) =>
          Object.entries(words[language]).map(([key, word]) => [`${area}.${key}`, typeof word]),
        ),
      )
    expect(kinds('en')).toEqual(kinds('zh'))
  })

  test('no key is unused', () => {
    const { whole, beginnings } = keysNamed(files.map(file => file.text))
    const unused = keysOf('zh').filter(
      key => !whole.has(key) && !beginnings.some(beginning => key.startsWith(beginning)),
    )
    expect(unused).toEqual([])
  })

  test('no text for people is written into a page', () => {
    expect(files.flatMap(({ path, text }) => hardCoded(path, text))).toEqual([])
  })

  test('a page is shown with all it says: its own words and those it borrows, no others', () => {
    const said = (path: string, others: readonly string[]) =>
      areasSaidBy(path).filter(area => !ALWAYS.includes(area) && !others.includes(area))
    for (const { pages, words } of AREAS) {
      for (const { path, load, borrows = [] } of pages) {
        expect(said(fileOf(load), words).toSorted(), path).toEqual(borrows.toSorted())
      }
      const named = pages.flatMap(({ word }) => (word ? [word.split('.')[0]!] : []))
      expect(named.filter(area => !(words as readonly string[]).includes(area))).toEqual([])
    }
    const before = ['Shell.tsx', 'HomePage.tsx', 'PageFailed.tsx', ...DOORSTEP.map(page => fileOf(page.load))]
    for (const path of before) expect(said(path, []), path).toEqual([])
  })

  test('a file of words in one language says all of it and nothing of the other', () => {
    const written = readFileSync(new URL('desk/mine-words.ts', import.meta.url), 'utf8')
    const only = (language: 'zh' | 'en') => spokenIn(language, written).replaceAll(/^ *\/\/.*$|^\/\*\*.*$/gm, '')
    expect(only('en')).not.toMatch(/\p{Script=Han}/u)
    expect(only('en')).toContain(areas.desk.en['escalate-hint'])
    expect(only('zh')).not.toContain(areas.desk.en['escalate-hint'])
    expect(only('zh')).toContain(areas.desk.zh['escalate-hint'])
    expect(
      spokenIn(
        'zh',
        "import { words as a } from './a-words.ts'\nexport const words = defineWords({ zh: a.zh, en: { b: '' } })",
      ),
    ).toBe("import { words as a } from './a-words.ts?zh'\nexport const words = defineWords({ zh: a.zh, en: {} })")
  })

  test('the checks above find what they look for', () => {
    expect(hardCoded('a.tsx', 'const a = <p title="Add staff">Hello {`你好`}</p>')).toEqual([
      'a.tsx: Add staff',
      'a.tsx: Hello',
      'a.tsx: 你好',
    ])
    expect(hardCoded('a.tsx', "const a = <p title={t('desk.next')} className='a b'>{x} · 3</p>")).toEqual([])
    expect(keysNamed(["t('desk.next')", ['t(`kit.feel-$', '{x}`)'].join('')])).toEqual({
      whole: new Set(['desk.next']),
      beginnings: ['kit.feel-'],
    })
  })
})
