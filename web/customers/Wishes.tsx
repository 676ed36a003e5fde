import { EditOutlined, PlusOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { useState } from 'react'
import {
  ConsentChannel,
  getConsents,
  listConsents,
  PurposeClass,
  recordConsent,
} from '../../server/customers/consents-contract.ts'
import { getGoodHours, setGoodHours } from '../../server/customers/facts-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { type Feel, Status } from '../kit/Status.tsx'
import { Time } from '../kit/Time.tsx'
import { useVersionWhenOpened, whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { Customer } from './customer-types.ts'
import { HoursInWords } from './HoursInWords.tsx'
import { saySource } from './say-fact.ts'

const ConsentForm = whenOpened(() => import('./ConsentForm.tsx').then(file => file.ConsentForm))
const HoursForm = whenOpened(() => import('./HoursForm.tsx').then(file => file.HoursForm))

/** What a customer wishes: what he agrees to be reached for, and when. */
export function Wishes({ customer }: { customer: Customer }) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <GoodHoursPart customer={customer} />
      <section className="tab-part">
        <header>
          <div>
            <h3>{t('customers.wishes')}</h3>
            <p className="muted">{t('customers.wishes-hint')}</p>
          </div>
          <Button size="small" icon={<PlusOutlined />} needs={recordConsent} onClick={() => setAdding(true)}>
            {t('customers.add-consent')}
          </Button>
        </header>
        <Standing customerId={customer.id} />
        <History customerId={customer.id} />
      </section>
      <ConsentForm open={adding} onClose={() => setAdding(false)} customerId={customer.id} />
    </>
  )
}

function GoodHoursPart({ customer }: { customer: Customer }) {
  const t = useT()
  const asked = useAsk(getGoodHours, { params: { id: customer.id } })
  const [editing, setEditing] = useState(false)
  const hours = asked.data?.hours
  const version = useVersionWhenOpened(editing, hours?.updatedAt ?? 'none')
  return (
    <section className="tab-part">
      <header>
        <div>
          <h3>{t('customers.hours')}</h3>
          <p className="muted">{t('customers.hours-hint', { zone: customer.timeZone })}</p>
        </div>
        <Button size="small" icon={<EditOutlined />} needs={setGoodHours} onClick={() => setEditing(true)}>
          {t('customers.set-hours')}
        </Button>
      </header>
      {asked.error && <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && !hours && <p className="muted">{t('customers.no-hours')}</p>}
      {hours && (
        <>
          <HoursInWords hours={hours} />
          <p className="faint hours-from">
            {t(`customers.hours-source-${hours.source}`)} <Time at={hours.updatedAt} /> {hours.updatedByName}
          </p>
        </>
      )}
      {asked.data && (
        <HoursForm
          key={version}
          open={editing}
          onClose={() => setEditing(false)}
          customerId={customer.id}
          hours={hours ?? null}
        />
      )}
    </section>
  )
}

type StandingOf = AnswerOf<typeof getConsents>['items'][number]
const FEEL: Record<StandingOf['standing'], Feel> = {
  given: 'good',
  withdrawn: 'bad',
  expired: 'warn',
  'never-asked': 'quiet',
}

/** Purposes down, channels across: what counts now. */
function Standing({ customerId }: { customerId: string }) {
  const t = useT()
  const { data, error, refetch } = useAsk(getConsents, { params: { id: customerId } })
  if (!data) return error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Skeleton active />
  const at = (purpose: string, channel: string) =>
    data.items.find(one => one.purposeClass === purpose && one.channel === channel)
  return (
    <div className="standing">
      <table>
        <thead>
          <tr>
            <td />
            {ConsentChannel.options.map(channel => (
              <th key={channel} scope="col">
                {t(`customers.channel-${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PurposeClass.options.map(purpose => (
            <tr key={purpose}>
              <th scope="row">{t(`customers.class-${purpose}`)}</th>
              {ConsentChannel.options.map(channel => {
                const one = at(purpose, channel)
                return <td key={channel}>{one && <Mark one={one} />}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Mark({ one }: { one: StandingOf }) {
  const t = useT()
  if (one.standing === 'never-asked') return <span className="faint">{t('customers.standing-never-asked')}</span>
  return (
    <>
      <Status feel={FEEL[one.standing]}>{t(`customers.standing-${one.standing}`)}</Status>
      <small>
        <Time at={one.since} />
      </small>
    </>
  )
}

/** Every word the customer said, newest first. */
function History({ customerId }: { customerId: string }) {
  const t = useT()
  const list = useList(listConsents, { params: { id: customerId }, query: { limit: 20 } })
  return (
    <section className="consent-history">
      <h3>{t('customers.consent-history')}</h3>
      {list.rows?.length === 0 && <p className="muted">{t('customers.no-consents')}</p>}
      <ul className="rows">
        {list.rows?.map(row => (
          <li key={row.id} className={row.voidedAt ? 'row-out' : undefined}>
            <div className="row-what">
              <span className="row-title">
                <Status feel={row.given ? 'good' : 'bad'}>
                  {t(row.given ? 'customers.consent-word-given' : 'customers.consent-word-withdrawn', {
                    purpose: t(`customers.class-${row.purposeClass}`),
                    channel: t(`customers.channel-${row.channel}`),
                  })}
                </Status>
              </span>
              <span className="as-written">{row.evidence}</span>
              <small>
                <Time at={row.at} />
                {row.expiresAt && (
                  <span>
                    {t('customers.consent-expires')} <Time at={row.expiresAt} />
                  </span>
                )}
                <span>{t(`customers.evidence-${row.evidenceKind}`)}</span>
                <span>
                  {saySource(row.source, t)} {row.recordedByName}
                </span>
                {row.voidedAt && <b>{t('customers.consent-voided')}</b>}
              </small>
            </div>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button size="small" onClick={list.loadMore} loading={list.loadingMore}>
          {t('kit.more')}
        </Button>
      )}
    </section>
  )
}
