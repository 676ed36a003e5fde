import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { type Database, inScope } from '../platform/database.ts'
import { isRolledBackForOthers, runAgain } from '../platform/run-again.ts'
import { type HandedOut, handOut, type NothingToHandOut } from './hand-out.ts'
import { handOutTogether } from './hand-out-together.ts'

type Handed = HandedOut | NothingToHandOut

/** An agent who waits for his answer. */
interface Waiting {
  actor: Actor
  resolve: (handed: Handed) => void
  reject: (error: unknown) => void
}

/** Those of one branch and the same roles who ask one server process. */
interface Line {
  waiting: Waiting[]
  underWay: number
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
 */
export function handOutInRounds(db: Database, actor: Actor): Promise<Handed> {
  permit(actor, 'followups.work')
  const line = lineOf(db, actor)
  return new Promise((resolve, reject) => {
    line.waiting.push({ actor, resolve, reject })
    beginRounds(db, line)
  })
}

function lineOf(db: Database, { orgId, branchId, branchIds, ancestorIds, roles }: Actor): Line {
  const key = JSON.stringify([orgId, branchId, branchIds, ancestorIds, roles.toSorted()])
  const ofDatabase = lines.get(db) ?? new Map<string, Line>()
  lines.set(db, ofDatabase)
  const line = ofDatabase.get(key) ?? { waiting: [], underWay: 0 }
  ofDatabase.set(key, line)
  return line
}

function beginRounds(db: Database, line: Line): void {
  while (line.underWay < ROUNDS_AT_ONCE && line.waiting.length > 0) {
    line.underWay++
    answer(db, takeRound(line)).finally(() => {
      line.underWay--
      beginRounds(db, line)
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
  const handed = await together(db, round).catch((error: unknown) => {
    for (const { reject } of round) reject(error)
  })
  if (!handed) return
  await Promise.all(
    round.map(async ({ actor, resolve, reject }) => {
      const own = handed.get(actor.staffId!)
      if (own) resolve(own)
      else await alone(db, actor).then(resolve, reject)
    }),
  )
}

const alone = (db: Database, actor: Actor) =>
  runAgain(
    () => inScope(db, actor, tx => handOut(tx, actor), true),
    () => {},
  )

async function together(db: Database, round: readonly Waiting[]): Promise<Map<string, HandedOut>> {
  if (round.length < 2) return new Map()
  const [first, ...others] = round.map(({ actor }) => actor) as [Actor, ...Actor[]]
  const now = [first, ...others]
    .map(actor => actor.now)
    .toSorted(Temporal.Instant.compare)
    .at(-1)!
  const actors = [{ ...first, now }, ...others.map(actor => ({ ...actor, now }))] as const
  try {
    return await inScope(db, first, tx => handOutTogether(tx, actors), true)
  } catch (error) {
    if (isRolledBackForOthers(error)) return new Map()
    throw error
  }
}
