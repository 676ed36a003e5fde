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
  /** Nobody stands in it any more. */
  isOver: () => void
}

/** While one round waits for the database, the next is made ready. */
const ROUNDS_AT_ONCE = 2
/** No more than a line looks through at first, with those of other server processes. */
const MOST_TOGETHER = 12

const lines = new WeakMap<Database, Map<string, Line>>()

/**
 * Hands the best follow-up due to the agent, in a transaction of its own. Whoever asks alone is answered at once; who asks
 * while others of his branch are being answered is answered together with all who wait, so that many agents cost
 * little more than one. Asked again, it gives the same again. (docs/decisions/0063-hand-out-in-rounds.md)
 * @param onFailure is told of a round that failed and was undone; each of it then asks alone
 */
export function handOutInRounds(db: Database, actor: Actor, onFailure: (error: unknown) => void): Promise<Handed> {
  permit(actor, 'followups.work')
  const line = lineOf(db, actor)
  return new Promise((resolve, reject) => {
    line.waiting.push({ actor, resolve, reject, onFailure })
    beginRounds(db, line)
  })
}

function lineOf(db: Database, { orgId, branchId, branchIds, ancestorIds, roles }: Actor): Line {
  const key = JSON.stringify([orgId, branchId, branchIds, ancestorIds, roles.toSorted()])
  const ofDatabase = lines.get(db) ?? new Map<string, Line>()
  lines.set(db, ofDatabase)
  const line = ofDatabase.get(key) ?? { waiting: [], underWay: 0, isOver: () => ofDatabase.delete(key) }
  ofDatabase.set(key, line)
  return line
}

function beginRounds(db: Database, line: Line): void {
  while (line.underWay < ROUNDS_AT_ONCE && line.waiting.length > 0) {
    line.underWay++
    answer(db, takeRound(line)).finally(() => {
      line.underWay--
      beginRounds(db, line)
      if (line.underWay === 0) line.isOver()
    })
  }
}

/** Of several requests of the same agent the first: the others come after it. */
function takeRound(line: Line): Waiting[] {
  const byStaff = Map.groupBy(line.waiting, ({ actor }) => actor.staffId)
  const round = [...byStaff.values()].map(([first]) => first!).slice(0, MOST_TOGETHER)
  line.waiting = line.waiting.filter(one => !round.includes(one))
  return round
}

async function answer(db: Database, round: readonly Waiting[]): Promise<void> {
  const handed = round.length > 1 ? await together(db, round) : new Map<string, HandedOut>()
  await Promise.all(
    round.map(async ({ actor, resolve, reject }) => {
      const own = handed.get(actor.staffId!)
      if (own) resolve(own)
      else await alone(db, actor).then(resolve, reject)
    }),
  )
}

const alone = (db: Database, actor: Actor) => runAgain(() => inScope(db, actor, tx => handOut(tx, actor), true))

/** What went wrong for one must not go wrong for all: nobody is handed anything then, and it is told to whom it concerns alone. */
async function together(db: Database, round: readonly Waiting[]): Promise<Map<string, HandedOut>> {
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
