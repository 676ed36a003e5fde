import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The modules, lowest first. A module sees only those before it. */
const MODULES = [
  'people',
  'calendars',
  'privacy',
  'imports',
  'customers',
  'machines',
  'activity',
  'segments',
  'scripts',
  'campaigns',
  'policy',
  'contacts',
  'followups',
  'planner',
  'calls',
  'cases',
  'reports',
  'integrations',
]
const ROOT = join(import.meta.dirname, '..')

interface Source {
  path: string
  text: string
}

interface Import {
  from: string
  to: string
}

const sources: Source[] = globSync(['server/**/*.ts', 'web/**/*.{ts,tsx}', 'cli/**/*.ts', 'demo/**/*.ts'], {
  cwd: ROOT,
}).map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
const isTest = (path: string) => /\.test\.tsx?$|\/given(-\w+)?\.ts$|\/test-database\.ts$/.test(path)
const product = sources.filter(source => !isTest(source.path))

function importsOf(files: readonly Source[]): Import[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)(?:\?\w+)?'/g)].map(match => ({
      from: path,
      to: relative(ROOT, normalize(join(ROOT, dirname(path), match[1]!))),
    })),
  )
}

const moduleOf = (path: string) => /^server\/([^/]+)\//.exec(path)?.[1]
const fileOf = (path: string) => path.split('/').at(-1)!
/** Rules, contracts and reasons; a noun with several of one kind says which: `import-contract.ts`. */
const isPure = (path: string) => /^([a-z-]+-)?(rules|contract|reasons)\.ts$/.test(fileOf(path))
const isFrontDoor = (path: string) => isPure(path) || fileOf(path) === 'index.ts'
const text = ({ from, to }: Import) => `${from} → ${to}`

const rules = {
  pureFilesImportOnlyPureFiles: (imports: readonly Import[]) =>
    imports.filter(
      ({ from, to }) =>
        moduleOf(from) !== 'platform' &&
        from.startsWith('server/') &&
        isPure(from) &&
        !isPure(to) &&
        !/^server\/(platform\/(endpoint|reason)|people\/permissions)\.ts$/.test(to),
    ),
  modulesImportOnlyLowerModules: (imports: readonly Import[]) =>
    imports.filter(({ from, to }) => {
      const [own, other] = [moduleOf(from), moduleOf(to)]
      if (!own || !other || own === other || other === 'platform') return false
      return own === 'platform' || MODULES.indexOf(other) > MODULES.indexOf(own)
    }),
  modulesAreEnteredByTheFrontDoor: (imports: readonly Import[]) =>
    imports.filter(({ from, to }) => {
      const [own, other] = [moduleOf(from), moduleOf(to)]
      return own && own !== 'platform' && other && other !== 'platform' && own !== other && !isFrontDoor(to)
    }),
  theWebSeesOnlyPureFiles: (imports: readonly Import[]) =>
    imports.filter(
      ({ from, to }) =>
        from.startsWith('web/') &&
        to.startsWith('server/') &&
        !isPure(to) &&
        !/^server\/platform\/(endpoint|reason)\.ts$/.test(to),
    ),
}

const SQL = /\bsql(?:<[^`]*>)?`|\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/

/** Tables that a module took over from the one whose migration created them. */
const TAKEN_OVER = { import_run: 'imports', import_chunk: 'imports', import_rejection: 'imports' }

/** The tables each module owns: those its migrations create. */
function ownersOfTables(): Map<string, string> {
  const owners = new Map<string, string>()
  for (const path of globSync('migrations/*.sql', { cwd: ROOT })) {
    const noun = /\d+_([a-z]+)/.exec(path)![1]!
    for (const match of readFileSync(join(ROOT, path), 'utf8').matchAll(/create (?:unlogged )?table (\w+)/g)) {
      if (MODULES.includes(noun)) owners.set(match[1]!, noun)
    }
  }
  for (const [table, noun] of Object.entries(TAKEN_OVER)) owners.set(table, noun)
  return owners
}

function foreignWrites(files: readonly Source[]): string[] {
  const owners = ownersOfTables()
  const write = /(?:\.(?:insertInto|updateTable|deleteFrom)\('|\b(?:insert into|delete from|update) )(\w+)/g
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(write)]
      .map(match => match[1]!)
      .filter(table => owners.has(table) && owners.get(table) !== moduleOf(path))
      .map(table => `${path} writes ${table} of ${owners.get(table)}`),
  )
}

/** The actions of a module: what its routes call from files other than stores. Each must ask for permission first. */
function actionsThatDoNotAsk(files: readonly Source[]): string[] {
  const textOf = new Map(files.map(({ path, text }) => [path, text]))
  return files
    .filter(({ path }) => fileOf(path) === 'routes.ts' && moduleOf(path) !== 'platform')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/import \{([^}]+)\} from '\.\/((?!.*store|rules|contract|reasons)[a-z-]+\.ts)'/g)].flatMap(
        match =>
          match[1]!
            .split(',')
            .map(name => ({ name: name.trim(), file: `${dirname(path)}/${match[2]}` }))
            .filter(({ name, file }) => doesNotAsk(name, textOf.get(file) ?? ''))
            .map(({ name, file }) => `${file}: ${name}`),
      ),
    )
}

