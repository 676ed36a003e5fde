import { Link } from 'react-router'
import { listMoves } from '../../server/planner/move-contract.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import { sayPurpose } from '../customers/say-purpose.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Empty } from '../kit/Empty.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { Status } from '../kit/Status.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { sayPlanDay } from './load-layout.ts'
import { MovedBy } from './plan-columns.tsx'

type Move = AnswerOf<typeof listMoves>['items'][number]

/** All days that people set and that are still to be kept, whether the plan keeps them, and the way to let go of each. */
export function PlanMoves() {
  const t = useT()
  const list = useList(listMoves, {}, { topics: ['plans', 'followups'] })
  const columns: readonly Column<Move>[] = [
    {
      key: 'customer',
      title: t('plan.customer'),
      width: 190,
      phone: 'title',
      value: ({ customerId, customerName }) => <CustomerName id={customerId} name={customerName} />,
    },
    { key: 'purpose', title: t('plan.purposes'), width: 180, value: row => <What move={row} /> },
    { key: 'day', title: t('plan.moved-to'), width: 170, value: row => <Kept move={row} /> },
    { key: 'why', title: t('plan.reason'), value: row => <MovedBy move={row} /> },
  ]
  return (
    <>
      <p className="plan-hint muted">{t('plan.moves-hint')}</p>
      <div className="plan-entries">
        <Table
          label={t('plan.moves-title')}
          list={list}
          rowKey={row => row.id}
          columns={columns}
          empty={<Empty title={t('plan.moves-empty')} hint={t('plan.moves-empty-hint')} />}
        />
      </div>
    </>
  )
}

function What({ move: { followupId, purpose, campaignName } }: { move: Move }) {
  const language = useLanguage()
  return (
    <span className="two-lines">
      <Link to={`/followups?id=${followupId}`}>{sayPurpose(purpose, language)}</Link>
      {campaignName && <small>{campaignName}</small>}
    </span>
  )
}

/** The day to which it was moved, and where the plan has it instead when it cannot keep it. */
function Kept({ move: { day, kept, plannedOn } }: { move: Move }) {
  const t = useT()
  const language = useLanguage()
  return (
    <span className="two-lines">
      {sayPlanDay(day, language)}
      {!kept && (
        <small>
          <Status feel="warn">
            {plannedOn
              ? t('plan.planned-instead', { day: sayPlanDay(plannedOn, language) })
              : t('plan.not-planned-now')}
          </Status>
        </small>
      )}
    </span>
  )
}
