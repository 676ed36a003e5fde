import type { z } from 'zod'
import { customerBrief } from '../customers/index.ts'
import { isStateIn, MAIL_STATES } from '../followups/rules.ts'
import { organisation, permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import type { PlanExplanation } from './contract.ts'
import { explainWords, nameOf } from './explain-reasons.ts'
import { carriedBy, type ExplainedRow, explainedRows } from './explain-store.ts'
import { moveFrom, outcomeInWords } from './list-entries.ts'
import type { Absence, Outcome } from './outcome-rules.ts'
import { URGENCY } from './rules.ts'
import { currentRun } from './store.ts'
import type { OtherRow } from './view-store.ts'

type Explanation = z.output<typeof PlanExplanation>

/** For which day a follow-up is planned and why, or why for none. */
export async function explainFollowup(
  tx: Tx,
  actor: Actor,
  followupId: string,
  language: Language,
): Promise<Explanation> {
  permit(actor, 'followups.read')
  const rows = await explainedRows(tx, actor, { followupId })
  const [found] = await explained(tx, actor, rows, language)
  if (!found) throw notFound()
  return found
}

/** The same of what is not ended of a customer, what is planned first before the others. */
export async function explainCustomer(
  tx: Tx,
  actor: Actor,
  customerId: string,
  language: Language,
): Promise<Explanation[]> {
  permit(actor, 'customers.read')
  await customerBrief(tx, actor, customerId)
  return explained(tx, actor, await explainedRows(tx, actor, { customerId }), language)
}

async function explained(
  tx: Tx,
  actor: Actor,
  rows: readonly ExplainedRow[],
  language: Language,
): Promise<Explanation[]> {
  const { timeZone } = await organisation(tx, actor.orgId)
  const isPlanned = (await currentRun(tx, actor.orgId)) !== undefined
  const carried = await carriedBy(tx, actor, rows.map(headOf))
  return rows.map(row => {
    const facts = factsOf(row, carried.get(headOf(row)) ?? [], isPlanned)
    return { ...facts, sentences: sentencesOf(facts, row, { now: actor.now, timeZone }, language) }
  })
}

const DISPLACED: ReadonlySet<Outcome> = new Set(['day-was-full', 'no-room', 'able-were-full', 'no-room-with-able'])

/** What these say tells already how it goes. */
const INSTEAD_OF_CALLS: ReadonlySet<Outcome> = new Set(['mail-for-room', 'mail-for-leave'])

const headOf = ({ followupId, outcome, other }: ExplainedRow) =>
  outcome === 'carried' ? (other?.followupId ?? followupId) : followupId

function factsOf(row: ExplainedRow, carried: readonly OtherRow[], isPlanned: boolean): Omit<Explanation, 'sentences'> {
  const { followupId, customerId, purpose, campaignName, teamName, outcome, other, plannedOn, value, expiresAt } = row
  const head = outcome === 'carried' && other ? [{ ...other, leads: true }] : []
  const beside = carried.filter(one => one.followupId !== followupId).map(one => ({ ...one, leads: false }))
  const move = row.move && moveFrom(row.move)
  return {
    ...{ followupId, customerId, purpose, campaignName, teamName, plannedOn, outcome, value, expiresAt },
    needs: row.needs,
    channel: row.channel,
    absence: outcome === null ? absenceOf(row, isPlanned) : null,
    urgency: row.urgency === null ? null : URGENCY[row.urgency]!,
    together: [...head, ...beside],
    displacedBy: outcome !== null && DISPLACED.has(outcome) ? other : null,
    nearTo: outcome === 'near-another' || outcome === 'no-day-beside-another' ? other : null,
    expires: outcome !== null && plannedOn === null,
    move: move && { ...move, kept: plannedOn?.equals(move.day) ?? false },
  }
}

function absenceOf({ state, withSupervisor, campaignRuns }: ExplainedRow, isPlanned: boolean): Absence {
  if (isStateIn(MAIL_STATES, state)) return 'goes-by-mail'
  if (state !== 'waiting') return 'not-waiting'
  if (withSupervisor) return 'with-supervisor'
  if (!campaignRuns) return 'campaign-not-running'
  return isPlanned ? 'came-later' : 'no-plan'
}

function sentencesOf(
  facts: Omit<Explanation, 'sentences'>,
  row: Pick<ExplainedRow, 'other' | 'needs' | 'state'>,
  reader: { now: Temporal.Instant; timeZone: string },
  language: Language,
): string[] {
  const { absence, outcome, channel, plannedOn, together, move, expiresAt } = facts
  const say = (sentence: string | false | null) => (sentence ? [sentence] : [])
  const ends = explainWords.expires[language]({ at: expiresAt, ...reader })
  if (outcome === null) return [explainWords[absence!][language](), ...(absence === 'not-waiting' ? [] : [ends])]
  const names = together.map(one => nameOf(one, language))
  const moved = move && { day: move.day, byName: move.movedByName, reason: move.reason }
  const byMail = channel === 'email'
  return [
    plannedOn
      ? explainWords[byMail ? 'planned-by-mail' : 'planned'][language]({ day: plannedOn })
      : explainWords['no-day'][language](),
    ...say(!(outcome === 'moved' && moved) && outcomeInWords(outcome, row, language)),
    ...say(moved && explainWords[move.kept ? 'move-kept' : 'move-not-kept'][language](moved)),
    ...say(
      byMail &&
        !INSTEAD_OF_CALLS.has(outcome) &&
        explainWords[plannedOn ? 'goes-by-itself' : 'goes-without-day'][language](),
    ),
    ...say(!byMail && row.state === 'to-mail' && explainWords['call-for-mail'][language]()),
    ...say(names.length > 0 && explainWords.together[language]({ names })),
    ends,
  ]
}