/** Whether a function takes a transaction and an actor but does not begin with `permit(`. */
function doesNotAsk(name: string, text: string): boolean {
  const start = text.search(new RegExp(`export (?:async )?function ${name}\\(`))
  if (start < 0) return false
  const [head = '', body = ''] = text.slice(start).split(/\{\n(?=\s+(?!\w+\??:))(.*)/s)
  return /\btx: Tx\b/.test(head) && /\bactor: Actor\b/.test(head) && !body.trimStart().startsWith('permit(')
}

describe('direction', () => {
  const imports = importsOf(product)

  test('rules, contracts and reasons import only their like', () => {
    expect(rules.pureFilesImportOnlyPureFiles(imports).map(text)).toEqual([])
  })
  test('a module imports only modules listed before it, and the platform imports none', () => {
    expect(rules.modulesImportOnlyLowerModules(imports).map(text)).toEqual([])
  })
  test('a module is entered by its front door', () => {
    expect(rules.modulesAreEnteredByTheFrontDoor(imports).map(text)).toEqual([])
  })
  test('the web sees only contracts, rules and reasons', () => {
    expect(rules.theWebSeesOnlyPureFiles(imports).map(text)).toEqual([])
  })
  test('only stores and the platform speak SQL', () => {
    const speaking = product
      .filter(({ path, text }) => path.startsWith('server/') && SQL.test(text))
      .map(({ path }) => path)
      .filter(
        path => fileOf(path) !== 'store.ts' && !/(^|-)store\.ts$/.test(fileOf(path)) && moduleOf(path) !== 'platform',
      )
    expect(speaking).toEqual([])
  })
  test('a store writes only the tables of its own module', () => {
    expect(foreignWrites(product.filter(({ path }) => path.startsWith('server/')))).toEqual([])
  })
  test('the first line of every action that a route calls asks for permission', () => {
    expect(actionsThatDoNotAsk(product)).toEqual([])
  })
  test('every folder under server is a listed module', () => {
    const folders = new Set(product.map(({ path }) => moduleOf(path)).filter(Boolean))
    expect([...folders].filter(folder => folder !== 'platform' && !MODULES.includes(folder!))).toEqual([])
  })
  test('every import leads to a file', () => {
    expect(imports.filter(({ to }) => !existsSync(join(ROOT, to))).map(text)).toEqual([])
  })
  test('no folder is an attic', () => {
    const attics = sources.filter(({ path }) => /\/(utils?|lib|shared|common|core|types|helpers?|misc)\//.test(path))
    expect(attics.map(({ path }) => path)).toEqual([])
  })
})

describe('the tests of the tests', () => {
  const found = (rule: keyof typeof rules, from: string, to: string) => rules[rule]([{ from, to }]).length > 0

  test('each direction rule finds its offender and lets the innocent pass', () => {
    expect(found('pureFilesImportOnlyPureFiles', 'server/cases/rules.ts', 'server/cases/store.ts')).toBe(true)
    expect(found('pureFilesImportOnlyPureFiles', 'server/cases/rules.ts', 'server/cases/reasons.ts')).toBe(false)
    expect(found('modulesImportOnlyLowerModules', 'server/people/store.ts', 'server/cases/index.ts')).toBe(true)
    expect(found('modulesImportOnlyLowerModules', 'server/platform/http.ts', 'server/people/index.ts')).toBe(true)
    expect(found('modulesImportOnlyLowerModules', 'server/cases/open-case.ts', 'server/people/index.ts')).toBe(false)
    expect(found('modulesAreEnteredByTheFrontDoor', 'server/cases/open-case.ts', 'server/people/store.ts')).toBe(true)
    expect(found('modulesAreEnteredByTheFrontDoor', 'server/cases/open-case.ts', 'server/cases/store.ts')).toBe(false)
    expect(found('theWebSeesOnlyPureFiles', 'web/desk/Desk.tsx', 'server/followups/store.ts')).toBe(true)
    expect(found('theWebSeesOnlyPureFiles', 'web/desk/Desk.tsx', 'server/followups/contract.ts')).toBe(false)
  })
  test('imports are read, at least this many', () => {
    expect(importsOf(product).length).toBeGreaterThan(80)
  })
  test('SQL is recognised in both its dresses', () => {
    expect(SQL.test('tx.selectFrom(')).toBe(true)
    expect(SQL.test('sql<{ id: string }>`select')).toBe(true)
    expect(SQL.test('the mysql of old')).toBe(false)
  })
  test('a foreign write is found', () => {
    const path = 'server/cases/store.ts'
    expect(foreignWrites([{ path, text: 'await sql`update customer set name = 1`' }])).toHaveLength(1)
    expect(foreignWrites([{ path, text: "tx.insertInto('case_file')" }])).toEqual([])
  })
  test('an action that does not ask is found', () => {
    const routes = { path: 'server/cases/routes.ts', text: "import { openCase } from './open-case.ts'" }
    const head = 'export async function openCase(tx: Tx, actor: Actor, given: NewCase): Promise<void> {\n'
    const path = 'server/cases/open-case.ts'
    expect(actionsThatDoNotAsk([routes, { path, text: `${head}  const a = 1\n}` }])).toHaveLength(1)
    expect(actionsThatDoNotAsk([routes, { path, text: `${head}  permit(actor, 'cases.handle')\n}` }])).toEqual([])
  })
})
