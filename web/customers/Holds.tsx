import { useState } from 'react'
import { liftHold, listHolds } from '../../server/contacts/leave-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Time, useNow } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'

const LiftHold = whenOpened(() => import('./HoldCustomer.tsx').then(file => file.LiftHold))

/** The holds that stand: until when, why, by whom, and the way to end them. */
export function Holds({ customerId }: { customerId: string }) {
  const t = useT()
  const now = useNow()
  const { data } = useAsk(listHolds, { params: { id: customerId } }, { topics: ['contacts'] })
  const [lifting, setLifting] = useState<string>()
  const stand = (data?.items ?? []).filter(
    hold => hold.liftedAt === null && Temporal.Instant.compare(Temporal.Instant.from(hold.until), now) > 0,
  )
  if (stand.length === 0) return null
  return (
    <div className="stops">
      <h3>{t('customers.holds')}</h3>
      <ul>
        {stand.map(hold => (
          <li key={hold.id}>
            <div>
              <b>
                {t('customers.until')} <Time at={hold.until} />
              </b>
              <p className="as-written">{hold.reason}</p>
              <small>
                {hold.setByName} · <Time at={hold.setAt} />
              </small>
            </div>
            <Button size="small" needs={liftHold} onClick={() => setLifting(hold.id)}>
              {t('customers.lift-hold')}
            </Button>
          </li>
        ))}
      </ul>
      <LiftHold open={lifting !== undefined} holdId={lifting ?? ''} onClose={() => setLifting(undefined)} />
    </div>
  )
}
