import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { addMachine, listMachines } from '../../server/machines/contract.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import { Day } from '../kit/Time.tsx'
import { whenOpened } from '../kit/when-opened.tsx'
import { useT } from '../kit/words.ts'
import type { Customer, Machine } from './customer-types.ts'
import { FEEL_OF_MACHINE } from './feel-of-machine.ts'
import { MeterShown } from './MeterShown.tsx'

const MachineForm = whenOpened(() => import('./MachineForm.tsx').then(file => file.MachineForm))
const MachineDrawer = whenOpened(() => import('./MachineDrawer.tsx').then(file => file.MachineDrawer))

/** The machines a customer owns, and those he has sold on. */
export function Machines({ customer }: { customer: Customer }) {
  const t = useT()
  const list = useList(listMachines, { params: { id: customer.id } }, { topics: ['machines', 'customers', 'imports'] })
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Machine>()
  const add = (
    <Button size="small" icon={<PlusOutlined />} needs={addMachine} onClick={() => setAdding(true)}>
      {t('customers.add-machine')}
    </Button>
  )
  // What is open follows what the list learns.
  const shown = list.rows?.find(row => row.id === opened?.id) ?? opened
  return (
    <>
      <div className="tab-head">{Boolean(list.rows?.length) && add}</div>
      <Table<Machine>
        label={t('customers.machines')}
        list={list}
        rowKey={row => `${row.id} ${row.since} ${row.current}`}
        onOpen={row => row.current && setOpened(row)}
        dim={row => !row.current}
        empty={<Empty title={t('customers.no-machines')} hint={t('customers.no-machines-hint')} action={add} />}
        columns={[
          {
            key: 'serial',
            title: t('customers.serial-number'),
            value: row => <b className="num serial">{row.serialNumber}</b>,
            phone: 'title',
          },
          {
            key: 'model',
            title: t('customers.model'),
            value: row => [row.brand, row.model].filter(Boolean).join(' ') || null,
          },
          { key: 'state', title: t('customers.machine-state'), width: 110, value: row => <StateOf machine={row} /> },
          {
            key: 'warranty',
            title: t('customers.warranty-until'),
            width: 130,
            value: row => <Warranty machine={row} />,
          },
          {
            key: 'meter',
            title: t('customers.meter-reading'),
            width: 150,
            right: true,
            value: row => <MeterShown reading={row.lastReading} />,
          },
        ]}
      />
      <MachineForm open={adding} onClose={() => setAdding(false)} customerId={customer.id} />
      {shown && (
        <MachineDrawer
          key={shown.id}
          open={opened !== undefined}
          onClose={() => setOpened(undefined)}
          machine={shown}
          customerId={customer.id}
        />
      )}
    </>
  )
}

function StateOf({ machine }: { machine: Machine }) {
  const t = useT()
  if (!machine.current) return <Status feel="quiet">{t('customers.sold-on')}</Status>
  return <Status feel={FEEL_OF_MACHINE[machine.state]}>{t(`customers.machine-${machine.state}`)}</Status>
}

function Warranty({ machine }: { machine: Machine }) {
  const t = useT()
  if (machine.warrantyUntil === null) return <span className="faint">–</span>
  return (
    <span title={t(machine.underWarranty ? 'customers.under-warranty' : 'customers.out-of-warranty')}>
      {machine.underWarranty ? (
        <Day on={machine.warrantyUntil} />
      ) : (
        <span className="faint">{t('customers.out-of-warranty')}</span>
      )}
    </span>
  )
}
