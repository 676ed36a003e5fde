import { Form, Input } from 'antd'
import { endPerson } from '../../server/customers/persons-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { clockNow } from '../kit/clock.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Person } from './customer-types.ts'

type Given = GivenTo<typeof endPerson>

/** A person is in charge no more after a day. */
export function EndPerson({ open, onClose, person }: { open: boolean; onClose: () => void; person: Person }) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const today = clockNow().toZonedDateTimeISO(zone).toPlainDate().toString()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof endPerson>>
      title={`${person.name} ${t('customers.end-person')}`}
      submit={t('customers.end-person')}
      open={open}
      onClose={onClose}
      action={useDo(endPerson, { topics: ['customers', 'contacts'] })}
      given={body => ({ params: { id: person.id }, body })}
      initial={{ lastDay: today, note: '' }}
      onDone={() => say.done(t('customers.person-done'))}
    >
      <p className="form-note">{t('customers.end-hint')}</p>
      <Form.Item name="lastDay" label={t('customers.last-day')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="note" label={t('customers.end-note')}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </FormDrawer>
  )
}
