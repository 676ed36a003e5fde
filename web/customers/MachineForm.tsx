import { Form, Input, Select } from 'antd'
import { addMachine, changeMachine, MachineState } from '../../server/machines/contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Machine } from './customer-types.ts'

interface MachineFormProps {
  open: boolean
  onClose: () => void
  customerId: string
  /** The one to change; a new one when left out. */
  machine?: Machine
}

type Values = Pick<Machine, 'serialNumber' | 'state'> &
  Partial<Pick<Machine, 'brand' | 'model' | 'boughtOn' | 'deliveredOn' | 'warrantyUntil' | 'note'>>

/** Registers a machine of a customer, or corrects what is known of one. */
export function MachineForm({ machine, ...props }: MachineFormProps) {
  return machine ? <Change {...props} machine={machine} /> : <Add {...props} />
}

/** Fields left empty are known to be empty. */
const fieldsOf = ({ serialNumber, state, ...rest }: Values) => ({
  serialNumber,
  state,
  brand: rest.brand?.trim() || null,
  model: rest.model?.trim() || null,
  boughtOn: rest.boughtOn || null,
  deliveredOn: rest.deliveredOn || null,
  warrantyUntil: rest.warrantyUntil || null,
  note: rest.note?.trim() || null,
})

function Add({ open, onClose, customerId }: MachineFormProps) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Values, GivenTo<typeof addMachine>, AnswerOf<typeof addMachine>>
      title={t('customers.add-machine')}
      submit={t('customers.add-machine')}
      open={open}
      onClose={onClose}
      action={useDo(addMachine, { topics: ['machines', 'customers'] })}
      given={values => ({ params: { id: customerId }, body: fieldsOf(values) })}
      initial={{ state: 'in-use' }}
      onDone={({ serialNumber }) => say.done(t('customers.machine-added', { serial: serialNumber }))}
    >
      <Fields />
    </FormDrawer>
  )
}

function Change({ open, onClose, machine }: MachineFormProps & { machine: Machine }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Values, GivenTo<typeof changeMachine>, AnswerOf<typeof changeMachine>>
      title={`${t('customers.edit')} ${machine.serialNumber}`}
      submit={t('customers.edit')}
      open={open}
      onClose={onClose}
      action={useDo(changeMachine, { topics: ['machines', 'customers'] })}
      given={values => ({ params: { id: machine.id }, body: fieldsOf(values) })}
      initial={machine}
      onDone={() => say.done(t('customers.machine-changed'))}
    >
      <Fields />
    </FormDrawer>
  )
}

function Fields() {
  const t = useT()
  return (
    <>
      <Form.Item
        name="serialNumber"
        label={t('customers.serial-number')}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={100} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <div className="side-by-side">
        <Form.Item name="brand" label={t('customers.brand')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="model" label={t('customers.model')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="boughtOn" label={t('customers.bought-on')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="deliveredOn" label={t('customers.delivered-on')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="warrantyUntil" label={t('customers.warranty-until')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="state" label={t('customers.machine-state')}>
          <Select options={MachineState.options.map(one => ({ value: one, label: t(`customers.machine-${one}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </>
  )
}
