import { PhoneOutlined, SolutionOutlined, StopOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { Link } from 'react-router'
import { raiseCase } from '../../server/cases/contract.ts'
import { listStops, stopContacts } from '../../server/contacts/contract.ts'
import { addFollowup } from '../../server/followups/contract.ts'
import { promiseCallBack } from '../../server/followups/steering-contract.ts'
import { VerdictPanel } from '../customers/VerdictPanel.tsx'
import { useAsk } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Key } from '../kit/Key.tsx'
import { useKeys } from '../kit/keys.ts'
import { useMay } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { AddFollowup } from '../supervision/AddFollowup.tsx'
import { CallBack } from './CallBack.tsx'
import { Complaint } from './Complaint.tsx'
import { RingBack } from './RingBack.tsx'
import { Stop } from './Stop.tsx'

interface CallerSideProps {
  customerId: string
  name: string
  /** The purposes of the contact in question, for a wish about them alone. */
  purposes: readonly string[]
}

type Doing = 'stop' | 'complaint' | 'call-back' | null

/** The caller: what he rings back about, may we call, and what he wishes, each in two keys. */
export function CallerSide({ customerId, name, purposes }: CallerSideProps) {
  const t = useT()
  const mayOpen = useMay('customers.read')
  const mayStop = useMay('contacts.stop')
  const mayRaise = useMay('cases.raise')
  const [doing, setDoing] = useState<Doing>(null)
  const [adding, setAdding] = useState(false)
  const stops = useAsk(listStops, { params: { id: customerId } }).data?.items ?? []
  const stopped = stops.some(({ purpose, liftedAt, expiresAt }) => !purpose && !liftedAt && !expiresAt)
  const close = () => setDoing(null)
  useKeys({
    s: mayStop && !stopped ? () => setDoing('stop') : undefined,
    p: mayRaise ? () => setDoing('complaint') : undefined,
    r: mayRaise ? () => setDoing('call-back') : undefined,
  })
  return (
    <>
      <h2>
        {name}
        {mayOpen && <Link to={`/customers/${customerId}`}>{t('hotline.customer-page')}</Link>}
      </h2>
      {doing === 'stop' && <Stop customerId={customerId} purposes={purposes} onClose={close} />}
      {doing === 'complaint' && <Complaint customerId={customerId} onClose={close} />}
      {doing === 'call-back' && <CallBack customerId={customerId} onClose={close} />}
      {doing === null && (
        <div className="hotline-wishes">
          <Button block icon={<PhoneOutlined />} needs={promiseCallBack} onClick={() => setDoing('call-back')}>
            {t('hotline.call-back')}
            <Key>{'R'}</Key>
          </Button>
          <Button block icon={<SolutionOutlined />} needs={raiseCase} onClick={() => setDoing('complaint')}>
            {t('hotline.complaint')}
            <Key>{'P'}</Key>
          </Button>
          <Button
            block
            icon={<StopOutlined />}
            needs={stopContacts}
            whyNot={stopped && t('hotline.stopped-already')}
            onClick={() => setDoing('stop')}
          >
            {t('hotline.stop')}
            <Key>{'S'}</Key>
          </Button>
          <Button block needs={addFollowup} onClick={() => setAdding(true)}>
            {t('supervision.add-followup')}
          </Button>
        </div>
      )}
      <RingBack customerId={customerId} />
      <VerdictPanel customerId={customerId} />
      <AddFollowup open={adding} onClose={() => setAdding(false)} customer={{ id: customerId, name }} />
    </>
  )
}
