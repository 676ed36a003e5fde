import type { BatchOutcome, ImportContext, ImportRow } from '../imports/index.ts'
import { readLanguage } from '../people/ability-rules.ts'
import { maskOf } from '../privacy/index.ts'
import { readBirthday } from './birthday-rules.ts'
import { readCountry } from './country.ts'
import { readGoodHours } from './hours-rules.ts'
import { isIdentifier } from './list-rules.ts'
import { type Owners, ownerWord } from './owners-store.ts'
import { readEmail, readPhone } from './phone.ts'
import type { customerRejections } from './reasons.ts'
import type { GivenCustomer, LineType } from './rules.ts'
import * as rules from './rules.ts'
import { readStage } from './stage-rules.ts'

export interface ReadPoint {
  kind: 'phone' | 'email'
  value: string
  lineType: LineType | null
  extension?: string | undefined
}

export type ReadRow = { number: number; given: Omit<GivenCustomer, 'points'>; points: ReadPoint[] }

/** What the cells of a file are read by. */
export interface Reading {
  context: ImportContext
  owners: Owners
  today: Temporal.PlainDate
}

/** Numbers a row may hold, and addresses, as for a customer added by hand. */
const MOST_POINTS = 20
const LONGEST_TAG = 30

/** Thrown by a cell that cannot be read; it stands for the whole row. */
class Unreadable extends Error {
  readonly field: string
  readonly reason: keyof typeof customerRejections
  readonly facts: Record<string, unknown>

  constructor(field: string, reason: keyof typeof customerRejections, facts: Record<string, unknown> = {}) {
    super(reason)
    this.field = field
    this.reason = reason
    this.facts = facts
  }
}

/** Reads the cells of a row; a row that holds something unreadable is rejected as a whole. */
export function readCustomerRow(row: ImportRow, reading: Reading, rejected: BatchOutcome['rejected']): ReadRow | [] {
  const { number } = row
  try {
    const country = readCountry(row.value('country'))
    const points = pointsOf(row, country ?? reading.context.country)
    return { number, given: { ...plainCells(row), country, ...readCells(row, reading) }, points }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const { field, reason, facts } = error
    rejected.push({ number, reason, field, facts })
    return []
  }
}

function pointsOf(row: ImportRow, country: string): ReadPoint[] {
  const points: ReadPoint[] = []
  const add = (point: ReadPoint) => {
    if (!points.some(one => one.value === point.value && one.extension === point.extension)) points.push(point)
  }
  const phones = rules.severalIn(row.value('phone'))
  const emails = rules.severalIn(row.value('email'))
  if (phones.length > MOST_POINTS || emails.length > MOST_POINTS)
    throw new Unreadable(phones.length > MOST_POINTS ? 'phone' : 'email', 'too-many-points', { most: MOST_POINTS })
  for (const text of phones) {
    const phone = readPhone(text, country)
    if (!phone)
      throw new Unreadable('phone', 'phone-invalid', {
        masked: maskOf({ kind: 'phone', lastFour: rules.tailOf(text) }),
      })
    const { e164, lineType, extension } = phone
    add({ kind: 'phone', value: e164, lineType, extension })
  }
  for (const text of emails) {
    const email = readEmail(text)
    if (!email) throw new Unreadable('email', 'email-invalid')
    add({ kind: 'email', value: email, lineType: null })
  }
  return points
}

function plainCells(row: ImportRow) {
  const blankless = (field: string) => row.value(field) || undefined
  return { externalId: blankless('externalId'), name: blankless('name'), note: blankless('note') }
}

function readCells(row: ImportRow, { context, owners, today }: Reading): Omit<GivenCustomer, 'points'> {
  const read = <T>(field: string, by: (cell: string) => T | undefined, refuse: (cell: string) => Unreadable) => {
    const cell = row.value(field)
    if (!cell) return undefined
    const value = by(cell)
    if (value === undefined) throw refuse(cell)
    return value
  }
  return {
    branchId: read(
      'branch',
      cell => context.branchIdByName.get(cell),
      branch => new Unreadable('branch', 'branch-unknown', { branch }),
    ),
    kind: read('kind', rules.readCustomerKind, kind => new Unreadable('kind', 'kind-unknown', { kind })),
    birthday: read(
      'birthday',
      cell => readBirthday(cell, today),
      () => new Unreadable('birthday', 'birthday-unreadable'),
    ),
    language: read(
      'language',
      cell => readLanguage(cell) ?? undefined,
      language => new Unreadable('language', 'language-unknown', { language: shown(language) }),
    ),
    ownerId: read('owner', cell => ownerOf(cell, owners), noOwner),
    stage: read('stage', readStage, stage => new Unreadable('stage', 'stage-unknown', { stage: shown(stage) })),
    tags: read('tags', tagsOf, () => new Unreadable('tags', 'tag-too-long', { longest: LONGEST_TAG })),
    goodHours: read('goodHours', readGoodHours, () => new Unreadable('goodHours', 'hours-unreadable')),
  }
}

function ownerOf(cell: string, owners: Owners): string | undefined {
  const meant = owners.get(ownerWord(cell)) ?? []
  if (meant.length > 1) throw new Unreadable('owner', 'owner-ambiguous', { owner: shown(cell), staff: meant.length })
  return meant[0]
}

const noOwner = (owner: string) => new Unreadable('owner', 'owner-unknown', { owner: shown(owner) })

/** A cell as it may stand in clear: what looks like a number or an address is left out. */
const shown = (cell: string) => (isIdentifier(cell) ? '•••' : cell)

function tagsOf(cell: string): string[] | undefined {
  const tags = rules.tagsIn(cell)
  return tags.some(tag => tag.length > LONGEST_TAG) ? undefined : tags
}
