import { PLANNED_AT_ONCE, planUncovered } from '../../server/reports/coverage-contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { sayNumber } from '../kit/say-time.ts'
import { useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { ByWhom, WhenDue, Why } from '../supervision/AddFollowupForm.tsx'

type Given = GivenTo<typeof planUncovered>
type Values = Omit<Given['body'], 'customerIds' | 'filter'>

/** Whom to plan for: those chosen in the list, or all that its filters find. */
export interface Whom {
  ruleId: string
  customerIds: string[] | null
  filter: NonNullable<Given['body']['filter']>
}

interface PlanUncoveredFormProps {
  open: boolean
  whom: Whom
  onClose: () => void
  onDone: () => void
}

const GOOD_FOR_DAYS = 14

/** Plans one follow-up each for customers left alone. */
export function PlanUncoveredForm({ open, whom, onClose, onDone }: PlanUncoveredFormProps) {
  const t = useT()
  const say = useSay()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const now = useNow()
  const later = now.toZonedDateTimeISO(zone).add({ days: GOOD_FOR_DAYS }).toInstant()
  const { ruleId, customerIds, filter } = whom
  const number = (value: number) => sayNumber(value, language)
  return (
    <FormDrawer<Values, Given, AnswerOf<typeof planUncovered>>
      title={t('insight.coverage-plan')}
      submit={t('insight.coverage-plan')}
      open={open}
      onClose={onClose}
      action={useDo(planUncovered, { topics: ['followups', 'reports'] })}
      given={body => ({
        params: { id: ruleId },
        body: {
          ...body,
          customerIds,
          filter,
          dueAt: instantOf(body.dueAt, zone)!,
          expiresAt: instantOf(body.expiresAt, zone)!,
        },
      })}
      initial={{ purpose: 'care', priority: 5, dueAt: localOf(now, zone), expiresAt: localOf(later, zone) }}
      onDone={({ added, skipped, more }) => {
        const facts = { added: number(added), skipped: number(skipped) }
        const left = more ? ` ${t('insight.coverage-plan-more')}` : ''
        say.done(t(skipped > 0 ? 'insight.coverage-planned-some' : 'insight.coverage-planned-all', facts) + left)
        onDone()
      }}
    >
      <p className="drawer-note">
        {customerIds
          ? t('insight.coverage-plan-chosen', { count: number(customerIds.length) })
          : t('insight.coverage-plan-found', { most: number(PLANNED_AT_ONCE) })}
      </p>
      <Why />
      <ByWhom when={open} />
      <WhenDue />
    </FormDrawer>
  )
}
