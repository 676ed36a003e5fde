import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Language } from '../platform/reason.ts'
import { READINGS, type RulePack, STANDINGS } from './pack-contract.ts'
import { PolicyRule } from './rule-contract.ts'

const FOLDER = new URL('./packs/', import.meta.url)

const text = z.string().min(1)
const inBoth = <T extends z.ZodType>(words: T) => z.strictObject({ zh: words, en: words })

const Source = z.strictObject({
  zh: text.max(500),
  en: text.max(500),
  standing: z.enum(STANDINGS),
  read: z.enum(READINGS),
  address: text.optional(),
})

/** A pack as its file holds it: rules without names and source, which come from its words. */
const PackFile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  edition: z.string().regex(/^\d{4}-\d{2}$/),
  country: z.string().length(2),
  words: inBoth(z.strictObject({ name: text, about: text })),
  rules: z.array(
    z.strictObject({
      rule: z.record(z.string(), z.unknown()),
      words: inBoth(z.strictObject({ name: text.max(120), note: text })),
      source: Source,
      needsScope: z.literal(true).optional(),
    }),
  ),
  also: z.array(z.strictObject({ words: inBoth(text), source: Source })),
})

type PackFile = z.output<typeof PackFile>
export type Pack = z.output<typeof RulePack>

let files: readonly PackFile[] | undefined

function packFiles(): readonly PackFile[] {
  files ??= readdirSync(FOLDER)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => PackFile.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))))
  return files
}

/** The ready-made packs in a language, those of China first. */
export function packsIn(language: Language): Pack[] {
  const rank = (pack: Pack) => ['CN', 'US'].indexOf(pack.country)
  return packFiles()
    .map(file => packIn(file, language))
    .sort((a, b) => Number(rank(a) < 0) - Number(rank(b) < 0) || rank(a) - rank(b))
}

function packIn(file: PackFile, language: Language): Pack {
  const sourceIn = ({ standing, read, address, ...words }: z.output<typeof Source>) => ({
    text: words[language],
    standing,
    read,
    address: address ?? null,
  })
  return {
    id: file.id,
    edition: file.edition,
    country: file.country,
    ...file.words[language],
    rules: file.rules.map(({ rule, words, source, needsScope = false }) => ({
      rule: PolicyRule.parse({ ...rule, name: words.zh.name, nameEn: words.en.name, source: source[language] }),
      note: words[language].note,
      source: sourceIn(source),
      needsScope,
    })),
    also: file.also.map(({ words, source }) => ({ text: words[language], source: sourceIn(source) })),
  }
}
