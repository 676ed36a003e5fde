import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { addReading, changeMachine, getMachine, listReadings, passOnMachine } from '../../server/machines/contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Status } from '../kit/Status.tsx'
import { Day } from '../kit/Time.tsx'
import { useVersionWhenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import { AddReading } from './AddReading.tsx'
import type { Machine } from './customer-types.ts'
import { FEEL_OF_MACHINE } from './feel-of-machine.ts'
import { MachineForm } from './MachineForm.tsx'
import { MeterShown } from './MeterShown.tsx'
import { PassOnMachine } from './PassOnMachine.tsx'

interface MachineDrawerProps {
  open: boolean
  onClose: () => void
  machine: Machine
  customerId: string
}

/** All that is known of one machine: its days, its readings, and its owners one after the other. */
export function MachineDrawer({ open, onClose, machine, customerId }: MachineDrawerProps) {
  const t = useT()
  const [doing, setDoing] = useState<'edit' | 'reading' | 'pass-on'>()
  const close = () => setDoing(undefined)
  const version = useVersionWhenOpened(doing === 'edit', machine.updatedAt)
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={[machine.brand, machine.model, machine.serialNumber].filter(Boolean).join(' ')}
      size={520}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      footer={
        <div className="drawer-foot">
          <Button needs={passOnMachine} onClick={() => setDoing('pass-on')}>
            {t('customers.pass-on')}
          </Button>
          <Button needs={changeMachine} onClick={() => setDoing('edit')}>
            {t('customers.edit')}
          </Button>
          <Button type="primary" needs={addReading} onClick={() => setDoing('reading')}>
            {t('customers.add-reading')}
          </Button>
        </div>
      }
    >
      <Facts machine={machine} />
      <Readings machineId={machine.id} />
      <Owners machineId={machine.id} />
      <AddReading open={doing === 'reading'} onClose={close} machine={machine} />
      <PassOnMachine open={doing === 'pass-on'} onClose={close} machine={machine} onDone={onClose} />
      <MachineForm key={version} open={doing === 'edit'} onClose={close} customerId={customerId} machine={machine} />
    </Drawer>
  )
}

function Facts({ machine }: { machine: Machine }) {
  const t = useT()
  const days = [
    ['bought-on', machine.boughtOn],
    ['delivered-on', machine.deliveredOn],
    ['warranty-until', machine.warrantyUntil],
  ] as const
  return (
    <dl className="details details-wide">
      <div>
        <dt>{t('customers.machine-state')}</dt>
        <dd>
          <Status feel={FEEL_OF_MACHINE[machine.state]}>{t(`customers.machine-${machine.state}`)}</Status>
        </dd>
      </div>
      {days
        .filter(([, on]) => on !== null)
        .map(([name, on]) => (
          <div key={name}>
            <dt>{t(`customers.${name}`)}</dt>
            <dd>
              <Day on={on} />
              {name === 'warranty-until' && (
                <small>{t(machine.underWarranty ? 'customers.under-warranty' : 'customers.out-of-warranty')}</small>
              )}
            </dd>
          </div>
        ))}
      {machine.note && (
        <div>
          <dt>{t('customers.note')}</dt>
          <dd className="as-written">{machine.note}</dd>
        </div>
      )}
    </dl>
  )
}

function Readings({ machineId }: { machineId: string }) {
  const t = useT()
  const list = useList(listReadings, { params: { id: machineId }, query: { limit: 20 } }, { topics: ['machines'] })
  return (
    <section className="drawer-part">
      <h3>{t('customers.readings')}</h3>
      {!list.rows && <Skeleton active title={false} />}
      {list.rows?.length === 0 && <p className="muted">{t('customers.no-readings')}</p>}
      <ul className="readings">
        {list.rows?.map(reading => (
          <li key={reading.id}>
            <MeterShown reading={reading} />
            <span className="faint">{reading.staffName}</span>
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

function Owners({ machineId }: { machineId: string }) {
  const t = useT()
  const owners = useAsk(getMachine, { params: { id: machineId } }, { topics: ['machines'] }).data?.owners
  return (
    <section className="drawer-part">
      <h3>{t('customers.owners')}</h3>
      {!owners && <Skeleton active title={false} />}
      <ul className="readings">
        {owners?.map(owner => (
          <li key={owner.id}>
            {owner.customerName ? (
              <Link to={`/customers/${owner.customerId}`}>{owner.customerName}</Link>
            ) : (
              <span className="muted">{t('customers.owner-unseen')}</span>
            )}
            <span className="faint">
              {owner.current && t('customers.owner-now')}{' '}
              {owner.since && t('customers.owner-since', { day: owner.since })}{' '}
              {owner.until && t('customers.owner-until', { day: owner.until })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
