import { Form, Input } from 'antd'
import { passOnMachine } from '../../server/machines/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { CustomerPick } from '../supervision/CustomerPick.tsx'
import type { Machine } from './customer-types.ts'

type Given = GivenTo<typeof passOnMachine>

interface PassOnMachineProps {
  open: boolean
  onClose: () => void
  machine: Machine
  onDone: () => void
}

/** A machine changed hands: its new owner, and since when. */
export function PassOnMachine({ open, onClose, machine, onDone }: PassOnMachineProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<{ customerId: string; since?: string }, Given, AnswerOf<typeof passOnMachine>>
      title={`${machine.serialNumber} · ${t('customers.pass-on-title')}`}
      submit={t('customers.pass-on-title')}
      open={open}
      onClose={onClose}
      action={useDo(passOnMachine, { topics: ['machines', 'customers'] })}
      given={({ customerId, since }) => ({ params: { id: machine.id }, body: { customerId, since: since || null } })}
      onDone={() => {
        say.done(t('customers.pass-on-done'))
        onDone()
      }}
    >
      <p className="form-note">{t('customers.pass-on-hint')}</p>
      <Form.Item name="customerId" label={t('customers.new-owner')} rules={[{ required: true }]}>
        <CustomerPick />
      </Form.Item>
      <Form.Item name="since" label={t('customers.passed-on-on')}>
        <Input type="date" />
      </Form.Item>
    </FormDrawer>
  )
}
