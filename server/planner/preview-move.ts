import type { z } from 'zod'
import { needsInWords } from '../people/ability-rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import type { MovePreview, Moving } from './move-contract.ts'
import { moveWords } from './move-reasons.ts'
import { beginTrial, endTrial, type StandsRow, yielding } from './move-store.ts'
import { type ChangedLoad, changedLoads, loadsOf } from './moved-loads.ts'
import { canDo } from './need-rules.ts'
import { faded, URGENCY } from './rules.ts'
import { MINUTES_PER_CONTACT } from './terms-rules.ts'
import { type Trial, tryMove } from './try-move.ts'

type Preview = z.output<typeof MovePreview>

/** What it would lead to if contacts were moved: tried in the database as it is now, and taken back. */
export async function previewMove(
  tx: Tx,
  actor: Actor,
  moving: z.output<typeof Moving>,
  language: Language,
): Promise<Preview> {
  permit(actor, 'followups.plan')
  const { timeZone } = await organisation(tx, actor.orgId)
  const before = await loadsOf(tx, actor.orgId)
  await beginTrial(tx)
  const trial = await tryMove(tx, actor, { moving, reason: '?', timeZone }, language)
  const teams = namesOf(trial)
  const after = await loadsOf(tx, actor.orgId, [...teams.keys()])
  const changed = await changedLoads(tx, actor, { before, after, timeZone })
  const displaced = await displacedBy(tx, actor, changed, trial)
  await endTrial(tx)
  const days = changed.map(load => ({ ...load, needs: [...load.needs], teamName: teams.get(load.teamId)! }))
  return { ...previewOf(trial, displaced, days, language) }
}

/** What has to yield where a day is too full: first of what those who are able must do, then of the team as a whole. */
async function displacedBy(tx: Tx, actor: Actor, changed: readonly ChangedLoad[], { tried }: Trial) {
  const displaced: Preview['displaced'] = []
  const full = changed.filter(({ over }) => over).sort((a, b) => b.needs.length - a.needs.length)
  for (const { teamId, day, needs, minutes, usedAfter, usedBefore } of full) {
    const already = displaced.filter(
      one => one.teamId === teamId && one.plannedOn.equals(day) && canDo(one.needs, needs),
    )
    const yielded = already.reduce((sum, one) => sum + one.minutes, 0)
    const tooMuch = usedAfter - Math.max(minutes, Math.min(usedBefore, usedAfter)) - yielded
    const asked = { teamId, day, needs, minutes: tooMuch, minutesPerContact: MINUTES_PER_CONTACT }
    const without = [...tried.map(({ row }) => row.followupId), ...displaced.map(({ followupId }) => followupId)]
    if (tooMuch > 0) displaced.push(...(await yielding(tx, actor, asked, without)))
  }
  return displaced
}

const namesOf = ({ before, after }: Trial) =>
  new Map([...before, ...after].map(({ teamId, teamName }) => [teamId, teamName]))

function previewOf(trial: Trial, displaced: Preview['displaced'], days: Preview['days'], language: Language): Preview {
  const { tried, missing, before, after, run } = trial
  const [was, is] = [byFollowup(before), byFollowup(after)]
  const worth = (row: StandsRow | undefined) => worthOf(row, run.firstDay)
  const contacts = tried.map(({ row, to, releasedOn, problem }) => {
    const now = was.get(row.followupId)
    const then = is.get(row.followupId)
    return {
      ...{ followupId: row.followupId, customerId: row.customerId, customerName: row.customerName },
      ...{
        purpose: row.purpose,
        channel: row.channel,
        expiresAt: row.expiresAt,
        from: row.plannedOn,
        to,
        releasedOn,
        problem,
      },
      urgency: URGENCY[now?.urgency ?? 0]!,
      carries: then?.carries ?? now?.carries ?? [],
      valueBefore: worth(now),
      valueAfter: problem ? worth(now) : worth(then),
    }
  })
  const alsoMoved = others(trial)
  const sum = (rows: readonly StandsRow[]) => rows.reduce((total, row) => total + worth(row), 0)
  const possible = missing === 0 && contacts.length > 0 && contacts.every(({ problem }) => problem === null)
  const facts = { contacts, alsoMoved, days, displaced, possible }
  return {
    ...facts,
    ...{ valueBefore: sum(before), valueAfter: sum(after) },
    sentences: sentencesOf({ ...facts, missing }, language),
  }
}

const byFollowup = (rows: readonly StandsRow[]) => new Map(rows.map(row => [row.followupId, row]))

/** What a contact is worth on its day; nothing without one. */
function worthOf(row: StandsRow | undefined, firstDay: Temporal.PlainDate): number {
  return row?.plannedOn ? faded(row.value, firstDay.until(row.plannedOn).days) : 0
}

function others({ tried, before, after }: Trial): Preview['alsoMoved'] {
  const moved = new Set(tried.map(({ row }) => row.followupId))
  const was = byFollowup(before)
  return after
    .filter(({ followupId }) => !moved.has(followupId))
    .map(({ plannedOn: to, ...row }) => ({ ...row, from: was.get(row.followupId)?.plannedOn ?? null, to }))
    .filter(({ from, to }) => String(from) !== String(to))
}

function sentencesOf(
  {
    contacts,
    alsoMoved,
    days,
    displaced,
    missing,
  }: Pick<Preview, 'contacts' | 'alsoMoved' | 'days' | 'displaced'> & { missing: number },
  language: Language,
): string[] {
  const problems = contacts.filter(({ problem }) => problem !== null).length
  const expiring = alsoMoved.filter(({ from, to }) => from !== null && to === null).length
  const full = days.filter(({ over }) => over)
  return [
    moveWords.moved[language]({ count: contacts.length - problems }),
    ...(problems > 0 ? [moveWords.problems[language]({ count: problems })] : []),
    ...(missing > 0 ? [moveWords.missing[language]({ count: missing })] : []),
    ...full.map(({ day, teamName: team, needs, minutes, usedAfter }) => {
      const facts = { day, team, percent: Math.round((100 * usedAfter) / Math.max(minutes, 1)) }
      if (needs.length === 0) return moveWords.over[language](facts)
      return moveWords['over-able'][language]({ ...facts, needs: needsInWords(needs, language) })
    }),
    ...(displaced.length > 0 ? [moveWords.displaced[language]({ count: displaced.length })] : []),
    ...(expiring > 0 ? [moveWords.expiring[language]({ count: expiring })] : []),
  ]
}
