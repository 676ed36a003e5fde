import { PushpinFilled } from '@ant-design/icons'
import { Link } from 'react-router'
import { removeMove } from '../../server/planner/move-contract.ts'
import type { Urgency } from '../../server/planner/rules.ts'
import { CustomerName } from '../customers/CustomerName.tsx'
import { sayPurpose } from '../customers/say-purpose.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { ChannelMark } from '../kit/ChannelMark.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import type { Column } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Entry } from './PlanDrawer.tsx'

/** The columns of planned contacts: who, what for, how urgent, what it is worth, why this day. */
export function useEntryColumns(day: string | null, ofOneTeam: boolean): readonly Column<Entry>[] {
  const t = useT()
  return [
    {
      key: 'customer',
      title: t('plan.customer'),
      width: 190,
      phone: 'title',
      value: row => <Who row={row} ofOneTeam={ofOneTeam} />,
    },
    { key: 'purposes', title: t('plan.purposes'), width: 200, value: row => <Purposes row={row} /> },
    { key: 'urgency', title: t('plan.urgency'), width: 84, value: row => <UrgencyMark of={row.urgency} /> },
    { key: 'channel', title: t('plan.by'), width: 76, value: row => <ChannelMark of={row.channel} /> },
    { key: 'value', title: t('plan.value'), width: 64, right: true, value: row => <Worth value={row.value} /> },
    { key: 'why', title: day === null ? t('plan.why-none') : t('plan.why'), value: row => <Why row={row} /> },
  ]
}

/** What something is worth; small worths need their first decimal. */
export function Worth({ value }: { value: number }) {
  return <Num value={Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value)} />
}

function Who({
  row: { customerId, customerName, branchName, teamName },
  ofOneTeam,
}: {
  row: Entry
  ofOneTeam: boolean
}) {
  return (
    <span className="two-lines">
      <CustomerName id={customerId} name={customerName} />
      <small>{ofOneTeam ? branchName : teamName}</small>
    </span>
  )
}

/** What is said in one contact, in its order; each leads to its follow-up. */
function Purposes({ row: { followupId, purpose, campaignName, carries } }: { row: Entry }) {
  const language = useLanguage()
  return (
    <ol className="plan-purposes">
      {[{ followupId, purpose, campaignName }, ...carries].map(one => (
        <li key={one.followupId}>
          <Link to={`/followups?id=${one.followupId}`}>{sayPurpose(one.purpose, language)}</Link>
          {one.campaignName && <small>{one.campaignName}</small>}
        </li>
      ))}
    </ol>
  )
}

const SHAPE: Record<Urgency, string> = { promised: '▲', service: '●', offer: '○' }

/** How urgent it is, by shape and colour. */
export function UrgencyMark({ of: urgency }: { of: Urgency }) {
  const t = useT()
  return (
    <span className={`plan-urgency plan-urgency-${urgency}`}>
      <i aria-hidden>{SHAPE[urgency]}</i>
      {t(`plan.urgency-${urgency}`)}
    </span>
  )
}

function Why({ row: { sentence, expiresAt, move } }: { row: Entry }) {
  const t = useT()
  return (
    <div className="plan-why">
      <p>{sentence}</p>
      <small>
        {t('plan.expires')} <Time at={expiresAt} />
      </small>
      {move && <MovedBy move={move} />}
    </div>
  )
}

type Move = NonNullable<Entry['move']>

interface MovedProps {
  move: Move
  /** Where who and why is said beside it. */
  short?: boolean
}

/** That a person set the day, who and why, and the way to let go of it. */
export function MovedBy({ move: { id, reason, movedByName, movedAt }, short = false }: MovedProps) {
  const t = useT()
  const say = useSay()
  const release = useDo(removeMove, { topics: ['plans', 'followups'], onDone: () => say.done(t('plan.released')) })
  return (
    <div className="plan-moved">
      <PushpinFilled aria-hidden />
      <p>
        <b>{t('plan.moved-day')}</b> <Time at={movedAt} />
        {!short && (
          <>
            <br />
            {movedByName ? t('plan.moved-by', { name: movedByName, reason }) : t('plan.moved-unnamed', { reason })}
          </>
        )}
      </p>
      <Button
        size="small"
        needs={removeMove}
        loading={release.isPending}
        onClick={() => release.mutate({ params: { id } }, { onError: say.problem })}
      >
        {t('plan.release')}
      </Button>
    </div>
  )
}
