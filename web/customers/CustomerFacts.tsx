import type { ReactNode } from 'react'
import type { activityTotals } from '../../server/activity/contract.ts'
import { languageInWords } from '../../server/people/ability-rules.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useMe } from '../kit/me.ts'
import { Panel } from '../kit/Page.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Day, Num, Time, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { Amount } from './Amount.tsx'
import { sayCountry } from './countries.ts'
import type { Customer } from './customer-types.ts'

interface CustomerFactsProps {
  customer: Customer
  totals: AnswerOf<typeof activityTotals>['items']
  /** The button that opens the drawer to correct it. */
  edit: ReactNode
}

/** What else is known: how much happened, where the customer is, since when we know him. */
export function CustomerFacts({ customer, totals, edit }: CustomerFactsProps) {
  const t = useT()
  const language = useLanguage()
  const zone = useMe().organisation.timeZone
  const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
  return (
    <Panel title={t('customers.facts')} extra={edit}>
      <dl className="details">
        {totals.map(total => (
          <div key={`${total.kind} ${total.currency}`}>
            <dt>{t(`customers.activity-${total.kind}`)}</dt>
            <dd>
              <Num value={total.count} />
              {total.amount > 0 && (
                <>
                  {' · '}
                  <Amount value={total.amount} currency={total.currency} />
                </>
              )}
              <small>
                <Day on={dayOf(total.firstAt)} />
                {dayOf(total.lastAt) !== dayOf(total.firstAt) && (
                  <>
                    {' – '}
                    <Day on={dayOf(total.lastAt)} />
                  </>
                )}
              </small>
            </dd>
          </div>
        ))}
        {customer.country && (
          <div>
            <dt>{t('customers.country')}</dt>
            <dd>{sayCountry(customer.country, language)}</dd>
          </div>
        )}
        {customer.birthday && (
          <div>
            <dt>{t('customers.field-birthday')}</dt>
            <dd>{customer.birthday}</dd>
          </div>
        )}
        {customer.language && (
          <div>
            <dt>{t('customers.field-language')}</dt>
            <dd>{languageInWords(customer.language, language)}</dd>
          </div>
        )}
        <LocalTime zone={customer.timeZone} />
        <div>
          <dt>{t('customers.known-since')}</dt>
          <dd>
            <Time at={customer.createdAt} />
            {customer.importId && ` · ${t('customers.source-import')}`}
          </dd>
        </div>
        {customer.note && (
          <div>
            <dt>{t('customers.note')}</dt>
            <dd className="as-written">{customer.note}</dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}

/** What the clock of the customer shows, where it differs from ours. */
function LocalTime({ zone }: { zone: string }) {
  const t = useT()
  const now = useNow()
  if (zone === useMe().organisation.timeZone) return null
  return (
    <div>
      <dt>{t('customers.local-time')}</dt>
      <dd>
        <span className="num">{now.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })}</span>{' '}
        <small>{zone}</small>
      </dd>
    </div>
  )
}
