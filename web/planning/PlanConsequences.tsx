import { useEffect, useState } from 'react'
import { needsInWords } from '../../server/people/ability-rules.ts'
import { previewMove } from '../../server/planner/move-contract.ts'
import { sayPurpose } from '../customers/say-purpose.ts'
import type { AnswerOf, Problem } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { useT } from '../kit/words.ts'
import { sayPlanDay } from './load-layout.ts'
import type { Moving } from './PlanMoveDrawer.tsx'
import { Worth } from './plan-columns.tsx'

export type Preview = AnswerOf<typeof previewMove>

interface Previewed {
  /** Of the move that is asked for; nothing while it is worked out. */
  data: Preview | undefined
  error: Problem | null
}

const TYPING_MS = 300

/** Asks what a move leads to, once the hand rests. */
export function usePreview(moving: Moving | null): Previewed {
  const wanted = moving ? JSON.stringify(moving) : null
  const [found, setFound] = useState<{ of: string; data?: Preview; error?: Problem } | null>(null)
  const { mutate } = useDo(previewMove, { topics: [] })
  useEffect(() => {
    if (wanted === null) return
    const waiting = setTimeout(() => {
      mutate(
        { body: JSON.parse(wanted) },
        {
          onSuccess: data => setFound({ of: wanted, data }),
          onError: error => setFound({ of: wanted, error }),
        },
      )
    }, TYPING_MS)
    return () => clearTimeout(waiting)
  }, [wanted, mutate])
  const current = found?.of === wanted ? found : null
  return { data: current?.data, error: current?.error ?? null }
}

interface ConsequencesProps {
  preview: Previewed
  onLeaveOut?: ((followupIds: readonly string[]) => void) | undefined
}

/** What a move leads to: what the policy says, the loads before and after, what has to yield, what it is worth. */
export function PlanConsequences({ preview: { data, error }, onLeaveOut }: ConsequencesProps) {
  const t = useT()
  if (error) return <ProblemNote error={error} />
  if (!data) {
    return (
      <p className="muted" aria-live="polite">
        {t('plan.checking')}
      </p>
    )
  }
  return (
    <section className="plan-effect" aria-live="polite" aria-label={t('plan.consequences')}>
      <h3>{t('plan.consequences')}</h3>
      {data.sentences.length > 0 && (
        <ul className="plan-sentences">
          {data.sentences.map(sentence => (
            <li key={sentence}>
              <Status feel={data.possible ? 'info' : 'warn'}>{sentence}</Status>
            </li>
          ))}
        </ul>
      )}
      <Problems of={data} onLeaveOut={onLeaveOut} />
      <Loads of={data} />
      <Displaced of={data} />
      <p className="plan-worth">
        {t('plan.value-change')} <Worth value={data.valueBefore} />
        {' → '}
        <b>
          <Worth value={data.valueAfter} />
        </b>
      </p>
    </section>
  )
}

function Problems({ of: { contacts }, onLeaveOut }: { of: Preview } & Pick<ConsequencesProps, 'onLeaveOut'>) {
  const t = useT()
  const refused = contacts.filter(({ problem }) => problem !== null)
  if (refused.length === 0) return null
  const leaveOut = refused.length < contacts.length ? onLeaveOut : undefined
  return (
    <>
      <ul className="plan-problems">
        {refused.map(({ followupId, customerName, problem }) => (
          <li key={followupId}>
            <Status feel="bad">
              <b>{customerName}</b> {problem!.sentence}
            </Status>
          </li>
        ))}
      </ul>
      {leaveOut && (
        <Button size="small" onClick={() => leaveOut(refused.map(({ followupId }) => followupId))}>
          {t('plan.leave-out', { count: refused.length })}
        </Button>
      )}
    </>
  )
}

function Loads({ of: { days } }: { of: Preview }) {
  const t = useT()
  const language = useLanguage()
  if (days.length === 0) return null
  const whole = (minutes: number) => sayNumber(Math.round(minutes), language)
  return (
    <>
      <h4>{t('plan.load-before-after')}</h4>
      <ul className="plan-loads">
        {days.map(({ teamId, teamName, day, needs, minutes, usedBefore, usedAfter, over }) => (
          <li key={[teamId, day, ...needs].join(' ')}>
            <span>
              {sayPlanDay(day, language)}{' '}
              <small>{[teamName, needsInWords(needs, language)].filter(Boolean).join(' · ')}</small>
            </span>
            <span className="num">
              {t('plan.before-after', { before: whole(usedBefore), after: whole(usedAfter) })}
            </span>
            <small>{t('plan.of-minutes', { minutes: whole(minutes) })}</small>
            <i className={over ? 'load-bar load-bar-over' : 'load-bar'} aria-hidden>
              <i className="load-promised" style={{ width: `${shareOf(Math.min(usedBefore, usedAfter), minutes)}%` }} />
              <i
                className={usedAfter > usedBefore ? 'load-more' : 'load-less'}
                style={{ width: `${shareOf(Math.abs(usedAfter - usedBefore), minutes)}%` }}
              />
            </i>
            {over && <Status feel="warn">{t('plan.over-full')}</Status>}
          </li>
        ))}
      </ul>
    </>
  )
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) * 100 : 100
}

function Displaced({ of: { displaced, alsoMoved, possible } }: { of: Preview }) {
  const t = useT()
  const isCalm = displaced.length === 0 && alsoMoved.length === 0
  if (isCalm) return possible ? <Status feel="good">{t('plan.displaced-none')}</Status> : null
  return (
    <>
      {alsoMoved.length > 0 && (
        <>
          <h4>{t('plan.also-moved')}</h4>
          <ul className="plan-displaced">
            {alsoMoved.map(({ from, to, ...other }) => (
              <li key={other.followupId}>
                <Named of={other} />{' '}
                <small>
                  <DayOfPlan on={from} />
                  {' → '}
                  <DayOfPlan on={to} />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {displaced.length > 0 && (
        <>
          <h4>{t('plan.displaced')}</h4>
          <ul className="plan-displaced">
            {displaced.map(({ plannedOn, ...other }) => (
              <li key={other.followupId}>
                <Named of={other} />{' '}
                <small>
                  <DayOfPlan on={plannedOn} />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Named({
  of: { customerName, purpose, campaignName },
}: {
  of: Pick<Preview['displaced'][number], 'customerName' | 'purpose' | 'campaignName'>
}) {
  const language = useLanguage()
  return (
    <>
      <b>{customerName}</b> {[sayPurpose(purpose, language), campaignName].filter(Boolean).join(' · ')}
    </>
  )
}

/** A day in words, or that there is none. */
function DayOfPlan({ on }: { on: string | null }) {
  const t = useT()
  const language = useLanguage()
  return on ? sayPlanDay(on, language) : t('plan.no-day')
}
