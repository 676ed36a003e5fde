import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { runAgain } from '../platform/run-again.ts'
import { type HandedOut, handOut, type NothingToHandOut } from './hand-out.ts'
import { handOutTogether } from './hand-out-together.ts'

type Handed = HandedOut | NothingToHandOut

/** An agent who waits for his answer. */
interface Waiting {
  actor: Actor
  resolve: (handed: Handed) => void
  reject: (error: unknown) => void
  onFailure: (error: unknown) => void
}

/** Those of one branch and the same roles who ask one server process. */
interface Line {
  waiting: Waiting[]
  underWay: number
  /** Whether those who ask at this moment are being gathered. */
  gathers: boolean
  /** Nobody stands in it any more. */
  isOver: () => void
}

/** While one round waits for the database, the next is made ready; a third is worth it where so many wait. */
const ROUNDS_AT_ONCE = { most: 2, inCrowd: 3, crowd: 16 }
/** What a round costs by itself, whoever is in it, is little for each of so many. */
const MOST_TOGETHER = 48

const lines = new WeakMap<Database, Map<string, Line>>()

/**
 * Hands the best follow-up due to the agent, in a transaction of its own. Whoever asks alone is
 * answered at once; who asks while others of his branch are being answered is answered together with all who wait, so
 * that many agents cost little more than one. Asked again, it gives the same again.
 * (docs/decisions/0063-hand-out-in-rounds.md)
 * @param onFailure is told of a round that failed and was undone; each of it then asks alone
 */
export function handOutInRounds(db: Database, actor: Actor, onFailure: (error: unknown) => void): Promise<Handed> {
  permit(actor, 'followups.work')
  const line = lineOf(db, actor)
  return new Promise((resolve, reject) => {
    line.waiting.push({ actor, resolve, reject, onFailure })
    gather(db, line)
  })
}

/** Those who were answered together ask again together: a round for the first of them alone would cost as much as one for all. */
function gather(db: Database, line: Line): void {
  if (line.gathers) return
  line.gathers = true
  setImmediate(() => {
    line.gathers = false
    beginRounds(db, line)
  })
}

function lineOf(db: Database, { orgId, branchId, branchIds, ancestorIds, roles }: Actor): Line {
  // Branches beside each other come in any order.
  const key = JSON.stringify([orgId, branchId, branchIds.toSorted(), ancestorIds, roles.toSorted()])
  const ofDatabase = lines.get(db) ?? new Map<string, Line>()
  lines.set(db, ofDatabase)
  const line = ofDatabase.get(key) ?? { waiting: [], underWay: 0, gathers: false, isOver: () => ofDatabase.delete(key) }
  ofDatabase.set(key, line)
  return line
}

function beginRounds(db: Database, line: Line): void {
  while (line.waiting.length > 0 && line.underWay < roundsFor(line.waiting.length)) {
    line.underWay++
    answer(db, takeRound(line)).finally(() => {
      line.underWay--
      beginRounds(db, line)
      if (line.underWay === 0) line.isOver()
    })
  }
}

function roundsFor(waiting: number): number {
  const { most, inCrowd, crowd } = ROUNDS_AT_ONCE
  return waiting < crowd ? most : inCrowd
}

/** Of several requests of the same agent the first: the others come after it. */
function takeRound(line: Line): Waiting[] {
  const byStaff = Map.groupBy(line.waiting, ({ actor }) => actor.staffId)
  const round = [...byStaff.values()].map(([first]) => first!).slice(0, MOST_TOGETHER)
  line.waiting = line.waiting.filter(one => !round.includes(one))
  return round
}

async function answer(db: Database, round: readonly Waiting[]): Promise<void> {
  const handed = round.length > 1 ? await together(db, round) : new Map<string, Handed>()
  await Promise.all(
    round.map(async one => {
      const his = handed.get(one.actor.staffId!)
      if (his) one.resolve(his)
      else await alone(db, one).then(one.resolve, one.reject)
    }),
  )
}

const alone = (db: Database, { actor }: Waiting) => runAgain(() => inScope(db, actor, tx => handOut(tx, actor), true))

/** What went wrong for one must not go wrong for all: nobody is handed anything then, and it is told to whom it concerns alone. */
async function together(db: Database, round: readonly Waiting[]): Promise<Map<string, Handed>> {
  const latest = round
    .map(({ actor }) => actor.now)
    .toSorted(Temporal.Instant.compare)
    .at(-1)!
  const actors = round.map(({ actor }) => ({ ...actor, now: latest }))
  return inScope(db, actors[0]!, tx => handOutTogether(tx, actors), true).catch(error => {
    round[0]!.onFailure(error)
    return new Map()
  })
}
