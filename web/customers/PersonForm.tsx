import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { addDuty, addPerson, changePerson, listDuties } from '../../server/customers/persons-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Person } from './customer-types.ts'
import { languageOptions } from './say-fact.ts'

interface PersonFormProps {
  open: boolean
  onClose: () => void
  customerId: string
  /** The one to change; a new one when left out. */
  person?: Person
}

interface Values {
  name: string
  duties: string[]
  phone?: string
  email?: string
  language?: string | null
  validFrom?: string | null
  validUntil?: string | null
  note?: string | null
}

/** Adds a person in charge at a customer, or corrects what is known of one. */
export function PersonForm({ person, ...props }: PersonFormProps) {
  return person ? <Change {...props} person={person} /> : <Add {...props} />
}

const fieldsOf = ({ name, duties, language, validFrom, validUntil, note }: Values) => ({
  name,
  duties,
  language: language ?? null,
  validFrom: validFrom || null,
  validUntil: validUntil || null,
  note: note?.trim() || null,
})

function Add({ open, onClose, customerId }: Omit<PersonFormProps, 'person'>) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Values, GivenTo<typeof addPerson>, AnswerOf<typeof addPerson>>
      title={t('customers.add-person')}
      submit={t('customers.add-person')}
      open={open}
      onClose={onClose}
      action={useDo(addPerson, { topics: ['customers', 'contacts'] })}
      given={values => ({
        params: { id: customerId },
        body: {
          ...fieldsOf(values),
          phones: values.phone?.trim() ? [values.phone.trim()] : [],
          emails: values.email?.trim() ? [values.email.trim()] : [],
        },
      })}
      initial={{ duties: [] }}
      onDone={({ name }) => say.done(t('customers.person-added', { name }))}
    >
      <Fields open={open} />
      <Form.Item name="phone" label={t('customers.phone')} extra={t('customers.phone-hint')}>
        <Input maxLength={50} inputMode="tel" autoComplete="off" placeholder={t('customers.optional')} />
      </Form.Item>
      <Form.Item name="email" label={t('customers.email')}>
        <Input maxLength={200} inputMode="email" autoComplete="off" placeholder={t('customers.optional')} />
      </Form.Item>
      <Rest />
    </FormDrawer>
  )
}

function Change({ open, onClose, person }: PersonFormProps & { person: Person }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Values, GivenTo<typeof changePerson>, AnswerOf<typeof changePerson>>
      title={`${t('customers.edit')} ${person.name}`}
      submit={t('customers.edit')}
      open={open}
      onClose={onClose}
      action={useDo(changePerson, { topics: ['customers', 'contacts'] })}
      given={values => ({ params: { id: person.id }, body: fieldsOf(values) })}
      initial={person}
      onDone={() => say.done(t('customers.person-changed'))}
    >
      <Fields open={open} />
      <Rest />
    </FormDrawer>
  )
}

function Fields({ open }: { open: boolean }) {
  const t = useT()
  const duties = useAsk(listDuties, {}, { when: open }).data?.items
  return (
    <>
      <Form.Item name="name" label={t('customers.person-name')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="duties"
        label={t('customers.duties')}
        extra={t('customers.duties-hint')}
        rules={[{ required: true, type: 'array', min: 1, message: t('kit.required') }]}
      >
        <Select
          mode="multiple"
          loading={!duties}
          showSearch={{ optionFilterProp: 'label' }}
          options={duties?.map(({ duty, text }) => ({ value: duty, label: text }))}
        />
      </Form.Item>
      <NewDuty />
    </>
  )
}

/** Adds a duty that the list lacks; it can be chosen at once. */
function NewDuty() {
  const t = useT()
  const say = useSay()
  const [name, setName] = useState('')
  const form = Form.useFormInstance<Values>()
  const add = useDo(addDuty)
  const send = () =>
    add.mutate(
      { body: { name: name.trim() } },
      {
        onSuccess: ({ duty }) => {
          form.setFieldValue('duties', [...((form.getFieldValue('duties') as string[] | undefined) ?? []), duty])
          setName('')
        },
        onError: say.problem,
      },
    )
  return (
    <div className="new-duty">
      <Input
        size="small"
        maxLength={50}
        value={name}
        placeholder={t('customers.new-duty')}
        aria-label={t('customers.new-duty')}
        onChange={event => setName(event.target.value)}
        onPressEnter={event => {
          event.preventDefault()
          if (name.trim()) send()
        }}
      />
      <Button size="small" loading={add.isPending} whyNot={!name.trim() && t('customers.new-duty')} onClick={send}>
        {t('customers.add-duty')}
      </Button>
    </div>
  )
}

function Rest() {
  const t = useT()
  return (
    <>
      <Form.Item name="language" label={t('customers.language-of')}>
        <Select allowClear options={languageOptions(t)} placeholder={t('customers.optional')} />
      </Form.Item>
      <div className="side-by-side">
        <Form.Item name="validFrom" label={t('customers.valid-from')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="validUntil" label={t('customers.valid-until')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('customers.note')}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('customers.optional')} />
      </Form.Item>
    </>
  )
}
