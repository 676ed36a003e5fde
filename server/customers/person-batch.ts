import { type ImportContext, noteAdded, noteChanged } from '../imports/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { maskOf, protect } from '../privacy/index.ts'
import { changesBetween } from './change-person.ts'
import { insertChanges, saidBy } from './change-store.ts'
import { importedPoints } from './imported-nouns.ts'
import { personImages } from './imported-person-store.ts'
import { importedPersons } from './imported-persons.ts'
import type { ReadPerson, ReadPoint } from './person-rows.ts'
import { insertPersons, type NewPersonRow, type PersonRow, personsByExternalId, updatePersons } from './person-store.ts'
import { assignPoints, pointsOfOthers, topRanks } from './point-store.ts'
import { tailOf } from './rules.ts'
import { insertPoints } from './store.ts'

/** A row whose customer is known. */
export type PlacedPerson = ReadPerson & { customerId: string }

type HeldPoint = ReadPoint & { identifierId: string; customerId: string }

/** What a batch of rows comes to: persons to add, to change, and points that become theirs, written at once at the end. */
export class PersonBatch {
  readonly #actor: Actor
  readonly #context: ImportContext
  readonly #known = new Map<
    string,
    { before: PersonRow | null; row: NewPersonRow & { endedAt: Temporal.Instant | null } }
  >()
  readonly #changed = new Set<string>()
  /** Whose a contact point is, by customer, number and extension. */
  #owners = new Map<string, string>()
  readonly #given = new Map<string, { personId: string; point: HeldPoint }>()
  #ids = new Map<string, string>()

  private constructor(actor: Actor, context: ImportContext) {
    this.#actor = actor
    this.#context = context
  }

  static async open(tx: Tx, actor: Actor, context: ImportContext, rows: readonly PlacedPerson[]): Promise<PersonBatch> {
    const batch = new PersonBatch(actor, context)
    const wanted = new Map(rows.map(row => [keyOf(row.customerId, row.person.externalId), row]))
    const asked = [...wanted.values()].map(({ customerId, person }) => ({ customerId, externalId: person.externalId }))
    for (const known of await personsByExternalId(tx, actor.orgId, asked)) {
      batch.#known.set(keyOf(known.customerId, known.externalId), { before: known, row: { ...known } })
    }
    return batch
  }

  /** Puts the numbers of the rows into the vault and finds out whose they are. */
  async points(tx: Tx, rows: readonly PlacedPerson[]): Promise<void> {
    const all = rows.flatMap(row => row.points)
    for (const kind of ['phone', 'email'] as const) {
      const values = all.filter(point => point.kind === kind).map(point => point.value)
      for (const [value, id] of await protect(tx, this.#actor, kind, values)) this.#ids.set(`${kind} ${value}`, id)
    }
    const held = rows.flatMap(row => this.#held(row))
    this.#owners = await pointsOfOthers(tx, this.#actor.orgId, held)
  }

  #held(row: PlacedPerson): HeldPoint[] {
    return row.points.map(point => {
      return { ...point, customerId: row.customerId, identifierId: this.#ids.get(`${point.kind} ${point.value}`)! }
    })
  }

  /** The mask of a number of the row that is another person's at the customer. */
  takenBy(row: PlacedPerson): { masked: string } | undefined {
    const own = this.#known.get(keyOf(row.customerId, row.person.externalId))?.row.id
    const taken = this.#held(row).find(point => {
      const owner = this.#owners.get(pointPlace(point))
      return owner && owner !== own
    })
    return taken && { masked: maskOf({ kind: taken.kind, lastFour: tailOf(taken.value) }) }
  }

  take(row: PlacedPerson): 'new' | 'changed' | 'unchanged' {
    const key = keyOf(row.customerId, row.person.externalId)
    const known = this.#known.get(key)
    const personId = known?.row.id ?? newId()
    const fresh = this.#held(row).filter(point => this.#owners.get(pointPlace(point)) !== personId)
    for (const point of fresh) {
      this.#given.set(pointPlace(point), { personId, point })
      this.#owners.set(pointPlace(point), personId)
    }
    if (!known) {
      const added = { ...row.person, id: personId, customerId: row.customerId, endedAt: null }
      this.#known.set(key, { before: null, row: added })
      return 'new'
    }
    const differs = !sameAs(known.row, row.person)
    if (differs) {
      // A blank never erases.
      const said = Object.fromEntries(Object.entries(row.person).filter(([, value]) => value !== null))
      known.row = { ...known.row, ...said }
      if (known.before) this.#changed.add(personId)
    }
    return differs || fresh.length > 0 ? 'changed' : 'unchanged'
  }

  async write(tx: Tx): Promise<void> {
    const { orgId, now } = this.#actor
    const { importId } = this.#context
    const common = saidBy(this.#actor, 'import', importId)
    const all = [...this.#known.values()]
    const added = all.filter(one => !one.before).map(one => one.row)
    const changed = all.filter(one => one.before && this.#changed.has(one.row.id))
    await insertPersons(tx, common, added)
    await noteAdded(
      tx,
      this.#actor,
      importId,
      importedPersons.name,
      added.map(row => row.id),
    )
    const ids = changed.map(one => one.row.id)
    const before = await personImages(tx, orgId, ids)
    await updatePersons(
      tx,
      orgId,
      now,
      changed.map(one => one.row),
    )
    const after = await personImages(tx, orgId, ids)
    const images = ids.map(id => ({ id, before: before.get(id)!, after: after.get(id)! }))
    await noteChanged(tx, this.#actor, importId, importedPersons.name, images)
    await insertChanges(
      tx,
      common,
      changed.flatMap(one => changesBetween(one.before!, one.row)),
    )
    await this.#givePoints(tx)
  }

  async #givePoints(tx: Tx): Promise<void> {
    const { orgId } = this.#actor
    const given = [...this.#given.values()]
    const ranks = await topRanks(tx, orgId, [...new Set(given.map(one => one.point.customerId))])
    const rows = given.map(({ personId, point }) => {
      const rank = (ranks.get(point.customerId) ?? 0) + 1
      ranks.set(point.customerId, rank)
      const { customerId, identifierId, kind, lineType, extension } = point
      return { id: newId(), personId, customerId, identifierId, kind, lineType, extension, rank }
    })
    await insertPoints(tx, saidBy(this.#actor, 'import', this.#context.importId), rows)
    await assignPoints(tx, orgId, rows)
    const addedPersons = new Set([...this.#known.values()].filter(one => !one.before).map(one => one.row.id))
    const added = rows.filter(row => !addedPersons.has(row.personId)).map(row => row.id)
    await noteAdded(tx, this.#actor, this.#context.importId, importedPoints.name, added)
  }
}

const keyOf = (customerId: string, externalId: string | null) => `${customerId} ${externalId}`
const pointPlace = (point: { customerId: string; identifierId: string; extension: string }) =>
  `${point.customerId} ${point.identifierId} ${point.extension}`

function sameAs(known: NewPersonRow, given: ReadPerson['person']): boolean {
  return (['name', 'language', 'note', 'validFrom', 'validUntil', 'duties'] as const).every(
    field => given[field] === null || String(known[field]) === String(given[field]),
  )
}
